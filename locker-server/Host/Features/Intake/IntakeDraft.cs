using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Intake;
using SmartLocker.Server.Core.Packaging;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Deciding;

namespace SmartLocker.Server.Features.Intake;

/// <summary>What one drop changes, gathered file by file until it is committed as one.</summary>
internal sealed class IntakeDraft(ILedger ledger, IIdSource ids, IntakeCause cause)
{
    private const string RepeatedNumber = "這個發文字號先前已匯入過，請確認是否重複送件。";

    private const string NoReceiver = "這件公文沒有受文者：請到「待指定」補上受文者，或註明不交換。";

    private readonly Dictionary<PacketId, PacketDraft> _packets = [];
    private readonly HashSet<AgencyCode> _loaded = [];
    private readonly List<StreamChange> _documents = [];
    private readonly List<RefusalRow> _refusals = [];
    private readonly List<TakenIn> _reply = [];

    public ImmutableArray<TakenIn> Reply => [.. _reply];

    public Task Take(IntakeResult result)
    {
        switch (result.Outcome)
        {
            case IntakeOutcome.Accepted accepted when Foreign(accepted.Document):
                Refuse(result.File, IntakeDesk.NotYourAgency, NotYours(accepted.Document.Senders[0]));
                return Task.CompletedTask;
            case IntakeOutcome.Accepted accepted:
                return Accept(result.File, accepted);
            case IntakeOutcome.Refused refused:
                Refuse(result.File, refused.Reason.Code(), refused.Message);
                return Task.CompletedTask;
            default:
                throw new System.Diagnostics.UnreachableException(result.Outcome.ToString());
        }
    }

    /// <summary>A document on record learned something: pack what became possible.</summary>
    public async Task Continue(Stored<DispatchedDocument> document, Recorded<DocumentEvent> learned)
    {
        DispatchedDocument next = DocumentEvent.Evolve(document.State, learned);
        PackOutcome packed = await Pack(next);
        _documents.AddRange(Change.Of(document, [learned, .. packed.DocumentEvents]));
    }

    public Commit ToCommit(SubmissionRow? submission) => new()
    {
        Changes = [.. _documents,
            .. _packets.Values.Where(packet => packet.Events.Length > 0).Select(packet => packet.ToChange())],
        Refusals = [.. _refusals],
        Submission = submission,
    };

    /// <summary>An agency's own system cannot send in another agency's name.</summary>
    private bool Foreign(Document document) =>
        cause.Owner is { } owner && document.Senders is [{ Code: { } code }, ..] && code != owner;

    /// <summary>Both codes, so that a mistyped one can be told from a wrong desk.</summary>
    private string NotYours(Sender sender) =>
        $"檔案的發文機關是{sender.Name}（{sender.Code}），不是您的機關（{cause.Owner}），未匯入。";

    private void Refuse(string file, string reason, string message)
    {
        _refusals.Add(new RefusalRow(cause.Now, cause.By, cause.Owner, file, reason, message));
        _reply.Add(new TakenIn.Refused(file, reason, message));
    }

    private async Task Accept(string file, IntakeOutcome.Accepted accepted)
    {
        DocumentId id = DocumentId.Parse(ids.NextId());
        AgencyCode? sender = (accepted.Document.Senders.IsEmpty ? null : accepted.Document.Senders[0].Code) ?? cause.Owner;
        Recorded<DocumentEvent> taken = new(
            cause.Now, cause.By, new DocumentEvent.TakenIn(id, accepted.Document, sender, file));
        DispatchedDocument document = DocumentEvent.Evolve(null, taken);
        ImmutableArray<string> warnings = await IsRepeated(document)
            ? accepted.Warnings.Add(RepeatedNumber)
            : accepted.Warnings;
        if (document.AsksForReceivers) { warnings = warnings.Add(NoReceiver); }

        PackOutcome packed = await Pack(document);
        ImmutableArray<Recorded<DocumentEvent>> events = [taken, .. packed.DocumentEvents];
        _documents.AddRange(Change.Of((Stored<DispatchedDocument>?)null, events));
        _reply.Add(new TakenIn.Accepted(file, id, accepted.Document.Number, document.Waiting, warnings)
        {
            Packets = [.. packed.PacketEvents.Keys],
        });
    }

    /// <summary>
    /// One sender gives a number once. Sent again it may be a correction, so it is taken in; but nobody packs twice unwarned.
    /// </summary>
    private async Task<bool> IsRepeated(DispatchedDocument document) =>
        document.Document.Number is { } number
        && _documents.OfType<StreamChange.OfDocument>().Select(change => change.Next)
            .Concat(await ledger.Views.DocumentsNumbered(number))
            .Any(known => known.Document.Number == number && known.Sender == document.Sender);

    private async Task<PackOutcome> Pack(DispatchedDocument document)
    {
        if (document.Sender is { } sender && _loaded.Add(sender))
        {
            foreach (Stored<Packet> open in await ledger.Views.OpenPackets(sender))
            {
                _packets[open.State.Id] = new PacketDraft(open, open.State, []);
            }
        }

        ImmutableArray<PacketId> fresh =
            [.. document.Enclosures.Select(_ => PacketId.FromDigits(ids.NextDigits(PacketId.RandomDigits)))];
        PackOutcome packed = Packager.Pack(document, _packets.Values.Select(packet => packet.Now), fresh, cause.By, cause.Now);
        foreach ((PacketId id, ImmutableArray<Recorded<PacketEvent>> events) in packed.PacketEvents)
        {
            PacketDraft? before = _packets.GetValueOrDefault(id);
            _packets[id] = new PacketDraft(
                before?.Stored, PacketFold.Evolve(before?.Now, events), [.. before?.Events ?? [], .. events]);
        }

        return packed;
    }

    private sealed record PacketDraft(Stored<Packet>? Stored, Packet Now, ImmutableArray<Recorded<PacketEvent>> Events)
    {
        public StreamChange.OfPacket ToChange() => new(Stored?.Version ?? 0, Now, Events);
    }
}
