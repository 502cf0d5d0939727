using System.Collections.Immutable;

namespace SmartLocker.Firmware.Core.Doors;

/// <summary>One door: its state, and when its lock was pulsed within the last minute.</summary>
public sealed record DoorNow(DoorState State, ImmutableArray<Uptime> Pulses)
{
    public static DoorNow Unread { get; } = new(new DoorState.Unknown(), []);

    /// <summary>The lock's coil may be energised at this moment.</summary>
    public bool IsEnergised => State is DoorState.Pulsing or DoorState.Freeing;

    /// <summary>Its pulse sequence runs, resting between attempts included.</summary>
    public bool InSequence => State is DoorState.Pulsing or DoorState.Freeing or DoorState.Detecting or DoorState.Resting;

    /// <summary>Latched and shut, as far as the sensors say.</summary>
    public bool IsShut => State is DoorState.Closed or DoorState.Jammed;
}
