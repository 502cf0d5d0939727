using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packaging;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;
using SmartLocker.Server.Storage.Json;

namespace SmartLocker.Server.Storage;

/// <summary>What a row of the history makes of the state before it, whatever the stream is about.</summary>
public static class Folding
{
    /// <param name="state">Null before the first row of its stream.</param>
    public static object? Next(object? state, HistoryRow row) => StreamNames.Kind(row.Stream) switch
    {
        "packet" => PacketFold.Evolve((Packet?)state, Recorded<PacketEvent>(row)),
        "cabinet" => CabinetFold.Evolve((Cabinet?)state, Recorded<CabinetEvent>(row)),
        "document" => DocumentEvent.Evolve((DispatchedDocument?)state, Recorded<DocumentEvent>(row)),
        "agency" => AgencyEvent.Evolve((Agency?)state, Recorded<AgencyEvent>(row)),
        "person" => PersonEvent.Evolve((Person?)state, Recorded<PersonEvent>(row)),
        _ => throw new InvalidOperationException($"No stream is called {row.Stream}."),
    };

    private static Recorded<T> Recorded<T>(HistoryRow row) => new(row.At, row.By, LedgerJson.Read<T>(row.Data));
}
