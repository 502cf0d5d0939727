using System.Collections.Immutable;
using System.Security.Cryptography;

namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>One entry as bytes: what is stored, hashed and sent never differs.</summary>
/// <param name="Hash">SHA-256(<paramref name="PreviousHash"/> ‖ <paramref name="Record"/>).</param>
public sealed record StoredEntry(
    long Sequence, ImmutableArray<byte> PreviousHash, ImmutableArray<byte> Record, ImmutableArray<byte> Hash)
{
    /// <summary>Before the first entry.</summary>
    public static ImmutableArray<byte> NoHash { get; } = [.. new byte[SHA256.HashSizeInBytes]];

    public static StoredEntry After(long sequence, ImmutableArray<byte> previousHash, byte[] record) =>
        new(sequence, previousHash, [.. record], HashOf(previousHash, record));

    public bool HashHolds() => Hash.AsSpan().SequenceEqual(HashOf(PreviousHash, Record.AsSpan()).AsSpan());

    private static ImmutableArray<byte> HashOf(ImmutableArray<byte> previousHash, ReadOnlySpan<byte> record)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previousHash.AsSpan());
        hash.AppendData(record);
        return [.. hash.GetHashAndReset()];
    }
}
