using System.Buffers;
using System.IO.Pipelines;

namespace SmartLocker.Server.Rpc.Peers;

/// <summary>What a caller has said before anything is done for it.</summary>
internal enum FirstWord
{
    /// <summary>Nothing yet, or the beginning of a ClientHello.</summary>
    Unfinished,

    /// <summary>A ClientHello, as whole as one record holds it.</summary>
    Whole,

    /// <summary>Something else.</summary>
    Foreign,
}

/// <summary>Waits for the ClientHello: a connection that says nothing costs nobody a turn (CL-87).</summary>
internal static class FirstWords
{
    public static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(10);

    private const int HeaderLength = 5;
    private const byte Handshake = 22;
    private const byte ClientHello = 1;

    /// <summary>RFC 8446 5.1.</summary>
    private const int RecordLengthMax = 1 << 14;

    /// <summary>By the header of the first record; what is inside is for TLS to judge.</summary>
    public static FirstWord Judge(ReadOnlySequence<byte> said)
    {
        Span<byte> head = stackalloc byte[HeaderLength + 1];
        int known = (int)Math.Min(said.Length, head.Length);
        said.Slice(0, known).CopyTo(head);
        int length = (head[3] << 8) | head[4];
        return (known > 0 && head[0] != Handshake) || (known > 1 && head[1] != 3)
            || (known > 4 && length is < 4 or > RecordLengthMax) || (known > HeaderLength && head[HeaderLength] != ClientHello)
            ? FirstWord.Foreign
            : known > 4 && said.Length >= HeaderLength + length ? FirstWord.Whole : FirstWord.Unfinished;
    }

    /// <summary>Takes nothing from what it looks at: TLS reads it all again.</summary>
    /// <returns>False for one that said something else, went away, or did not say it in time.</returns>
    public static async Task<bool> Came(PipeReader input, TimeProvider time)
    {
        // Should it fire just behind the last byte, that connection ends, as it would have a moment before.
        await using ITimer late = time.CreateTimer(
            static input => ((PipeReader)input!).CancelPendingRead(), input, SilenceMax, Timeout.InfiniteTimeSpan);
        try
        {
            while (true)
            {
                ReadResult read = await input.ReadAsync();
                FirstWord word = Judge(read.Buffer);
                input.AdvanceTo(read.Buffer.Start, word is FirstWord.Unfinished ? read.Buffer.End : read.Buffer.Start);
                if (word is not FirstWord.Unfinished || read.IsCompleted || read.IsCanceled) { return word is FirstWord.Whole; }
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            return false;
        }
    }
}
