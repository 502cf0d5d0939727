using System.Collections.Immutable;
using SmartLocker.Server.Features.Intake;

namespace SmartLocker.Server.Features.Upload;

/// <summary>What became of every document file of one drop.</summary>
public sealed record UploadView(ImmutableArray<TakenIn> Results)
{
    public ImmutableArray<TakenIn.Accepted> Accepted => [.. Results.OfType<TakenIn.Accepted>()];

    /// <summary>Sent along and neither read nor kept: no document, no exchange list, no zip.</summary>
    public ImmutableArray<string> Ignored { get; init; } = [];

    /// <summary>Taken in, and in no packet: nobody is named as receiver, or as sender; they wait on the work list.</summary>
    public ImmutableArray<TakenIn.Accepted> Unpacked =>
        [.. Accepted.Where(accepted => accepted.Packets.IsEmpty && accepted.Unresolved.IsEmpty)];

    public ImmutableArray<TakenIn.Refused> Refused => [.. Results.OfType<TakenIn.Refused>()];
}
