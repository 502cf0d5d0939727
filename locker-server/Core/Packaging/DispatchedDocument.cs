using System.Collections.Immutable;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Packaging;

/// <summary>A document in the ledger: what was taken in, and where the copy for each receiver is.</summary>
public sealed record DispatchedDocument
{
    public required DocumentId Id { get; init; }

    public required Document Document { get; init; }

    /// <summary>The agency that packs it; nothing while nobody knows which one that is.</summary>
    public required AgencyCode? Sender { get; init; }

    /// <summary>The file it came from, as the drop named it.</summary>
    public required string File { get; init; }

    public required DateTimeOffset TakenInAt { get; init; }

    /// <summary>One for each receiver of the document, in its order.</summary>
    public required ImmutableArray<EnclosureStanding> Enclosures { get; init; }

    /// <summary>Receivers that wait for a person: on the work list until resolved, never dropped, never guessed.</summary>
    public ImmutableArray<string> Waiting =>
    [
        .. Enclosures.Index()
            .Where(one => one.Item is EnclosureStanding.Waiting)
            .Select(one => Document.Receivers[one.Index].Label),
    ];

    /// <summary>The file names no receiver: a person says whom it is for, or that no copy of it travels.</summary>
    public bool AsksForReceivers { get; init; }

    /// <summary>A person must say who sends it, or whom a copy is for.</summary>
    public bool IsWaiting =>
        Sender is null || AsksForReceivers || Enclosures.Any(enclosure => enclosure is EnclosureStanding.Waiting);
}
