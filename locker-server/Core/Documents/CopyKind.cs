namespace SmartLocker.Server.Core.Documents;

/// <summary>Which copy of a document a receiver gets (本別), as far as it matters to delivery.</summary>
public enum CopyKind
{
    /// <summary>正本: for action.</summary>
    Original,

    /// <summary>副本: for information.</summary>
    Duplicate,
}
