using System.Text.Json;
using System.Text.Json.Serialization;
using SmartLocker.Firmware.Core.Cabinet;

namespace SmartLocker.Firmware.Agent.Kiosk;

/// <summary>How a view is written; generated at build time, because writers made at run time cost megabytes for months.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, Converters = [typeof(UptimeAsSeconds)])]
[JsonSerializable(typeof(KioskView))]
internal sealed partial class KioskJson : JsonSerializerContext;

internal sealed class UptimeAsSeconds : JsonConverter<Uptime>
{
    public override Uptime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(TimeSpan.FromSeconds(reader.GetDouble()));

    public override void Write(Utf8JsonWriter writer, Uptime value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Math.Round(value.SinceStart.TotalSeconds, 3));
}
