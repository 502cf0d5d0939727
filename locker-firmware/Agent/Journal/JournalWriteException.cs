namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>The disk did not take an append. Nothing of it is on record, and nothing that it allows may happen.</summary>
public sealed class JournalWriteException(string detail, Exception inner) : IOException(detail, inner);
