using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SmartLocker.Server.Core.Agencies;

/// <summary>The official address book: which agency has which code. Only rows in service (status T) count.</summary>
/// <remarks>A wrong code is worse than none: a name shared by two codes resolves to neither.</remarks>
public sealed class AddressBook
{
    /// <summary>The open data has a few megabytes; whatever is larger is something else.</summary>
    public const int BytesMax = 16 * 1024 * 1024;

    private readonly ILookup<AgencyCode, string> _keysByCode;
    private readonly ILookup<string, AgencyCode> _codesByKey;

    public AddressBook(IEnumerable<AddressBookRow> rows)
    {
        Rows = [.. rows];
        _keysByCode = Rows.ToLookup(row => row.Code, row => AgencyName.Key(row.Name));
        _codesByKey = Rows.ToLookup(row => AgencyName.Key(row.Name), row => row.Code, StringComparer.Ordinal);
    }

    /// <summary>The agencies in service, in the order of the file.</summary>
    public ImmutableArray<AddressBookRow> Rows { get; }

    public bool Knows(AgencyCode code) => _keysByCode.Contains(code);

    /// <summary>True when a row with this code bears this name.</summary>
    public bool Confirms(AgencyCode code, string name) =>
        _keysByCode[code].Contains(AgencyName.Key(name), StringComparer.Ordinal);

    /// <summary>The code of the one agency of this name; nothing when none or several have it.</summary>
    public AgencyCode? Resolve(string name)
    {
        AgencyCode[] codes = [.. _codesByKey[AgencyName.Key(name)].Distinct().Take(2)];
        return codes is [AgencyCode only] ? only : null;
    }

    /// <summary>Reads the open data's form: an array of rows with orgId, orgName and statusCode.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> json,
        [NotNullWhen(true)] out AddressBook? book,
        [NotNullWhen(false)] out string? problem)
    {
        book = null;
        problem = json.Length > BytesMax ? $"通訊錄超過 {BytesMax / 1024 / 1024} MiB。" : null;
        if (problem is not null) { return false; }

        try
        {
            using JsonDocument parsed = JsonDocument.Parse(WithoutMark(json));
            if (parsed.RootElement.ValueKind != JsonValueKind.Array)
            {
                problem = "通訊錄應為 JSON 陣列，每列有 orgId、orgName、statusCode。";
                return false;
            }

            book = new AddressBook(parsed.RootElement.EnumerateArray().Select(Row).OfType<AddressBookRow>());
            return true;
        }
        catch (JsonException broken)
        {
            problem = $"通訊錄不是正確的 JSON（第 {broken.LineNumber + 1} 行）。";
            return false;
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair: well-formed JSON that no string can hold.
            problem = "通訊錄含有無法解讀的字元。";
            return false;
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> json) =>
        json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;

    private static AddressBookRow? Row(JsonElement row)
    {
        string name = Text(row, "orgName").Trim();
        bool inService = Text(row, "statusCode").Trim() == "T";
        return inService && name.Length > 0 && AgencyCode.TryParse(Text(row, "orgId"), out AgencyCode code)
            ? new AddressBookRow(code, name)
            : null;
    }

    private static string Text(JsonElement row, string property) =>
        row.ValueKind == JsonValueKind.Object
        && row.TryGetProperty(property, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";
}
