using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Journal;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Cabinet;

/// <summary>Reads a walk's journal as it grows, and holds every fact against the rules.</summary>
internal sealed class WalkWatch
{
    private readonly HashSet<CommandId> _ended = [];
    private readonly HashSet<int> _shutNow = [];
    private readonly HashSet<PersonId> _proven = [];
    private int _facts;

    public HashSet<string> Seen { get; } = [];

    /// <summary>Somebody typed the right PIN.</summary>
    public void Proven(PersonId person) => _proven.Add(person);

    public void Check(IReadOnlyList<Fact> journal)
    {
        foreach (Fact fact in journal.Skip(_facts))
        {
            CheckFact(fact);
            if (fact is Fact.DoorShut shut)
            {
                _shutNow.Add(shut.Compartment);
            }
        }

        _facts = journal.Count;
    }

    private void CheckFact(Fact fact)
    {
        Seen.Add(fact switch
        {
            Fact.ReleaseIntended intent => intent.Authorisation.GetType().Name,
            Fact.ReleaseEnded ended => ended.Result.ToString(),
            Fact.DepositAbandoned abandoned => abandoned.Reason.ToString(),
            Fact.PacketPickedUp { Seal: not SealState.NotAsked } => "SealIntact",
            Fact.FaultRaised raised => raised.Name,
            Fact.CommandRefused refused => $"Order{refused.Reason}",
            _ => fact.GetType().Name,
        });
        switch (fact)
        {
            case Fact.ReleaseIntended intent:
                _shutNow.Remove(intent.Compartment);
                Assert.NotEmpty(intent.Actors);
                CheckPickup(intent);
                break;
            case Fact.ReleaseEnded ended:
                Assert.True(_ended.Add(ended.Command), $"{ended.Command} ended twice.");
                break;
            case Fact.PacketDeposited deposited:
                Assert.True(_shutNow.Contains(deposited.Compartment), "Deposited before the door was shut.");
                break;
            default:
                break;
        }
    }

    private void CheckPickup(Fact.ReleaseIntended intent)
    {
        foreach (PacketId packet in intent.Purpose is ReleasePurpose.Pickup ? intent.Packets : [])
        {
            ExpectedPacket expected = Packet(packet);
            Assert.NotEqual(Unknown, packet);
            Assert.NotEqual(Held, packet);
            bool two = expected.Policy is PickupPolicy.TwoPersons;
            Assert.Equal(two ? 2 : 1, intent.Actors.Distinct().Count());
            Assert.All(intent.Actors, actor => Assert.Contains(
                expected.Receiver, Everybody.Single(person => person.Id == actor) is var person && two
                    ? person.TwoPersonAgencies : person.Agencies));
            Assert.True(!two || intent.Actors.Any(expected.Openers.Contains), "No named opener.");
            Assert.All(
                intent.Actors, actor => Assert.True(_proven.Contains(actor), "Opened for somebody who proved nothing."));
        }
    }
}
