using SmartLocker.Server.Core.Fleet.Journal;

namespace SmartLocker.Server.Storage;

/// <summary>A cabinet's entry as it was applied: the key is cabinet, journal and sequence, once and for ever.</summary>
public sealed record JournalRow(CabinetId Cabinet, JournalId Journal, CabinetEntry Entry);
