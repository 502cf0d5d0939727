namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>Another agent runs on this data folder.</summary>
public sealed class JournalHeldException(string path, Exception inner) : Exception($"{path} is held by another agent.", inner);
