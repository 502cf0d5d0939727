namespace SmartLocker.Server.Core.Fleet;

/// <summary>A compartment promised to one packet until a fact of the cabinet settles it or the time is over.</summary>
public sealed record PendingAssignment(string Id, PacketId Packet, PersonId Courier, DateTimeOffset Until);
