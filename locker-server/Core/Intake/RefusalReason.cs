namespace SmartLocker.Server.Core.Intake;

/// <summary>Why a file is not taken in. The order is the order in which the reasons are looked for.</summary>
public enum RefusalReason
{
    /// <summary>The zip around it cannot be trusted; nothing in it is read.</summary>
    UnsafeArchive,

    /// <summary>Larger than <see cref="DropFile.BytesMax"/>.</summary>
    TooLarge,

    Empty,

    NotXml,

    /// <summary>Begins as XML and ends before its root does.</summary>
    Truncated,

    /// <summary>簽 and every other root that agencies do not exchange.</summary>
    InternalKind,

    /// <summary>機密 and above, or a level that nobody can read for certain.</summary>
    Secrecy,

    NoSubject,

    MissingExchangeList,

    BadExchangeList,
}
