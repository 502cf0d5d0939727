using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace SmartLocker.Firmware.Agent.Journal.Checkpoints;

/// <summary>What the entries up to <paramref name="Sequence"/> amount to, as bytes.</summary>
/// <param name="EntryHash">Of the entry of that number: the chain goes on from it.</param>
/// <param name="Document">The holdings, as <see cref="HoldingsDocument"/> writes them.</param>
/// <param name="Hash">SHA-256 over the journal's id and all of the above.</param>
public sealed record StoredCheckpoint(
    long Sequence, ImmutableArray<byte> EntryHash, ImmutableArray<byte> Document, ImmutableArray<byte> Hash)
{
    public static StoredCheckpoint Of(JournalId journal, long sequence, ImmutableArray<byte> entryHash, byte[] document) =>
        new(sequence, entryHash, [.. document], HashOf(journal, sequence, entryHash, document));

    public bool HashHolds(JournalId journal) =>
        Hash.AsSpan().SequenceEqual(HashOf(journal, Sequence, EntryHash, Document.AsSpan()).AsSpan());

    private static ImmutableArray<byte> HashOf(
        JournalId journal, long sequence, ImmutableArray<byte> entryHash, ReadOnlySpan<byte> document)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(number, sequence);
        hash.AppendData(Encoding.UTF8.GetBytes(journal.Value));
        hash.AppendData(number);
        hash.AppendData(entryHash.AsSpan());
        hash.AppendData(document);
        return [.. hash.GetHashAndReset()];
    }
}
