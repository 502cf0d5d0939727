using System.Collections.Immutable;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Features.PacketPages;

/// <summary>Reads the forms of a packet's page. What cannot be read is nothing, never a guess.</summary>
internal static class PacketForms
{
    private const string MarkPrefix = "mark.";

    public static PacketSize? Size(IFormCollection form) =>
        Enum.TryParse(form["size"], out PacketSize size) && Enum.IsDefined(size) ? size : null;

    /// <summary>Nothing when one of them is no person's id.</summary>
    public static ImmutableArray<PersonId>? Openers(IFormCollection form)
    {
        ImmutableArray<PersonId>.Builder openers = ImmutableArray.CreateBuilder<PersonId>();
        foreach (string? typed in form["opener"])
        {
            if (!PersonId.TryParse(typed, out PersonId opener)) { return null; }
            openers.Add(opener);
        }

        return openers.ToImmutable();
    }

    /// <summary>
    /// The marks of a receipt: "all" says one thing of everything not yet marked, whatever else was chosen;
    /// otherwise each field "mark.ENCLOSURE" speaks for itself. Nothing when a field cannot be read.
    /// </summary>
    public static ImmutableSortedDictionary<EnclosureId, ReceiptMark>? Marks(IFormCollection form, Packet packet)
    {
        if (form.ContainsKey("all"))
        {
            return Mark(form["all"]) is { } same
                ? packet.Enclosures.Where(enclosure => enclosure.Mark is null)
                    .ToImmutableSortedDictionary(enclosure => enclosure.Id, _ => same)
                : null;
        }

        ImmutableSortedDictionary<EnclosureId, ReceiptMark>.Builder marks =
            ImmutableSortedDictionary.CreateBuilder<EnclosureId, ReceiptMark>();
        foreach (string field in form.Keys.Where(key => key.StartsWith(MarkPrefix, StringComparison.Ordinal)))
        {
            if (!EnclosureId.TryParse(field[MarkPrefix.Length..], out EnclosureId enclosure) || Mark(form[field]) is not { } mark)
            {
                return null;
            }

            marks[enclosure] = mark;
        }

        return marks.ToImmutable();
    }

    private static ReceiptMark? Mark(string? typed) =>
        Enum.TryParse(typed, out ReceiptMark mark) && Enum.IsDefined(mark) ? mark : null;
}
