using System.Collections.Immutable;
using SmartLocker.Server.Core.Intake.Markup;

namespace SmartLocker.Server.Core.Intake.Fields;

/// <summary>What an SW file (交換表單) says, or that nothing can be read from it.</summary>
internal sealed record ExchangeList(ImmutableArray<ReceiverRow> Rows, ImmutableArray<string> Warnings)
{
    private const string RootName = "交換表單";

    /// <summary>What a row consists of; the list is flat, so these are the children of its root.</summary>
    private static readonly ImmutableSortedSet<string> Fields =
        ["全銜", "單位名", "姓名", "職稱", "機關代碼", "單位代碼", "含附件", "內含本文與附件之可攜式文件檔名", "本別"];

    /// <returns>Nothing when it is too large, no exchange list, without receivers, or not certain in its codes.</returns>
    public static ExchangeList? Read(ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is not { Length: > 0 } present) { return null; }
        if (MarkupReader.Read(present, Fields) is not MarkupOutcome.Read { File: { Root.Name: RootName } file }) { return null; }
        if (RowReader.Read(file, file.Root) is not { } rows) { return null; }

        ImmutableArray<ReceiverRow> named = [.. rows.Where(row => !row.IsBlank)];
        if (named.IsEmpty) { return null; }

        int blank = rows.Length - named.Length;
        return new ExchangeList(named, [.. Remarks(file, blank)]);
    }

    private static IEnumerable<string> Remarks(MarkupFile file, int blank)
    {
        if (blank > 0) { yield return $"交換表單有 {blank} 列空白，已略過。"; }
        if (!Shape.IsRegular(file)) { yield return "交換表單的結構與 DTD 不符，已讀取可辨認的欄位。"; }
        if (file.IsLossy) { yield return "交換表單有無法解讀的位元組。"; }
        if (file.HadEntityReferences) { yield return "交換表單含有實體參照，一律視為空白。"; }
    }
}
