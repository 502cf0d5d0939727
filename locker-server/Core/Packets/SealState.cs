namespace SmartLocker.Server.Core.Packets;

/// <summary>What the collectors said of the seal; asked of two-person pickups.</summary>
public enum SealState { NotAsked, Intact, Broken }
