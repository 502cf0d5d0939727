namespace SmartLocker.Server.CommandLine;

/// <summary>What was typed makes no sense. The message says what and goes to the person who typed it.</summary>
internal sealed class UsageException(string message) : Exception(message);
