namespace SmartLocker.Server.Core.Fleet;

/// <summary>Why nothing of a cabinet's journal is taken until a person has reconciled it door by door.</summary>
/// <param name="Journal">The journal it offered.</param>
public sealed record Quarantine(QuarantineReason Reason, JournalId Journal, DateTimeOffset Since);
