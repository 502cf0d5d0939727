using System.Collections.Immutable;

namespace SmartLocker.Firmware.Core.Cabinet;

/// <summary>What the screen shows now, as data: the page draws it and knows no rules.</summary>
/// <remarks>The names of screens and actions are relied on from outside; texts are there in both languages.</remarks>
public sealed partial record KioskView
{
    public required KioskScreen Screen { get; init; }
    public required KioskLanguage Language { get; init; }

    /// <summary>The cabinet's name, as the server calls it.</summary>
    public required string DisplayName { get; init; }
    public required KioskText Title { get; init; }
    public required KioskText Prompt { get; init; }

    /// <summary>Something to tell beside the screen, for a while.</summary>
    public KioskMessage? Message { get; init; }

    /// <summary>The name of whoever is greeted.</summary>
    public string? Person { get; init; }

    /// <summary>Compartments that wait for this person.</summary>
    public int Waiting { get; init; }

    /// <summary>Of <see cref="Waiting"/>, those that need a second person.</summary>
    public int WaitingForTwo { get; init; }
    public int Deposited { get; init; }
    public int PickedUp { get; init; }

    /// <summary>The number of the packet in hand.</summary>
    public string? Packet { get; init; }

    /// <summary>The lit door.</summary>
    public int? Compartment { get; init; }

    /// <summary>The door that opens after it.</summary>
    public int? Next { get; init; }
    public ImmutableArray<KioskAction> Actions { get; init; } = [];

    /// <summary>The cabinet's front, by number.</summary>
    public required ImmutableArray<KioskDoor> Doors { get; init; }

    /// <summary>From then on the screen warns that the visit ends.</summary>
    public Uptime? WarnAt { get; init; }
    public Uptime? EndsAt { get; init; }
    public bool Online { get; init; }

    /// <summary>
    /// What somebody must see to before the cabinet comes online or knows the time again; people are served meanwhile.
    /// </summary>
    public KioskText? Trouble { get; init; }
}

/// <summary>What the screen is about.</summary>
public enum KioskScreen
{
    Idle, EnterPin, CheckingPin, Welcome, Assigning, DoorOpening, DoorStuck, PutIn, TakeBack, TakeOut, LeaveInside, SecondPerson,
    CheckingPickup, SealQuestion, OutOfOrder,
}

/// <summary>What a person can do on this screen; each stands for one kiosk request.</summary>
public enum KioskAction
{
    EnterPin, StartPickup, LargerDoor, LowDoor, OtherDoor, CancelDeposit, OpenAgain, DidNotTake, SealIntact, SealBroken,
    CallForHelp, MoreTime, Speak, SignOut, AllowRemoteOpening,
}

/// <summary>How a door is drawn.</summary>
public enum KioskDoorState { Shut, Opening, Open, OutOfService, Unknown }

public sealed record KioskDoor(int Number, int Column, int Row, PacketSize Size, KioskDoorState State);

public sealed record KioskText(string Chinese, string English);

public sealed record KioskMessage(NoticeKind Kind, bool IsGood, KioskText Text);
