using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Web;

/// <summary>Tells an open page that something it shows has changed; the page then asks for that part again.</summary>
/// <remarks>
/// An event carries its place in the record and nothing else: what changed is shown by the part's own endpoint, which asks for
/// the rights. The page says from which place on it is out of date, so nothing is missed between its making and its stream.
/// </remarks>
internal sealed class LiveChanges(ILedger ledger, TimeProvider time)
{
    public const string EventName = "changed";

    private const string AliveName = "alive";
    private const int RowsMax = 500;

    /// <summary>A ring may be missed; so long at most does a change then stay unseen.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(15);

    /// <summary>Many changes at once, such as a large drop, are told once.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);

    /// <summary>Then the browser comes back and its session is asked for again.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Where the record stands: put into the page that is about to be made.</summary>
    public long Now => ledger.Bell.Cursor;

    /// <param name="concerns">Whether a packet that changed is one the page shows, and the person may see.</param>
    public ServerSentEventsResult<string> Stream(HttpContext http, long? after, Func<Person, Packet, bool> concerns)
    {
        string? last = http.Request.Headers["Last-Event-ID"];
        long from = long.TryParse(last, out long resumed) ? resumed : after ?? Now;
        PersonId person = http.SomePerson().Id;
        return TypedResults.ServerSentEvents(Changes(from, person, concerns, http.RequestAborted));
    }

    private async IAsyncEnumerable<SseItem<string>> Changes(
        long cursor, PersonId reader, Func<Person, Packet, bool> concerns, [EnumeratorCancellation] CancellationToken gone)
    {
        DateTimeOffset end = time.GetUtcNow() + Longest;
        while (!gone.IsCancellationRequested && time.GetUtcNow() < end)
        {
            if (!await Rung(cursor, gone)) { yield break; }
            if ((await ledger.FindPerson(reader))?.State is not { Active: true } person) { yield break; }

            (cursor, bool concerned) = await Look(cursor, packet => concerns(person, packet));
            yield return new SseItem<string>("", concerned ? EventName : AliveName) { EventId = $"{cursor}" };
        }
    }

    /// <summary>False when the reader has gone.</summary>
    private async Task<bool> Rung(long cursor, CancellationToken gone)
    {
        try
        {
            using CancellationTokenSource wait = CancellationTokenSource.CreateLinkedTokenSource(gone);
            Task rung = ledger.Bell.WaitPast(cursor, wait.Token);
            bool heard = await Task.WhenAny(rung, Task.Delay(LookAgain, time, wait.Token)) == rung;
            if (heard && !gone.IsCancellationRequested) { await Task.Delay(Gather, time, gone); }
            await wait.CancelAsync();
            return !gone.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<(long Cursor, bool Concerned)> Look(long cursor, Func<Packet, bool> concerns)
    {
        // The whole record has other rows too; they move the cursor when the bell says so.
        long upTo = Math.Max(cursor, ledger.Bell.Cursor);
        HashSet<string> seen = [];
        while (true)
        {
            IReadOnlyList<HistoryRow> rows = await ledger.Views.PacketHistory(cursor, RowsMax);
            foreach (HistoryRow row in rows)
            {
                if (!seen.Add(row.Stream) || !PacketId.TryParse(row.Stream.Split('/')[^1], out PacketId id)) { continue; }
                if ((await ledger.FindPacket(id))?.State is { } packet && concerns(packet))
                {
                    return (Math.Max(upTo, rows[^1].Cursor), true);
                }
            }

            cursor = rows.Count == 0 ? Math.Max(cursor, upTo) : rows[^1].Cursor;
            if (rows.Count < RowsMax) { return (Math.Max(cursor, upTo), false); }
        }
    }
}
