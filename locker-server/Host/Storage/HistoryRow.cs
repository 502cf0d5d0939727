using SmartLocker.Server.Core.Access;

namespace SmartLocker.Server.Storage;

/// <summary>One line of the record.</summary>
/// <param name="Cursor">Place in the whole record.</param>
/// <param name="Version">Place in its stream, from 1.</param>
/// <param name="Kind">The event's name, such as Deposited.</param>
/// <param name="Data">The event as JSON.</param>
public sealed record HistoryRow(long Cursor, string Stream, long Version, DateTimeOffset At, Actor By)
{
    public required string Kind { get; init; }
    public required string Data { get; init; }
}
