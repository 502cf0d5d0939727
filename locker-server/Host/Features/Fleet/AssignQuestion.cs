using System.Collections.Immutable;
using SmartLocker.Server.Core.Assignment;

namespace SmartLocker.Server.Features.Fleet;

/// <summary>A courier at a cabinet has a packet in hand.</summary>
/// <param name="SizeAtLeast">Nothing: as sealed.</param>
/// <param name="Reports">What the cabinet sees; a compartment it does not name is not chosen.</param>
public sealed record AssignQuestion(
    PacketId Packet, PersonId Courier, PacketSize? SizeAtLeast, bool LowDoor,
    ImmutableSortedDictionary<int, CompartmentCondition> Reports);
