namespace SmartLocker.Server.Core.Fleet.Journal;

/// <summary>Why a sign-in was refused.</summary>
public enum SignInRefusal { UnknownBadge, WrongPin, LockedOut, FalseCode }
