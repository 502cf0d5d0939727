using SmartLocker.Server.Core.Fleet.Journal;

namespace SmartLocker.Server.Core.Fleet;

/// <summary>
/// How far a cabinet's journal is applied here: everything up to <paramref name="AppliedUpTo"/>, once, in order.
/// </summary>
public sealed record JournalState(JournalId Id, long AppliedUpTo, EntryHash LastHash);
