namespace SmartLocker.Firmware.Core.Cabinet;

/// <summary>What a person can ask at the screen. A scan is not among them: it comes from the scanner.</summary>
public abstract record KioskRequest
{
    private KioskRequest() { }

    public sealed record EnterPin(string Pin) : KioskRequest
    {
        public override string ToString() => nameof(EnterPin); // A PIN is in no trace.
    }

    /// <summary>Begin to collect everything that waits here for the signed-in person's agencies.</summary>
    public sealed record StartPickup : KioskRequest;

    /// <summary>The door that is being served is not the right one: larger, or low.</summary>
    public sealed record OtherDoor(PacketSize? SizeAtLeast, bool Low) : KioskRequest;

    /// <summary>The packet was taken back, or never put in.</summary>
    public sealed record CancelDeposit : KioskRequest;
    public sealed record OpenAgain : KioskRequest;

    /// <summary>Deposit or pickup: the packet is still in the person's hand, or still inside.</summary>
    public sealed record DidNotTake : KioskRequest;
    public sealed record SealSeen(bool Intact) : KioskRequest;

    /// <summary>A person who may service the cabinet has looked: orders from afar may open doors again.</summary>
    public sealed record AllowRemoteOpening : KioskRequest;
    public sealed record CallForHelp : KioskRequest;
    public sealed record MoreTime : KioskRequest;
    public sealed record Speak(KioskLanguage Language) : KioskRequest;
    public sealed record SignOut : KioskRequest;
}

/// <summary>Chinese first, English one tap away, remembered for the visit.</summary>
public enum KioskLanguage { Chinese, English }
