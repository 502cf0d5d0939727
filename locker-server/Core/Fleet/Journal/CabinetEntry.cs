using System.Collections.Immutable;

namespace SmartLocker.Server.Core.Fleet.Journal;

/// <summary>One journal entry of a cabinet as it came: its place in the chain, the hashed bytes, and what they say.</summary>
/// <param name="Bytes">What the hash covers; stored as they came.</param>
/// <param name="Record">The same bytes, read at the edge.</param>
public sealed record CabinetEntry(
    long Sequence, EntryHash Previous, ImmutableArray<byte> Bytes, EntryHash Hash, EntryRecord Record);
