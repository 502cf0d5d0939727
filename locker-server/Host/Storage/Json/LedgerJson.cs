using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Storage.Json;

/// <summary>How states and events are written: names as in the code, ids as text, enums by name.</summary>
/// <remarks>What is written here is read for years: a renamed case or property needs a migration.</remarks>
internal static class LedgerJson
{
    private static readonly JsonSerializerOptions Options = Make();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException($"Expected a {typeof(T).Name}, found null.");

    private static JsonSerializerOptions Make()
    {
        JsonSerializerOptions options = new()
        {
            IgnoreReadOnlyProperties = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { ClosedFamily.Describe } },
        };
        options.Converters.Add(new JsonStringEnumConverter());
        options.Converters.Add(new TextConverter<AgencyCode>(AgencyCode.Parse));
        options.Converters.Add(new TextConverter<UnitCode>(UnitCode.Parse));
        options.Converters.Add(new TextConverter<PacketId>(PacketId.Parse));
        options.Converters.Add(new TextConverter<BadgeNumber>(BadgeNumber.Parse));
        options.Converters.Add(new TextConverter<PersonId>(PersonId.Parse));
        options.Converters.Add(new TextConverter<CabinetId>(CabinetId.Parse));
        options.Converters.Add(new TextConverter<CommandId>(CommandId.Parse));
        options.Converters.Add(new TextConverter<JournalId>(JournalId.Parse));
        options.Converters.Add(new TextConverter<DocumentId>(DocumentId.Parse));
        options.Converters.Add(new TextConverter<EnclosureId>(EnclosureId.Parse));
        options.Converters.Add(new TextConverter<EntryHash>(EntryHash.Parse));
        options.Converters.Add(new TextConverter<Actor>(Actor.Parse));
        options.MakeReadOnly();
        return options;
    }
}
