using SmartLocker.Server.Core.Notifications;

namespace SmartLocker.Server.Storage;

/// <summary>A notice that waits to be sent.</summary>
public sealed record OutboxRow(long Id, Notice Notice, DateTimeOffset DueAt, int Attempts);
