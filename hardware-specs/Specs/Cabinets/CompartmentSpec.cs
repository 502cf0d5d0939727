namespace SmartLocker.HardwareSpecs.Cabinets;

/// <summary>One door of a cabinet: where it sits, how large it is inside, what releases it and what watches it.</summary>
public sealed record CompartmentSpec
{
    /// <summary>A door between these heights (mm above the floor) can be reached from a wheelchair.</summary>
    public const int LowFromMm = 350;

    /// <inheritdoc cref="LowFromMm"/>
    public const int LowToMm = 1230;

    public required int Number { get; init; }
    public required PacketSize Size { get; init; }
    public required InnerSize Inner { get; init; }

    /// <summary>Counted from the left, from 1.</summary>
    public required int Column { get; init; }

    /// <summary>Counted from the top, from 1.</summary>
    public required int Row { get; init; }

    /// <summary>Height of the door's lower edge above the floor, mm.</summary>
    public required int DoorBottomMm { get; init; }

    /// <summary>Height of the door's upper edge above the floor, mm.</summary>
    public required int DoorTopMm { get; init; }

    /// <summary>Id of the bank whose lock this is.</summary>
    public required string Bank { get; init; }

    public required Channel LockChannel { get; init; }

    /// <summary>Watches the latch; null where only the door is watched.</summary>
    public required SensorSpec? Hook { get; init; }

    /// <summary>Watches the door itself; null where only the hook is watched.</summary>
    public required SensorSpec? Door { get; init; }

    /// <summary>Sees whether something lies inside; null in most cabinets.</summary>
    public required SensorSpec? Item { get; init; }

    /// <summary>Place in the chain of lamps, from 0; null without a lamp.</summary>
    public required int? Lamp { get; init; }

    public Channel? HookChannel => Hook?.Channel;
    public Channel? DoorChannel => Door?.Channel;
    public bool LowDoor => DoorBottomMm >= LowFromMm && DoorTopMm <= LowToMm;

    public Sensing Sensing => (Hook, Door) switch
    {
        ({ }, { }) => Sensing.HookAndDoor,
        ({ }, null) => Sensing.HookOnly,
        _ => Sensing.DoorOnly,
    };
}
