using System.Globalization;
using SmartLocker.CrashPoints.Tests.World;
using SmartLocker.Disks;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage;

namespace SmartLocker.CrashPoints.Tests;

/// <summary>The power is back after a blackout: what must hold then, each under its number of docs/rules.md.</summary>
internal static class Recovery
{
    public static void Check(Blackout blackout, Fate fate)
    {
        using SmallWorld world = SmallWorld.Resume(blackout, fate);
        Promises before = blackout.Promises;
        world.PowerOn();
        Kept(world, before);
        Settle(world);
        Assert.Equal(before.Pulsed, world.Promises.Pulsed); // I-3: nobody asked for anything, so no door opens.
        Agree(world);
        Doubts(world, before);
        Blocks(world, before);
        foreach (Packet packet in SmallServer.Now(world.Server.Ledger.Views.Packets(new PacketFilter())))
        {
            InOnePlace(world, packet);
        }

        Spent(world, before);
    }

    /// <summary>Nothing that somebody relies on is gone.</summary>
    private static void Kept(SmallWorld world, Promises before)
    {
        SmallCabinet cabinet = world.Cabinet!;
        JournalState? applied = Record(world).Journal;
        Holds(cabinet.Journal.LastSequence > before.Sent, 9, $"sent up to {before.Sent}, kept {cabinet.Journal.LastSequence}");
        Holds((applied?.AppliedUpTo ?? 0) >= before.Acked, 9, $"acknowledged {before.Acked}, applied {applied?.AppliedUpTo}");
        Holds((cabinet.Journal.Kept.Desired()?.Version ?? 0) >= before.Held, 9, $"held {before.Held}, holds another");
        foreach ((string what, Func<SmallServer, bool> isSo) in before.Done) { Holds(isSo(world.Server), 9, $"{what}: undone"); }

        HashSet<CommandId> intended = [.. cabinet.Journal.ReadAll().Select(entry => entry.Fact)
            .OfType<Fact.ReleaseIntended>().Select(intent => intent.Command)];
        foreach (CommandId pulsed in before.Pulsed.Where(_ => cabinet.Journal.FirstSequence == 1))
        {
            Holds(intended.Contains(pulsed), 1, $"{pulsed} was pulsed and is not in the journal");
        }
    }

    /// <summary>Somebody shuts what stands open, the network is back, and a little time passes.</summary>
    internal static void Settle(SmallWorld world)
    {
        world.Cabinet!.Connect();
        foreach (int door in world.Metal.Open.ToArray()) { world.Cabinet.Push(door); }

        world.Pass(TimeSpan.FromSeconds(5));
    }

    private static void Agree(SmallWorld world)
    {
        SmallCabinet cabinet = world.Cabinet!;
        Cabinet record = Record(world);
        Assert.Empty(SmallServer.Now(Verify.Fold(world.Server.Ledger)));
        Holds(record.Quarantine is null, 10, $"quarantined: {record.Quarantine?.Reason}");
        Holds(cabinet.State.Holdings.Digest() == cabinet.Journal.Held.Digest(), 12, "memory is not the fold of the journal");
        Holds(
            record.Journal?.AppliedUpTo == cabinet.Journal.LastSequence, 13,
            $"the server applied {record.Journal?.AppliedUpTo} of {cabinet.Journal.LastSequence}");
        Holds(cabinet.Journal.Kept.Ack() == cabinet.Journal.LastSequence, 13, "the cabinet does not know that it was heard");
        Holds(world.Promises.Epoch == cabinet.Journal.Kept.HighestEpoch(), 14, "the cabinet forgot an epoch");
        long newest = SmallServer.Now(world.Server.Ledger.FindDesired(SmallWorld.CabinetId, null))?.Version ?? 0;
        long held = cabinet.State.Desired.Version;
        Holds(held == newest, 13, $"desired {held}, the server's is {newest}");
    }

    /// <summary>I-3: a release without a result is Unknown, has ended for good, and a person has to look.</summary>
    private static void Doubts(SmallWorld world, Promises before)
    {
        List<Fact> facts = [.. world.Cabinet!.Journal.ReadAll().Select(entry => entry.Fact)];
        foreach (Fact.ReleaseIntended intent in facts.OfType<Fact.ReleaseIntended>())
        {
            Fact.ReleaseEnded[] ends = [.. facts.OfType<Fact.ReleaseEnded>().Where(end => end.Command == intent.Command)];
            Holds(ends.Length == 1, 3, $"{intent.Command} ended {ends.Length} times");
            bool doubtful = ends[0].Result == ReleaseResult.Unknown && before.Pulsed.Contains(intent.Command);
            bool seenTo = !doubtful || IsDoubted(world, intent.Compartment);
            Holds(seenTo, 3, $"{intent.Compartment} is in doubt and nobody is asked to look");
        }
    }

    /// <summary>Whoever was told that opening is allowed again relies on it; else the block stands, on both.</summary>
    private static void Blocks(SmallWorld world, Promises before)
    {
        Fact? last = world.Cabinet!.Journal.ReadAll().Select(entry => entry.Fact).LastOrDefault(fact => fact
            is Fact.RemoteOpeningAllowed or Fact.FaultRaised { Name: FaultName.RemoteOpeningBlocked });
        bool blocked = world.Cabinet.State.Holdings.HasFault(FaultName.RemoteOpeningBlocked, 0);
        Holds(blocked == last is Fact.FaultRaised, 9, $"blocked: {blocked}, on record last: {last}");
        Holds(!(before.Unblocked && blocked), 9, "blocked again, and nobody ordered anything");
        bool known = Record(world).Faults.Any(fault => fault.Name == FaultName.RemoteOpeningBlocked);
        Holds(known == blocked, 13, $"the server believes blocked: {known}");
    }

    /// <summary>I-4: a code that opened once opens nothing more, also by the PIN of its person.</summary>
    internal static void Spent(SmallWorld world, Promises before)
    {
        SmallCabinet cabinet = world.Cabinet!;
        foreach ((string text, Courier to) in before.Shown)
        {
            bool pulsed = cabinet.Journal.ReadAll().Select(entry => entry.Fact).OfType<Fact.ReleaseIntended>()
                .Any(intent => intent.Code is not null && before.Pulsed.Contains(intent.Command));
            int pulses = world.Promises.Pulsed.Count;
            cabinet.Feed(new CabinetInput.Scanned(text));
            cabinet.Feed(new CabinetInput.KioskAsked(new KioskRequest.EnterPin(to.Pin)));
            world.Pass(TimeSpan.FromSeconds(1));
            bool again = world.Promises.Pulsed.Count > pulses;
            Holds(!(pulsed && again), 4, "a code opened twice");
            bool stillThere = world.Metal.Inside.Count > 0;
            bool intended = cabinet.Journal.ReadAll().Any(entry => entry.Fact is Fact.ReleaseIntended { Code: not null });
            Holds(intended || !stillThere || again, 4, "a code that nobody used opens nothing");
        }
    }

    internal static void InOnePlace(SmallWorld world, Packet packet)
    {
        if (packet.Stage == PacketStage.Exception) { return; }

        int? real = world.Metal.Inside.TryGetValue(packet.Id, out int door) ? door : null;
        bool agrees = packet.Place is PacketPlace.InCompartment inside
            ? real == inside.Compartment || IsDoubted(world, inside.Compartment)
            : real is null;
        Holds(agrees, 6, $"{packet.Id} is on record {packet.Place} and lies in {real?.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>The door is on the list of what a person has to look at; until then nothing goes in or out.</summary>
    internal static bool IsDoubted(SmallWorld world, int compartment) =>
        Record(world).Door(compartment).NeedsReconciliation || Record(world).HasFault(compartment);

    internal static Cabinet Record(SmallWorld world) =>
        SmallServer.Now(world.Server.Ledger.FindCabinet(SmallWorld.CabinetId))?.State
            ?? throw new InvalidOperationException("I-9: the server does not know the cabinet any more");

    internal static void Holds(bool promise, int invariant, string detail) => Assert.True(promise, $"I-{invariant}: {detail}");
}
