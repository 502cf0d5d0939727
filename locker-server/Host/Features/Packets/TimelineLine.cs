using SmartLocker.Server.Core.Access;

namespace SmartLocker.Server.Features.Packets;

/// <summary>One line of a packet's time-line.</summary>
/// <param name="Cursor">Place in the whole record; grows.</param>
/// <param name="What">The event's name: Sealed, Deposited, Notified, PickedUp, Receipted …</param>
/// <param name="ActorName">The person's name; for a machine its identity.</param>
/// <param name="Data">The event as the record holds it, JSON.</param>
public sealed record TimelineLine(long Cursor, DateTimeOffset At, string What, Actor Actor, string ActorName)
{
    public required PacketId Packet { get; init; }
    public required string Data { get; init; }
}
