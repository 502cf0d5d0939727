namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>The disk did not give back what was written. Whoever asked has nothing; the doors do not wait for it.</summary>
public sealed class JournalReadException(string detail, Exception? inner = null) : IOException(detail, inner);
