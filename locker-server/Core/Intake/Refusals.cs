namespace SmartLocker.Server.Core.Intake;

/// <summary>What the clerk is told for each reason. Fixed texts: nothing that a file says can leak through them.</summary>
public static class Refusals
{
    public static IntakeOutcome.Refused Of(RefusalReason reason) => new(reason, Message(reason));

    private static string Message(RefusalReason reason) => reason switch
    {
        RefusalReason.UnsafeArchive => "壓縮檔已損毀或不安全，整個壓縮檔不予收取。",
        RefusalReason.TooLarge => "檔案超過 1 MiB，不予收取。",
        RefusalReason.Empty => "檔案是空的。",
        RefusalReason.NotXml => "檔案不是正確的 XML，無法讀取。",
        RefusalReason.Truncated => "檔案不完整，內容在中途結束；請重新產製或傳送。",
        RefusalReason.InternalKind => "這不是機關間交換的公文種類（例如簽、便簽），不予收取。",
        RefusalReason.Secrecy => "密等高於「密」或無法確認，不得以智取櫃傳遞；請依機密文書規定送達。",
        RefusalReason.NoSubject => "沒有主旨（開會、會勘通知單為事由），不予收取。",
        RefusalReason.MissingExchangeList => "公文指名的交換表單不在同一資料夾內，無法得知受文者。",
        RefusalReason.BadExchangeList => "公文的交換表單無法讀取，或其中沒有可確認的受文者。",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason without a message."),
    };
}
