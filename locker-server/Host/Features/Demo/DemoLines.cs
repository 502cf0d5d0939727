using System.Text.Encodings.Web;
using System.Text.Json;
using SmartLocker.Contracts.V1;
using SmartLocker.Server.Features.Demo.Exchange;

namespace SmartLocker.Server.Features.Demo;

/// <summary>The lines on standard output; other programs rely on their form.</summary>
internal sealed class DemoLines(TextWriter output)
{
    /// <summary>Chinese as it is, not as escapes.</summary>
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Refused(UploadLine line) =>
        Write(new { file = line.File, outcome = "refused", reason = line.Reason, message = line.Message });

    public void Waiting(UploadLine line) =>
        Write(new { document = line.Document, outcome = "waiting", unresolved = line.Unresolved });

    public void Packet(Packet packet) => Write(new
    {
        packet = packet.PacketId,
        sender = packet.SenderAgency,
        receiver = packet.ReceiverAgency,
        documents = packet.Documents.Select(document => document.Number),
        cabinet = packet.CabinetId,
        compartment = packet.Compartment,
        timeline = packet.Timeline.Select(happened => new
        {
            at = happened.At.ToDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null),
            what = happened.What,
            actor = happened.Actor,
        }),
    });

    private void Write<T>(T line)
    {
        output.WriteLine(JsonSerializer.Serialize(line, Json));
        output.Flush();
    }
}
