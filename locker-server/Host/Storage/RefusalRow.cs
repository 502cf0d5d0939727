using SmartLocker.Server.Core.Access;

namespace SmartLocker.Server.Storage;

/// <summary>A file that intake refused.</summary>
/// <param name="Owner">The agency that handed it in; nothing where an administrator did for several.</param>
public sealed record RefusalRow(DateTimeOffset At, Actor By, AgencyCode? Owner, string File, string Reason, string Message);
