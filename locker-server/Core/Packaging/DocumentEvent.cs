using System.Collections.Immutable;
using System.Diagnostics;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Packaging;

/// <summary>What happened to a document between intake and its packets (closed family).</summary>
public abstract record DocumentEvent
{
    private DocumentEvent() { }

    public sealed record TakenIn(DocumentId Id, Document Document, AgencyCode? Sender, string File) : DocumentEvent;

    /// <summary>A person said who sends it.</summary>
    public sealed record SenderResolved(AgencyCode Sender) : DocumentEvent;

    /// <summary>A person said which agency a receiver is.</summary>
    public sealed record ReceiverResolved(int Receiver, AgencyCode Agency) : DocumentEvent;

    /// <summary>A person named a receiver of a document whose file names none.</summary>
    public sealed record ReceiverNamed(AgencyCode Agency, string Name) : DocumentEvent;

    /// <summary>A person said that the document has no other receiver, or none at all.</summary>
    public sealed record ReceiversClosed : DocumentEvent;

    public sealed record Packed(int Receiver, PacketId Packet) : DocumentEvent;

    public static DispatchedDocument Evolve(DispatchedDocument? state, Recorded<DocumentEvent> happened) =>
        (state, happened.Event) switch
        {
            (null, TakenIn taken) => Begin(taken, happened.At),
            ({ } document, TakenIn) => document,
            ({ } document, SenderResolved resolved) => document with { Sender = resolved.Sender },
            ({ } document, ReceiverResolved resolved) => Set(
                document, resolved.Receiver, new EnclosureStanding.Resolved(resolved.Agency)),
            ({ } document, ReceiverNamed named) => AddReceiver(document, named),
            ({ } document, ReceiversClosed) => document with { AsksForReceivers = false },
            ({ } document, Packed packed) => Set(
                document, packed.Receiver, new EnclosureStanding.Packed(AgencyOf(document, packed.Receiver), packed.Packet)),
            _ => throw new UnreachableException($"A document cannot begin with {happened.Event}."),
        };

    public static DispatchedDocument Evolve(DispatchedDocument? state, ImmutableArray<Recorded<DocumentEvent>> happened)
    {
        foreach (Recorded<DocumentEvent> one in happened) { state = Evolve(state, one); }

        return state ?? throw new ArgumentException("Expected at least one event.", nameof(happened));
    }

    private static DispatchedDocument Begin(TakenIn taken, DateTimeOffset at) => new()
    {
        Id = taken.Id,
        Document = taken.Document,
        Sender = taken.Sender,
        File = taken.File,
        TakenInAt = at,
        AsksForReceivers = taken.Document.Receivers.IsEmpty,
        Enclosures =
        [
            .. taken.Document.Receivers.Select(EnclosureStanding (receiver) =>
                receiver is { IsResolved: true, Code: { } code }
                    ? new EnclosureStanding.Resolved(code)
                    : new EnclosureStanding.Waiting()),
        ],
    };

    private static DispatchedDocument AddReceiver(DispatchedDocument document, ReceiverNamed named) => document with
    {
        Document = document.Document with
        {
            Receivers = document.Document.Receivers.Add(
                new Receiver { Name = named.Name, Code = named.Agency, IsResolved = true }),
        },
        Enclosures = document.Enclosures.Add(new EnclosureStanding.Resolved(named.Agency)),
    };

    private static DispatchedDocument Set(DispatchedDocument document, int receiver, EnclosureStanding standing) =>
        document with { Enclosures = document.Enclosures.SetItem(receiver, standing) };

    private static AgencyCode AgencyOf(DispatchedDocument document, int receiver) => document.Enclosures[receiver] switch
    {
        EnclosureStanding.Resolved resolved => resolved.Receiver,
        EnclosureStanding.Packed packed => packed.Receiver,
        _ => throw new UnreachableException($"Receiver {receiver} of {document.Id} was packed before anybody knew who it is."),
    };
}
