using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Assignment;

/// <summary>What an assignment is decided on.</summary>
public sealed record AssignSources
{
    public required Cabinet Cabinet { get; init; }
    public required CabinetModel Model { get; init; }
    public required Packet? Packet { get; init; }
    public required Person? Courier { get; init; }
    public required Agency? Sender { get; init; }
    public required Agency? Receiver { get; init; }

    /// <summary>The receiver's other collection cabinets, in its order.</summary>
    public required ImmutableArray<OtherCabinet> Others { get; init; }
}
