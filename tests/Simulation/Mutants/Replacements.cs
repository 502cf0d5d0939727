using System.Collections.Immutable;
using System.Reflection;
using SmartLocker.Firmware.Agent.Running;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Firmware.Core.Pickups;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Core.Fleet.Streams;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Rpc.Wire;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Sqlite;
using CabinetSettings = SmartLocker.Firmware.Core.Desired.CabinetSettings;
using DesiredChange = SmartLocker.Firmware.Core.Desired.DesiredChange;
using DesiredState = SmartLocker.Firmware.Core.Desired.DesiredState;
using SealState = SmartLocker.Firmware.Core.Journal.SealState;
using V1 = SmartLocker.Contracts.V1;
using Wanted = SmartLocker.Server.Core.Fleet.Desired;

namespace SmartLocker.Simulation.Mutants;

/// <summary>What broken rules do instead. Each has the parameters of the method whose place it takes.</summary>
internal static class Replacements
{
    public static LinkState Keep(LinkState link, string nonce) => link;

    public static LinkState KeepNonces(LinkState link, Uptime now) =>
        link with { IsUp = false, DownSince = link.DownSince ?? now };

    public static LinkState? WelcomeWithNonces(LinkState link, long epoch, bool stateFollows) =>
        link with { Epoch = epoch, IsUp = true, IsCurrent = !stateFollows, DownSince = null };

    public static Uptime Never(IssuedNonce nonce, TimeSpan timeToLive) => nonce.At + TimeSpan.FromHours(1);

    public static IEnumerable<Fact> Nothing(Holdings holdings) => [];

    public static ImmutableSortedDictionary<PersonId, Uptime> Nobody(Holdings holdings, CabinetSettings settings, Uptime now) =>
        ImmutableSortedDictionary<PersonId, Uptime>.Empty;

    public static DesiredChange OnAnyBase(DesiredState held, DesiredChange change) =>
        change is DesiredChange.Delta delta ? delta with { BaseVersion = held.Version } : change;

    public static DesiredChange NobodyLeaves(DesiredState held, DesiredChange change) =>
        change is DesiredChange.Delta delta ? delta with { RemovedPeople = [] } : change;

    public static PickupStep TakenForGranted(PickupCase left, CommandId command) => new(
        new PickupState.Over(), new PickupEffect.HandedOver(left, command, SealState.NotAsked), new PickupEffect.Next());

    public static long NewestEpoch(
        Cabinet cabinet, long epoch, IReadOnlyList<CabinetEntry> batch, ApplySources sources, DateTimeOffset now) =>
        cabinet.Epoch;

    public static Task<SessionStep> AckedUnread(CabinetSession session, V1.EntryBatch batch) => Task.FromResult(SessionStep.Of(
        new V1.ServerFrame { Ack = new V1.Ack { UpTo = batch.Entries[^1].Sequence, Epoch = (ulong)session.Live!.Epoch } }));

    /// <summary>The first look at the sensors after a start finds what was under way, and does it once more.</summary>
    public static CabinetStep PulsedAgain(
        CabinetStep step, CabinetState state, CabinetInput input, StepMoment moment, CabinetModel model) =>
        input is CabinetInput.SensorsRead { Doors.Length: > 1 }
            && state.Holdings.UnderWay.Values.FirstOrDefault(release => release.Result is null) is { Intent: var intent }
            ? step with
            {
                Effects = step.Effects.Add(new CabinetEffect.PulseLatch(
                    intent.Command, intent.Compartment, 1, model.BankOf(model.Compartment(intent.Compartment)).Attempts[0])),
            }
            : step;

    /// <summary>Whoever sets the clock of the machine sets every deadline with it.</summary>
    public static Uptime ByTheWall(CabinetClock clock) => new(
        ((TimeProvider)typeof(CabinetClock).GetField("_time", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(clock)!)
            .GetUtcNow() - DateTimeOffset.UnixEpoch);

    public static long TakenTwice(long sequence, ImmutableArray<byte> previous, byte[] record) =>
        sequence % 40 == 0 ? sequence - 1 : sequence;

    public static async Task<SessionStep> AckedFirst(CabinetSession session, V1.EntryBatch batch)
    {
        SessionStep acked = await AckedUnread(session, batch);
        (LinkDesks desks, JournalId journal) = (Of<LinkDesks>(session), Of<JournalId>(session));
        try
        {
            await desks.Journals.Take(session.Live!.Cabinet, session.Live!.Epoch, EntryWire.Read(batch, journal));
        }
        catch (IOException)
        {
            // It has been said already.
        }

        return acked;
    }

    private static T Of<T>(CabinetSession session) => (T)typeof(CabinetSession)
        .GetFields(BindingFlags.NonPublic | BindingFlags.Instance).Single(field => field.FieldType == typeof(T))
        .GetValue(session)!;

    public static HeldDesired OneAhead(DesiredFeed feed, HeldDesired held) =>
        held.Version > 0 ? HeldDesired.Sent(held.Version + 1) : held;

    public static QuarantineReason? NoDoubt(Cabinet cabinet, Hello hello) => null;

    /// <param name="turn">Of a type that the cabinet's core keeps to itself.</param>
    public static void RaisedOnly(object turn) => turn.GetType().GetMethod("Raise")!.Invoke(
        turn, [FaultName.JournalQuarantined, 0, "the server does not take this journal's entries"]);

    public static IEnumerable<int> FullDoors(Cabinet cabinet) =>
        cabinet.Compartments.Values.Where(door => !door.Contents.IsEmpty || !door.Pending.IsEmpty).Select(door => door.Number);

    public static Wanted.CompartmentSetting ListedOnly(
        Compartment door, ImmutableSortedDictionary<PacketId, Wanted.ExpectedPacket> listed) =>
        new(door.Number, door.FixedFor, door.OutOfServiceReason) { SettledUpTo = door.SettledUpTo };

    public static Holdings Unspent(Holdings holdings, SpentCode? code) => holdings;

    public static long OneMore(CabinetSession session, long upTo) => upTo + 1;

    public static void QueueNothing(SqlSession session, Commit commit, DateTimeOffset now) { }

    public static Task<IEnumerable<CabinetId>> NoCabinet(DesiredAudience audience, Packet packet) =>
        Task.FromResult<IEnumerable<CabinetId>>([]);

    public static bool SharesAnything(Packet? packet, Agency? receiver) => false;
}
