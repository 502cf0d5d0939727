using SmartLocker.CrashPoints.Tests.World;
using SmartLocker.Disks;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage;
using static SmartLocker.CrashPoints.Tests.Recovery;

namespace SmartLocker.CrashPoints.Tests;

/// <summary>I-27: the server is put back to what it was at an earlier point, and the cabinet is not.</summary>
internal static class Restoration
{
    /// <param name="now">Where the cabinet, its metal and everybody's memory are.</param>
    /// <param name="backup">Of its disk what was durable is the server's again.</param>
    public static void Check(Blackout now, Blackout backup)
    {
        using SmallWorld world = SmallWorld.Resume(now with { Server = backup.Server }, Fate.AllLost);
        Promises before = now.Promises;
        world.PowerOn();
        Settle(world);
        Assert.Equal(before.Pulsed, world.Promises.Pulsed);
        Assert.Empty(SmallServer.Now(Verify.Fold(world.Server.Ledger)));
        Cabinet record = Record(world);
        Holds(world.Promises.Epoch > before.Epoch, 27, $"epoch {world.Promises.Epoch} comes again after {before.Epoch}");
        Holds(
            world.Cabinet!.Journal.Kept.HighestEpoch() == world.Promises.Epoch, 14,
            "the cabinet does not follow the newest stream");
        Documents(world);

        // Entries that the cabinet has deleted come back from nowhere: somebody has to look behind every door.
        bool gone = world.Cabinet.Journal.FirstSequence > (record.Journal?.AppliedUpTo ?? 0) + 1;
        Holds(gone == record.Quarantine is { Reason: QuarantineReason.EntriesGone }, 27, $"{record.Quarantine?.Reason}: {gone}");
        if (!gone) { CaughtUp(world, record); }

        Spent(world, before);
    }

    /// <summary>What the cabinet holds by now counts for more than the number under which the server would go on.</summary>
    private static void Documents(SmallWorld world)
    {
        DesiredState newest = SmallServer.Now(world.Server.Ledger.FindDesired(SmallWorld.CabinetId, null))!;
        long held = world.Cabinet!.State.Desired.Version;
        Holds(held == newest.Version, 13, $"desired {held}, the server's is {newest.Version}");
        bool same = world.Cabinet.State.Desired.Packets.Keys.SequenceEqual(newest.Packets.Keys);
        Holds(same, 27, "the cabinet goes by a document that the server has forgotten");
    }

    /// <summary>The cabinet told all of it again, and what lies there is on record, or a question.</summary>
    private static void CaughtUp(SmallWorld world, Cabinet record)
    {
        long last = world.Cabinet!.Journal.LastSequence;
        Holds(record.Journal?.AppliedUpTo == last, 13, $"the server applied {record.Journal?.AppliedUpTo} of {last}");
        foreach (Packet packet in SmallServer.Now(world.Server.Ledger.Views.Packets(new PacketFilter())))
        {
            InOnePlace(world, packet);
        }

        foreach ((PacketId packet, int door) in world.Metal.Inside)
        {
            bool known = SmallServer.Now(world.Server.Ledger.FindPacket(packet)) is not null;
            Holds(known || IsDoubted(world, door), 27, $"{packet} lies in {door}, and nobody knows of it or is asked");
        }
    }
}
