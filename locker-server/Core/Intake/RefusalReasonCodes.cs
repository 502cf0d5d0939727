namespace SmartLocker.Server.Core.Intake;

/// <summary>The names of the reasons in output lines; fixed, others rely on them.</summary>
public static class RefusalReasonCodes
{
    public static string Code(this RefusalReason reason) => reason switch
    {
        RefusalReason.UnsafeArchive => "unsafe-archive",
        RefusalReason.TooLarge => "too-large",
        RefusalReason.Empty => "empty",
        RefusalReason.NotXml => "not-xml",
        RefusalReason.Truncated => "truncated",
        RefusalReason.InternalKind => "internal-kind",
        RefusalReason.Secrecy => "secrecy",
        RefusalReason.NoSubject => "no-subject",
        RefusalReason.MissingExchangeList => "missing-exchange-list",
        RefusalReason.BadExchangeList => "bad-exchange-list",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason without a code."),
    };
}
