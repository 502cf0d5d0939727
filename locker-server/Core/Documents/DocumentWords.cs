namespace SmartLocker.Server.Core.Documents;

/// <summary>The Chinese words that files, pages and lists use for the values of a document.</summary>
public static class DocumentWords
{
    /// <summary>What stands where the subject of a 密 document would stand (文書處理手冊: 密不錄由).</summary>
    public const string SubjectWithheld = "密不錄由";

    public static string Word(this Urgency urgency) => urgency switch
    {
        Urgency.Fastest => "最速件",
        Urgency.Fast => "速件",
        _ => "普通件",
    };

    public static string Word(this Secrecy secrecy) => secrecy == Secrecy.Confidential ? "密" : "普通";

    public static string Word(this CopyKind copy) => copy == CopyKind.Duplicate ? "副本" : "正本";
}
