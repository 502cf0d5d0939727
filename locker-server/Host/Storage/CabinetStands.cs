namespace SmartLocker.Server.Storage;

/// <summary>The version of a cabinet that a decision was made on.</summary>
public sealed record CabinetStands(CabinetId Cabinet, long Version);
