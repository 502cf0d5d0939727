namespace SmartLocker.Server.Core.Fleet.Journal;

/// <summary>How a release ended, read from the sensors.</summary>
public enum ReleaseResult { Opened, AlreadyOpen, ReleasedNotOpened, Jammed, CoilFault, Expired, Unknown, Refused }
