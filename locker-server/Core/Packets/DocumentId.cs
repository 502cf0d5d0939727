using System.Diagnostics.CodeAnalysis;

namespace SmartLocker.Server.Core.Packets;

/// <summary>One document in the ledger.</summary>
/// <remarks>Up to 40 letters, digits and dashes: a UUID made by the shell that took the document in.</remarks>
public readonly record struct DocumentId : IComparable<DocumentId>
{
    private const int LengthMax = 40;

    private DocumentId(string value) => Value = value;

    public string Value => field ?? "";

    public static bool TryParse([NotNullWhen(true)] string? text, out DocumentId document)
    {
        string trimmed = text?.Trim() ?? "";
        bool good = trimmed.Length is > 0 and <= LengthMax && trimmed.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
        document = good ? new DocumentId(trimmed) : default;
        return good;
    }

    public static DocumentId Parse(string text) =>
        TryParse(text, out DocumentId document) ? document : throw new FormatException($"Not a document id: \"{text}\".");

    public int CompareTo(DocumentId other) => string.CompareOrdinal(Value, other.Value);
    public override string ToString() => Value;

    public static bool operator <(DocumentId left, DocumentId right) => left.CompareTo(right) < 0;
    public static bool operator >(DocumentId left, DocumentId right) => left.CompareTo(right) > 0;
    public static bool operator <=(DocumentId left, DocumentId right) => left.CompareTo(right) <= 0;
    public static bool operator >=(DocumentId left, DocumentId right) => left.CompareTo(right) >= 0;
}
