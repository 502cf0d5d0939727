using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packaging;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage.Json;

namespace SmartLocker.Server.Storage;

/// <summary>Checks that every state is what its history folds to, and that no stream has a gap (docs/rules.md I-11).</summary>
public static class Verify
{
    private const int PageRows = 1000;

    /// <returns>What differs, one line each; empty when all is well.</returns>
    public static async Task<IReadOnlyList<string>> Fold(ILedger ledger)
    {
        Dictionary<string, (long Version, object? State)> folded = new(StringComparer.Ordinal);
        List<string> problems = [];
        long cursor = 0;
        while (await ledger.Views.WholeHistory(cursor, PageRows) is { Count: > 0 } page)
        {
            foreach (HistoryRow row in page)
            {
                (long version, object? state) = folded.GetValueOrDefault(row.Stream);
                if (row.Version != version + 1)
                {
                    problems.Add(
                    $"{row.Stream}: expected event {version + 1}, found {row.Version}.");
                }

                folded[row.Stream] = (row.Version, Folding.Next(state, row));
                cursor = row.Cursor;
            }
        }

        foreach ((string stream, (long version, object? state)) in folded.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            (long Version, string State)? kept = await Kept(ledger, stream);
            if (kept is null) { problems.Add($"{stream}: {version} events, no state."); }
            else if (kept.Value.Version != version) { problems.Add($"{stream}: {version} events, state {kept.Value.Version}."); }
            else if (kept.Value.State != Write(state)) { problems.Add($"{stream}: the state is not what its events make."); }
        }

        long states = await ledger.Views.CountStates();
        if (states != folded.Count) { problems.Add($"{folded.Count} streams have events, {states} have a state."); }

        return problems;
    }

    /// <summary>As it is on the disk, whatever was read before.</summary>
    private static async Task<(long Version, string State)?> Kept(ILedger ledger, string stream) =>
        await ledger.Views.Kept(stream) is not { } kept ? null : (kept.Version, StreamNames.Kind(stream) switch
        {
            "packet" => Again<Packet>(kept.Text),
            "cabinet" => Again<Cabinet>(kept.Text),
            "document" => Again<DispatchedDocument>(kept.Text),
            "agency" => Again<Agency>(kept.Text),
            _ => Again<Person>(kept.Text),
        });

    /// <summary>An older program's text may leave out what did not exist then.</summary>
    private static string Again<T>(string text) => LedgerJson.Write(LedgerJson.Read<T>(text));

    private static string Write(object? state) => state switch
    {
        Packet packet => LedgerJson.Write(packet),
        Cabinet cabinet => LedgerJson.Write(cabinet),
        DispatchedDocument document => LedgerJson.Write(document),
        Agency agency => LedgerJson.Write(agency),
        Person person => LedgerJson.Write(person),
        _ => "",
    };
}
