using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Intake;
using SmartLocker.Server.Core.Packaging;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Deciding;
using SmartLocker.Server.Storage.Json;

namespace SmartLocker.Server.Features.Intake;

/// <summary>Puts what intake read on record: documents, their enclosures into packets, and what was refused.</summary>
/// <remarks>One drop, one transaction: a bad file stops no other, a document is never half packed, a reply is never
/// lost.</remarks>
public sealed class IntakeDesk(ILedger ledger, TimeProvider time, IIdSource ids) : IDisposable
{
    /// <summary>An agency hands in its own documents only.</summary>
    public const string NotYourAgency = "not-your-agency";

    /// <summary>Two drops at once could each open a packet for the same receiver: they take turns (併封).</summary>
    private readonly SemaphoreSlim _turn = new(1);

    /// <param name="owner">The agency that hands in; nothing where an administrator does for several.</param>
    /// <param name="key">Chosen by the caller; the same key of the same owner gives the same reply. Empty: no key.</param>
    public async Task<ImmutableArray<TakenIn>> TakeIn(
        IReadOnlyList<IntakeResult> results, AgencyCode? owner, Actor by, string key)
    {
        await _turn.WaitAsync();
        try
        {
            string ownerText = owner?.Value ?? by.Text;
            if (key.Length > 0 && await ledger.FindSubmission(ownerText, key) is { } earlier)
            {
                return LedgerJson.Read<ImmutableArray<TakenIn>>(earlier.Reply);
            }

            // The whole drop is decided on one view and becomes durable at once, with its reply under the caller's key.
            return await ledger.Decide(time, async now =>
            {
                IntakeDraft draft = new(ledger, ids, new IntakeCause(owner, by, now));
                foreach (IntakeResult result in results) { await draft.Take(result); }

                SubmissionRow? submission = key.Length > 0 ? new SubmissionRow(ownerText, key,
                    LedgerJson.Write(draft.Reply)) : null;
                return new Plan<ImmutableArray<TakenIn>>(draft.ToCommit(submission), draft.Reply);
            });
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A person says which agency a waiting receiver is; its copy is packed at once.</summary>
    public Task<ResolveRejection?> ResolveReceiver(DocumentId id, int receiver, AgencyCode agency, Person by) =>
        ResolveAs(id, by, agency, document =>
            receiver < 0 || receiver >= document.Enclosures.Length ? ResolveRejection.UnknownReceiver
            : document.Enclosures[receiver] is not EnclosureStanding.Waiting ? ResolveRejection.NotWaiting
            : null,
            new DocumentEvent.ReceiverResolved(receiver, agency));

    /// <summary>A person says which agency sends a document whose file does not.</summary>
    public Task<ResolveRejection?> ResolveSender(DocumentId id, AgencyCode agency, Person by) =>
        ResolveAs(
            id, by, agency, document => document.Sender is null ? null : ResolveRejection.NotWaiting,
            new DocumentEvent.SenderResolved(agency));

    /// <summary>A person names a receiver of a document whose file names none; its copy is packed at once.</summary>
    public async Task<ResolveRejection?> NameReceiver(DocumentId id, AgencyCode agency, Person by) =>
        await ledger.FindAgency(agency) is not { State: var named }
            ? ResolveRejection.UnknownAgency
            : await Resolve(
                id, by, document => !document.AsksForReceivers ? ResolveRejection.NotWaiting
                    : document.Document.Receivers.Any(receiver => receiver.Code == agency) ? ResolveRejection.AlreadyNamed
                    : null,
                new DocumentEvent.ReceiverNamed(agency, named.Name));

    /// <summary>A person says that a document has no other receiver, or that no copy of it travels.</summary>
    public Task<ResolveRejection?> CloseReceivers(DocumentId id, Person by) =>
        Resolve(
            id, by, document => document.AsksForReceivers ? null : ResolveRejection.NotWaiting,
            new DocumentEvent.ReceiversClosed());

    public void Dispose() => _turn.Dispose();

    private async Task<ResolveRejection?> ResolveAs(
        DocumentId id, Person by, AgencyCode agency, Func<DispatchedDocument, ResolveRejection?> refuse,
        DocumentEvent resolved) =>
        await ledger.FindAgency(agency) is null
            ? ResolveRejection.UnknownAgency
            : await Resolve(id, by, refuse, resolved);

    private async Task<ResolveRejection?> Resolve(
        DocumentId id, Person by, Func<DispatchedDocument, ResolveRejection?> refuse, DocumentEvent resolved)
    {
        await _turn.WaitAsync();
        try
        {
            return await ledger.Decide(time, async now =>
            {
                if (await ledger.FindDocument(id) is not { } document) { return Refused(ResolveRejection.UnknownDocument); }
                bool may = Rights.MayAdminister(by)
                    || (document.State.Sender is { } sender && Rights.MayPackFor(by, sender));
                if (!may) { return Refused(ResolveRejection.NotAllowed); }
                if (refuse(document.State) is { } reason) { return Refused(reason); }

                IntakeDraft draft = new(ledger, ids, new IntakeCause(null, Actor.Person(by.Id), now));
                await draft.Continue(document, new Recorded<DocumentEvent>(now, Actor.Person(by.Id), resolved));
                return new Plan<ResolveRejection?>(draft.ToCommit(null), null);
            });
        }
        finally
        {
            _turn.Release();
        }
    }

    private static Plan<ResolveRejection?> Refused(ResolveRejection reason) => new(null, reason);
}
