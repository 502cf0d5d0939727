using System.Collections.Immutable;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Notifications;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;
using SmartLocker.Server.Features.Notifications;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Deciding;

namespace SmartLocker.Server.Features.Fleet;

/// <summary>Somebody opened a compartment to look. What lies there becomes the record of cabinet and packets together.</summary>
public sealed class ReconciliationDesk(ILedger ledger, TimeProvider time)
{
    /// <param name="inside">Every packet that lies in the compartment, as its label says.</param>
    public Task<FleetRejection?> Reconcile(
        CabinetId id, Person by, int compartment, IReadOnlyCollection<PacketId> inside, string note) => ledger.Decide(time,
            async now =>
    {
        if (await ledger.FindCabinet(id) is not { } cabinet)
        {
            return new Plan<FleetRejection?>(null, FleetRejection.UnknownCabinet);
        }

        Compartment door = cabinet.State.Door(compartment);
        ImmutableArray<Content> contents = [.. await Contents(door, inside, now)];
        FleetOutcome outcome = Attention.Reconcile(cabinet.State, by, compartment, contents, note, now);
        if (outcome is FleetOutcome.Rejected rejected) { return new Plan<FleetRejection?>(null, rejected.Reason); }

        Commit commit = new() { Changes = Change.Of(cabinet, ((FleetOutcome.Decided)outcome).Events) };
        foreach (PacketId packet in inside.Union(door.Contents.Select(content => content.Packet)))
        {
            PacketCommand report = inside.Contains(packet)
                ? new PacketCommand.RecordFound(by, id, compartment, note)
                : new PacketCommand.RecordNotFound(by, id, compartment);
            commit = await With(commit, packet, report, now);
        }

        return new Plan<FleetRejection?>(commit, null);
    });

    private async Task<Commit> With(Commit commit, PacketId id, PacketCommand report, DateTimeOffset now)
    {
        if (await ledger.FindPacket(id) is not { } packet) { return commit; }

        ImmutableArray<Recorded<PacketEvent>> events = ((PacketOutcome.Decided)PacketRules.Decide(packet.State, report,
            now)).Events;
        ImmutableArray<Notice> notices =
            events.IsEmpty ? [] : await DepositNotices.Of(ledger, PacketFold.Evolve(packet.State, events));
        return commit with
        {
            Changes = [.. commit.Changes, .. Change.Of(packet, events)],
            Notices = [.. commit.Notices, .. notices],
        };
    }

    private async Task<IEnumerable<Content>> Contents(Compartment door, IReadOnlyCollection<PacketId> inside, DateTimeOffset now)
    {
        List<Content> contents = [];
        foreach (PacketId id in inside)
        {
            Packet? packet = (await ledger.FindPacket(id))?.State;
            Agency? receiver = packet is null ? null : (await ledger.FindAgency(packet.Receiver))?.State;
            contents.Add(
                door.Contents.FirstOrDefault(content => content.Packet == id)
                ?? new Content(
                    id, packet?.Receiver, packet?.Size ?? PacketSize.S, Content.LiesAlone(packet, receiver), now));
        }

        return contents;
    }
}
