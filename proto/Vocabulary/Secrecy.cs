namespace SmartLocker;

/// <summary>Secrecy of a document (密等), as far as a locker may carry it: 機密 and above never get this far.</summary>
public enum Secrecy
{
    /// <summary>普通.</summary>
    Ordinary,

    /// <summary>密: a packet of its own, named openers, two persons, no trace outside.</summary>
    Confidential,
}
