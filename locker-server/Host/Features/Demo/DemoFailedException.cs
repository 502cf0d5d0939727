namespace SmartLocker.Server.Features.Demo;

/// <summary>The demonstration cannot go on. The message says what was waited for and what was found.</summary>
internal sealed class DemoFailedException(string message) : Exception(message);
