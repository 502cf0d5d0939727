using System.Collections.Immutable;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Notifications;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;
using SmartLocker.Server.Features.Notifications;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Deciding;
using SmartLocker.Server.Storage.Json;

namespace SmartLocker.Server.Features.Packets;

/// <summary>What the sender's clerk does with packets, and what anybody settles about them.</summary>
public sealed class PacketDesk(ILedger ledger, TimeProvider time)
{
    /// <param name="openers">For 密 alone: who of the receiver may open it.</param>
    /// <returns>Nothing when it is done, or was so already.</returns>
    public async Task<PacketRejection?> Seal(PacketId packet, Person by, PacketSize size, IReadOnlyCollection<PersonId> openers)
    {
        ImmutableArray<Person> known = await Known(openers);

        // Somebody the ledger does not know cannot be asked to show a badge: no opener.
        return known.Length != openers.Count
            ? PacketRejection.WrongOpener
            : await Decide(packet, new PacketCommand.Seal(by, size, known));
    }

    public Task<PacketRejection?> Reopen(PacketId packet, Person by, string reason) =>
        Decide(packet, new PacketCommand.Reopen(by, reason));

    /// <summary>Settles one exception. Where the packet may be collected now, its receiver is told.</summary>
    /// <param name="place">Where the packet turned out to be; nothing where that was no question.</param>
    public Task<PacketRejection?> Resolve(PacketId packet, Person by, int exception, string note, PacketPlace? place) =>
        Decide(packet, new PacketCommand.Resolve(by, exception, note, place));

    /// <summary>The receiver's clerk says of each enclosure what came; some of them or all.</summary>
    public Task<PacketRejection?> Receipt(PacketId packet, Person by, IReadOnlyDictionary<EnclosureId, ReceiptMark> marks) =>
        Decide(packet, new PacketCommand.Receipt(by, marks.ToImmutableSortedDictionary()));

    public async Task<TransferList?> TransferList(PacketId id)
    {
        if (await ledger.FindPacket(id) is not { State: var packet }) { return null; }

        Stored<Agency>? sender = await ledger.FindAgency(packet.Sender);
        Stored<Agency>? receiver = await ledger.FindAgency(packet.Receiver);
        return Core.Packets.TransferList.Of(
            packet, sender?.State.Name ?? packet.Sender.Value, receiver?.State.Name ?? packet.Receiver.Value);
    }

    /// <summary>Everything that happened to a packet, oldest first.</summary>
    public async Task<ImmutableArray<Recorded<PacketEvent>>> History(PacketId id) =>
    [
        .. (await ledger.Views.History(StreamNames.Of(id)))
            .Select(row => new Recorded<PacketEvent>(row.At, row.By, LedgerJson.Read<PacketEvent>(row.Data))),
    ];

    public async Task<IReadOnlyList<TimelineLine>> Timeline(PacketId id) =>
        await new Timelines(ledger).Of(id);

    private Task<PacketRejection?> Decide(PacketId id, PacketCommand command) => ledger.Decide(time, async now =>
    {
        Stored<Packet>? packet = await ledger.FindPacket(id);
        return PacketRules.Decide(packet?.State, command, now) switch
        {
            PacketOutcome.Rejected rejected => new Plan<PacketRejection?>(null, rejected.Reason),
            PacketOutcome.Decided { Events: { IsEmpty: false } events } =>
                new Plan<PacketRejection?>(
                    new Commit { Changes = Change.Of(packet, events), Notices = await Told(packet!, command, events) }, null),
            _ => new Plan<PacketRejection?>(null, null),
        };
    });

    private async Task<ImmutableArray<Notice>> Told(
        Stored<Packet> packet, PacketCommand command, ImmutableArray<Recorded<PacketEvent>> events) =>
        command is PacketCommand.Resolve ? await DepositNotices.Of(ledger, PacketFold.Evolve(packet.State, events)) : [];

    private async Task<ImmutableArray<Person>> Known(IReadOnlyCollection<PersonId> ids)
    {
        ImmutableArray<Person>.Builder known = ImmutableArray.CreateBuilder<Person>();
        foreach (PersonId id in ids)
        {
            if (await ledger.FindPerson(id) is { State: var person }) { known.Add(person); }
        }

        return known.ToImmutable();
    }
}
