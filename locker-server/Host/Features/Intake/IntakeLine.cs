using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Intake;

namespace SmartLocker.Server.Features.Intake;

/// <summary>A result as one line of JSON. The names are fixed: other programs read these lines.</summary>
internal static class IntakeLine
{
    /// <summary>These lines never stand inside a web page, so Chinese stays readable.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the line with its line feed.</summary>
    public static void Write(IntakeResult result, Stream output)
    {
        ArrayBufferWriter<byte> line = new();
        using (Utf8JsonWriter json = new(line, Options))
        {
            json.WriteStartObject();
            json.WriteString("file", result.File);
            Write(json, result.Outcome);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        output.Write(line.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, IntakeOutcome outcome)
    {
        switch (outcome)
        {
            case IntakeOutcome.Accepted accepted:
                json.WriteString("outcome", "accepted");
                WriteTexts(json, "warnings", accepted.Warnings);
                json.WriteStartObject("document");
                Write(json, accepted.Document);
                json.WriteEndObject();
                WriteTexts(json, "unresolved", accepted.Unresolved);
                break;
            case IntakeOutcome.Refused refused:
                json.WriteString("outcome", "refused");
                json.WriteString("reason", refused.Reason.Code());
                json.WriteString("message", refused.Message);
                break;
            default:
                throw new System.Diagnostics.UnreachableException("An outcome is one of two.");
        }
    }

    private static void Write(Utf8JsonWriter json, Document document)
    {
        json.WriteString("kind", document.Kind);
        json.WriteString("number", document.Number);
        json.WriteString("date", document.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("urgency", document.Urgency.Word());
        json.WriteString("secrecy", document.Secrecy.Word());
        json.WriteString("subject", document.Subject);
        json.WriteStartArray("sender");
        foreach (Sender sender in document.Senders)
        {
            json.WriteStartObject();
            WriteParty(json, sender.Name, sender.Code);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("receivers");
        foreach (Receiver receiver in document.Receivers)
        {
            json.WriteStartObject();
            WriteParty(json, receiver.Name, receiver.Code);
            json.WriteString("copy", receiver.Copy?.Word());
            json.WriteBoolean("withAttachments", receiver.WithAttachments);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteParty(Utf8JsonWriter json, string name, AgencyCode? code)
    {
        json.WriteString("name", name.Length > 0 ? name : null);
        json.WriteString("code", code?.Value);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) { json.WriteStringValue(text); }

        json.WriteEndArray();
    }
}
