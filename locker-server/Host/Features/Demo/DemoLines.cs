using System.Text.Encodings.Web;
using System.Text.Json;
using SmartLocker.Contracts.V1;
using SmartLocker.Server.Features.Demo.Exchange;

namespace SmartLocker.Server.Features.Demo;

/// <summary>The lines on standard output; other programs rely on their form.</summary>
internal sealed class DemoLines(TextWriter output)
{
    private const string Deposited = "Deposited";
    private const string Notified = "Notified";

    private static readonly string[] StationNames = ["Sealed", Deposited, Notified, "PickedUp", "Receipted"];

    /// <summary>Chinese as it is, not as escapes.</summary>
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Refused(UploadLine line) =>
        Write(new { file = line.File, outcome = "refused", reason = line.Reason, message = line.Message });

    public void Waiting(string? document, IEnumerable<string> unresolved) =>
        Write(new { document, outcome = "waiting", unresolved });

    public void Packet(Packet packet) => Write(new
    {
        packet = packet.PacketId,
        sender = packet.SenderAgency,
        receiver = packet.ReceiverAgency,
        documents = Numbers(packet.Documents),
        cabinet = packet.CabinetId,
        compartment = packet.Compartment,
        timeline = Stations(packet.Timeline).Select(happened => new
        {
            at = happened.At.ToDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null),
            what = happened.What,
            actor = happened.Actor,
        }),
    });

    /// <summary>A document of which several copies lie in one packet is listed once; an unknown number is null.</summary>
    private static IEnumerable<string?> Numbers(IEnumerable<PacketDocument> documents) => documents
        .DistinctBy(document => document.Number.Length > 0 ? document.Number : document.DocumentId)
        .Select(document => document.Number.Length > 0 ? document.Number : null);

    /// <summary>
    /// The line tells the way of the packet, not the making of it; several people told of one deposit are one notice.
    /// </summary>
    private static IEnumerable<PacketEvent> Stations(IEnumerable<PacketEvent> timeline)
    {
        bool told = false;
        foreach (PacketEvent happened in timeline.Where(happened => StationNames.Contains(happened.What)))
        {
            bool again = told && happened.What == Notified;
            told = happened.What == Notified || (told && happened.What != Deposited);
            if (!again) { yield return happened; }
        }
    }

    private void Write<T>(T line)
    {
        output.WriteLine(JsonSerializer.Serialize(line, Json));
        output.Flush();
    }
}
