using System.Collections.Immutable;
using SmartLocker.Firmware.Agent.Journal;

namespace SmartLocker.Firmware.Agent.Link;

/// <summary>Which entries to send next on one stream, given what was acknowledged and what is already on its way.</summary>
/// <remarks>
/// No I/O: it reads the journal through the function it is given. One pump per stream: a new stream resumes from the
/// acknowledgement of its Welcome. Within one, an entry is sent twice only when the server says that it saw a gap, or
/// says nothing of it for some heartbeats (CL-25).
/// </remarks>
/// <param name="ackedUpTo">As the Welcome says.</param>
/// <param name="read">Entries from a sequence on, at most so many, contiguous.</param>
public sealed class EntryPump(long ackedUpTo, Func<long, int, ImmutableArray<StoredEntry>> read)
{
    /// <summary>Entries in one frame (Cabinet Link version 1).</summary>
    public const int BatchMax = 256;

    /// <summary>Entries on their way without an acknowledgement: what a slow server must hold.</summary>
    public const int UnackedMax = 4 * BatchMax;

    /// <summary>Of records in one frame: a frame that is too long would be refused on every stream, for ever (CL-05).</summary>
    public const int BatchBytesMax = 2 * 1024 * 1024;

    private const int PatienceMin = 2;
    private const int PatienceMax = 64;

    /// <summary>Where it went back last: the gap is told once for each batch that was on its way, and heard once.</summary>
    private long _wentBackTo = -1;

    /// <summary>Before it went back, too: what is on its way may still be acknowledged.</summary>
    private long _sentMost = ackedUpTo;

    /// <summary>
    /// What had been sent when a heartbeat sent some of it again. Where only the line was slow, the server hears that twice
    /// and acknowledges it once more: taken for a gap, each of those would send what follows twice, and so on for ever.
    /// </summary>
    private long _echoesUpTo = -1;

    /// <summary>Heartbeats since anything was acknowledged, while entries were on their way.</summary>
    private int _beatsWaited;

    /// <summary>After how many it sends them again. Doubled each time: a server that takes nothing is not flooded.</summary>
    private int _patience = PatienceMin;

    public long AckedUpTo { get; private set; } = ackedUpTo;

    public long SentUpTo { get; private set; } = ackedUpTo;

    /// <returns>The next batch, counted as sent; empty when there is nothing new or too much is unacknowledged.</returns>
    public ImmutableArray<StoredEntry> Next()
    {
        int room = (int)Math.Min(BatchMax, UnackedMax - (SentUpTo - AckedUpTo));
        ImmutableArray<StoredEntry> batch = room > 0 ? Bounded(read(SentUpTo + 1, room)) : [];
        if (batch.Length > 0)
        {
            Invariant.Holds(batch[0].Sequence == SentUpTo + 1, $"Expected entry {SentUpTo + 1}, read {batch[0].Sequence}.");
            SentUpTo = batch[^1].Sequence;
            _sentMost = Math.Max(_sentMost, SentUpTo);
        }

        return batch;
    }

    /// <summary>
    /// At every heartbeat: what has been on its way for some of them without an acknowledgement is sent again. What went back
    /// for a gap may have come out of order again, and the server says so once.
    /// </summary>
    public void Beat()
    {
        if (SentUpTo == AckedUpTo)
        {
            _beatsWaited = 0;
        }
        else if (++_beatsWaited >= _patience)
        {
            (SentUpTo, _echoesUpTo) = (AckedUpTo, _sentMost);
            (_beatsWaited, _patience) = (0, Math.Min(PatienceMax, 2 * _patience));
        }
    }

    private static ImmutableArray<StoredEntry> Bounded(ImmutableArray<StoredEntry> batch)
    {
        int bytes = 0;
        int taken = 0;
        while (taken < batch.Length && (taken == 0 || bytes + batch[taken].Record.Length <= BatchBytesMax))
        {
            bytes += batch[taken++].Record.Length;
        }

        return taken == batch.Length ? batch : batch[..taken];
    }

    /// <summary>Cumulative; an older one than the last says nothing new.</summary>
    /// <exception cref="FormatException">The server acknowledges what was never sent on this stream.</exception>
    public void Acked(long upTo)
    {
        if (upTo > _sentMost)
        {
            throw new FormatException($"Acknowledged up to {upTo}, sent up to {_sentMost}.");
        }

        if (upTo == AckedUpTo && upTo < SentUpTo && upTo != _wentBackTo && upTo > _echoesUpTo)
        {
            (SentUpTo, _wentBackTo) = (upTo, upTo);
            return;
        }

        if (upTo > AckedUpTo) { (_beatsWaited, _patience) = (0, PatienceMin); }

        AckedUpTo = Math.Max(AckedUpTo, upTo);
        SentUpTo = Math.Max(SentUpTo, AckedUpTo);
    }
}
