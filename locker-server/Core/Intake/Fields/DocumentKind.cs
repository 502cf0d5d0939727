using System.Collections.Immutable;
using SmartLocker.Server.Core.Intake.Markup;

namespace SmartLocker.Server.Core.Intake.Fields;

/// <summary>Which documents agencies exchange, and which fields of them differ by kind.</summary>
internal static class DocumentKind
{
    private const string Letter = "函";

    /// <summary>The exchangeable roots, and where each has its subject.</summary>
    private static readonly ImmutableSortedDictionary<string, string> SubjectFields = new Dictionary<string, string>
    {
        [Letter] = "主旨",
        ["令"] = "主旨",
        ["公告"] = "主旨",
        ["開會通知單"] = "開會事由",
        ["會勘通知單"] = "會勘事由",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>函類別 of 104_basic_utf8.ent.</summary>
    private static readonly ImmutableSortedSet<string> LetterKinds =
    [
        Letter, "書函", "交辦案件通知單", "交議案件通知單", "催辦案件通知單", "移文單", "機密文書機密等級變更或註銷建議單",
        "機密文書機密等級變更或註銷通知單", "執行命令", "獎懲建議函",
    ];

    /// <summary>公文類別 that stay inside an agency, should one of them stand as 函類別.</summary>
    private static readonly ImmutableSortedSet<string> InternalKinds =
        ["簽", "便簽", "簽稿會核單", "會銜公文會辦單", "公文時效統計"];

    /// <summary>Every field that reading a document needs, whatever its kind.</summary>
    public static ImmutableSortedSet<string> Fields { get; } =
    [
        "發文機關", "函類別", "受文者", "發文日期", "發文字號", "速別", "正本", "副本", .. SubjectFields.Values,
    ];

    /// <returns>Nothing for a kind that agencies do not exchange.</returns>
    public static string? Of(MarkupFile file)
    {
        if (!SubjectFields.ContainsKey(file.Root.Name)) { return null; }
        if (file.Root.Child("函類別") is not { } mark) { return file.Root.Name; }

        string written = CleanText.Compact(mark.Code ?? "");
        string kind = written.Length > 0 ? written : CleanText.Compact(file.RawText(mark));
        if (kind.Length == 0) { kind = Letter; }

        return InternalKinds.Contains(kind) ? null : kind;
    }

    public static bool IsUsual(string kind) => LetterKinds.Contains(kind) || SubjectFields.ContainsKey(kind);

    public static string SubjectField(MarkupFile file) => SubjectFields[file.Root.Name];

    /// <summary>令 and 公告 are addressed to nobody unless an exchange list names somebody.</summary>
    public static bool IsAddressedByListOnly(MarkupFile file) => file.Root.Name is "令" or "公告";
}
