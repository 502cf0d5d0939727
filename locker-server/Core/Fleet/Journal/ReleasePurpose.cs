namespace SmartLocker.Server.Core.Fleet.Journal;

/// <summary>Why a door was let open.</summary>
public enum ReleasePurpose { Deposit, Pickup, Operator, Reopen }
