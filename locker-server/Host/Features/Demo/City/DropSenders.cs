using System.Collections.Immutable;

namespace SmartLocker.Server.Features.Demo.City;

/// <summary>Who sends what a drop brings.</summary>
/// <param name="Known">By file.</param>
/// <param name="Unknown">
/// By file, the names a document gives to its sender where no agency is certain: its copies wait, for nobody can seal them.
/// </param>
internal sealed record DropSenders(
    IReadOnlyDictionary<string, AgencyCode> Known, IReadOnlyDictionary<string, ImmutableArray<string>> Unknown);
