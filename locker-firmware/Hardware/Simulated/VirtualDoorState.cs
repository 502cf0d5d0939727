using System.Collections.Immutable;

namespace SmartLocker.Firmware.Hardware.Simulated;

/// <summary>How one virtual door really stands, whatever its switches say.</summary>
public sealed record VirtualDoorState(
    int Compartment, bool IsLatched, bool IsShut, int Pulses, ImmutableSortedSet<DoorMisbehaviour> Misbehaviours);
