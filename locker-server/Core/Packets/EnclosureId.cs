using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SmartLocker.Server.Core.Packets;

/// <summary>One copy of a document for one of its receivers: the document and the receiver's place in its list.</summary>
/// <remarks>Written as "DOCUMENT.N". A document may go to two units of one agency: two enclosures.</remarks>
public readonly record struct EnclosureId(DocumentId Document, int Receiver) : IComparable<EnclosureId>
{
    public static bool TryParse([NotNullWhen(true)] string? text, out EnclosureId enclosure)
    {
        int dot = text?.LastIndexOf('.') ?? -1;
        int receiver = 0;
        bool good = dot > 0 && int.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out receiver);
        good &= DocumentId.TryParse(good ? text![..dot] : null, out DocumentId document);
        enclosure = good ? new EnclosureId(document, receiver) : default;
        return good;
    }

    public static EnclosureId Parse(string text) =>
        TryParse(text, out EnclosureId enclosure) ? enclosure : throw new FormatException($"Not an enclosure: \"{text}\".");

    public int CompareTo(EnclosureId other) => (Document, Receiver).CompareTo((other.Document, other.Receiver));
    public override string ToString() => $"{Document}.{Receiver}";

    public static bool operator <(EnclosureId left, EnclosureId right) => left.CompareTo(right) < 0;
    public static bool operator >(EnclosureId left, EnclosureId right) => left.CompareTo(right) > 0;
    public static bool operator <=(EnclosureId left, EnclosureId right) => left.CompareTo(right) <= 0;
    public static bool operator >=(EnclosureId left, EnclosureId right) => left.CompareTo(right) >= 0;
}
