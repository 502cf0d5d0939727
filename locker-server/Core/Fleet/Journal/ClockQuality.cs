namespace SmartLocker.Server.Core.Fleet.Journal;

/// <summary>How far a cabinet trusts its wall clock.</summary>
public enum ClockQuality { Synced, Holdover, Unset }
