using System.Collections.Immutable;
using SmartLocker.Server.Features.Intake;

namespace SmartLocker.Server.Features.Upload;

/// <summary>What became of every document file of one drop.</summary>
public sealed record UploadView(ImmutableArray<TakenIn> Results)
{
    public ImmutableArray<TakenIn.Accepted> Accepted => [.. Results.OfType<TakenIn.Accepted>()];

    public ImmutableArray<TakenIn.Refused> Refused => [.. Results.OfType<TakenIn.Refused>()];
}
