namespace SmartLocker.Server.CommandLine;

/// <summary>An option of a verb. <paramref name="Value"/> names what follows it, such as FILE; a flag has none.</summary>
internal sealed record Option(string Name, string? Value, string Summary);
