namespace SmartLocker.Server.Storage;

/// <summary>A state as the ledger holds it. The version counts its events; 0 is nothing yet.</summary>
public sealed record Stored<TState>(TState State, long Version);
