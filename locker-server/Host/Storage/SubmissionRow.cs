namespace SmartLocker.Server.Storage;

/// <summary>The reply to one submission: the same key of the same owner gets the same reply.</summary>
/// <param name="Reply">As the feature that made it wrote it.</param>
public sealed record SubmissionRow(string Owner, string Key, string Reply);
