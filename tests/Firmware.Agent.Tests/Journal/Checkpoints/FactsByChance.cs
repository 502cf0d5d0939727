using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Agent.Tests.Journal.Checkpoints;

/// <summary>Facts of every kind over few doors, packets and people, so that they meet.</summary>
internal static class FactsByChance
{
    private const int Doors = 4;

    public static IEnumerable<Fact> Some(int seed, int count)
    {
        Random chance = new(seed);
        for (int made = 0; made < count; made++)
        {
            yield return chance.Next(3) == 0 ? Release(chance) : Any(chance);
        }
    }

    /// <summary>Mostly of commands that are under way: a result of another one says little.</summary>
    private static Fact Release(Random chance) => chance.Next(2) == 0
        ? new Fact.ReleaseIntended(
            Command(chance), Door(chance), Of<ReleasePurpose>(chance), [Packet(chance)], [Person(chance)],
            new Authorisation.Nonce($"n{chance.Next(9)}"))
        {
            Reason = chance.Next(2) == 0 ? "" : "查看",
            Code = chance.Next(2) == 0 ? null : Code(chance),
        }
        : new Fact.ReleaseEnded(Command(chance), Door(chance), Of<ReleaseResult>(chance), chance.Next(3));

    private static Fact Any(Random chance) => chance.Next(11) switch
    {
        0 => new Fact.PacketDeposited(Packet(chance), Door(chance), Person(chance), Command(chance), Agency(chance)),
        1 => new Fact.PacketFound(Packet(chance), Door(chance), World.Receiver, 7),
        2 => new Fact.DepositAbandoned(
            Packet(chance), Door(chance), Person(chance), Of<DepositAbandonment>(chance), Command(chance)),
        3 => new Fact.PacketPickedUp(Packet(chance), Door(chance), [Person(chance)], Command(chance), Of<SealState>(chance)),
        4 => new Fact.FaultRaised(Fault(chance), Door(chance), $"detail {chance.Next(3)}"),
        5 => new Fact.FaultCleared(Fault(chance), Door(chance)),
        6 => new Fact.SignedIn(Person(chance), $"visit-{chance.Next(3)}"),
        7 => new Fact.SignedOut($"visit-{chance.Next(3)}"),
        8 => new Fact.SignInRefused(Person(chance), Of<SignInRefusal>(chance)),
        9 => new Fact.CommandRefused(Command(chance), Door(chance), Of<CommandRefusal>(chance)),
        _ => EveryFact.All[chance.Next(EveryFact.All.Count)],
    };

    private static SpentCode Code(Random chance)
    {
        DateTimeOffset from = DateTimeOffset.UnixEpoch.AddDays(20_000 + chance.Next(9));
        return new SpentCode($"code {chance.Next(9)}", 1 + chance.Next(9), from, from.AddHours(1 + chance.Next(24)));
    }

    private static T Of<T>(Random chance)
        where T : struct, Enum =>
        Enum.GetValues<T>()[chance.Next(Enum.GetValues<T>().Length)];

    private static int Door(Random chance) => 1 + chance.Next(Doors);
    private static CommandId Command(Random chance) => CommandId.Parse($"c-{chance.Next(6)}");
    private static PersonId Person(Random chance) => PersonId.Parse($"p{chance.Next(3)}");
    private static PacketId Packet(Random chance) => PacketId.FromDigits($"10000000000{chance.Next(5)}");
    private static AgencyCode? Agency(Random chance) => chance.Next(3) == 0 ? null : World.Receiver;
    private static string Fault(Random chance) => FaultName.All[chance.Next(FaultName.All.Length)];
}
