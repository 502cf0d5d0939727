using System.Collections.Immutable;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Intake.Markup;

namespace SmartLocker.Server.Core.Intake.Fields;

/// <summary>Rows from the flat sequence in which 受文者 and 交換表單 write them: a name begins a row, the rest belongs to it.</summary>
internal static class RowReader
{
    private const string AgencyField = "機關代碼";
    private const string UnitField = "單位代碼";

    /// <summary>
    /// Stands for a code that cannot be trusted: no code, but not nothing either, so that the name is not looked up.
    /// </summary>
    private const string Doubtful = "?";

    /// <returns>
    /// Nothing when it is not certain which code belongs to which name: a code before the first name, two codes behind one, or a
    /// code behind what ends a row, where a name may be missing. A wrong code is worse than none, and reading on could give every
    /// following receiver its neighbour's.
    /// </returns>
    public static ImmutableArray<ReceiverRow>? Read(MarkupFile file, Element holder)
    {
        List<List<Element>> rows = [];
        foreach (Element child in holder.Children)
        {
            bool isCode = child.Name is AgencyField or UnitField;
            if (KindOf(child) is not null)
            {
                rows.Add([child]);
            }
            else if (rows is [])
            {
                if (isCode) { return null; }
            }
            else
            {
                if (isCode && rows[^1].Exists(part => part.Name == child.Name || part.Name is "含附件" or "本別")) { return null; }
                rows[^1].Add(child);
            }
        }

        return [.. rows.Select(parts => Row(file, parts))];
    }

    /// <summary>
    /// Whom one 受文者 or 發文機關 names. With a single name the order does not matter; with several that cannot be told apart
    /// the names are kept without codes, for a person to look up.
    /// </summary>
    public static ImmutableArray<ReceiverRow> ReadOne(MarkupFile file, Element holder)
    {
        List<Element> names = [.. holder.Children.Where(child => KindOf(child) is not null)];
        if (names.Count > 1)
        {
            return Read(file, holder) ?? [.. names.Select(name => Row(file, [name]) with { WrittenCode = Doubtful })];
        }

        ReceiverRow row = Row(file, holder.Children);
        return row.IsBlank ? [] : [row];
    }

    private static RowKind? KindOf(Element element) => element.Name switch
    {
        "全銜" => RowKind.Agency,
        "單位名" => RowKind.Unit,
        "姓名" => RowKind.Person,
        _ => null,
    };

    private static ReceiverRow Row(MarkupFile file, IReadOnlyList<Element> parts)
    {
        Element? name = parts.FirstOrDefault(part => KindOf(part) is not null);
        return new ReceiverRow
        {
            Kind = name is null ? RowKind.Agency : KindOf(name)!.Value,
            Name = file.Text(name),
            WrittenCode = Code(file, parts, AgencyField),
            WrittenUnit = Code(file, parts, UnitField),
            Copy = Copy(parts.FirstOrDefault(part => part.Name == "本別")),
            WithAttachments = parts.Any(part => part.Name == "含附件" && SaysAttachments(file, part)),
        };
    }

    /// <summary>A code that an entity may have changed, or that is written twice in two ways, is doubtful.</summary>
    private static string Code(MarkupFile file, IReadOnlyList<Element> parts, string field)
    {
        string? code = null;
        foreach (Element part in parts)
        {
            if (part.Name != field) { continue; }

            string raw = file.RawText(part);
            string written = raw.Contains(EntityReferences.Trace, StringComparison.Ordinal)
                ? Doubtful
                : Numerals.Narrow(CleanText.Compact(raw));
            code = code is null || code.Equals(written, StringComparison.OrdinalIgnoreCase) ? written : Doubtful;
        }

        return code ?? "";
    }

    /// <summary>The default of the attribute is 正本 (104_basic_utf8.ent); 抄本 and other kinds say nothing about delivery.</summary>
    private static CopyKind? Copy(Element? holder) => holder?.Child("收發處理本別") is not { } mark
        ? null
        : (mark.Code is null ? "正本" : CleanText.Compact(mark.Code)) switch
        {
            "正本" => CopyKind.Original,
            "副本" => CopyKind.Duplicate,
            _ => null,
        };

    private static bool SaysAttachments(MarkupFile file, Element part) =>
        CleanText.Compact(file.RawText(part)) is "含附件" or "均含附件";
}
