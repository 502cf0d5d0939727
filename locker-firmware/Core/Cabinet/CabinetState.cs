using System.Collections.Immutable;
using SmartLocker.Codes;
using SmartLocker.Firmware.Core.Deposits;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Limits;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Firmware.Core.Pickups;
using SmartLocker.Firmware.Core.SignIn;

namespace SmartLocker.Firmware.Core.Cabinet;

/// <summary>One cabinet at one moment: what its journal says, what the server wants, and what runs right now.</summary>
/// <remarks>All but <see cref="Holdings"/> and <see cref="Desired"/> is lost at a restart, and may be.</remarks>
public sealed record CabinetState
{
    public required Holdings Holdings { get; init; }
    public required DesiredState Desired { get; init; }

    /// <summary>When the desired state arrived; null when it is from before the start, which is never fresh.</summary>
    public Uptime? DesiredAt { get; init; }

    /// <summary>When the server last confirmed, within this start, that nothing newer is wanted; null when it did not.</summary>
    public Uptime? ConfirmedAt { get; init; }

    /// <summary>The wall clock; before anything is known of it, it is not trusted.</summary>
    public CabinetInput.ClockHealth Clock { get; init; } =
        new(ClockQuality.Unset, DateTimeOffset.UnixEpoch, new Uptime(TimeSpan.Zero));

    /// <summary>By number − 1.</summary>
    public required ImmutableArray<DoorNow> Doors { get; init; }

    /// <summary>Releases that wait for their rail, first come first.</summary>
    public ImmutableArray<WaitingRelease> Waiting { get; init; } = [];

    public required LinkState Link { get; init; }
    public SignInState SignIn { get; init; } = new SignInState.Nobody();

    /// <summary>The code by which whoever enters a PIN now came; read only together with <see cref="SignIn"/>.</summary>
    public PickupCode? Code { get; init; }
    public Visit? Visit { get; init; }
    public KioskLanguage Language { get; init; }
    public KioskNotice? Notice { get; init; }
    public ImmutableSortedDictionary<PersonId, Uptime> LockedOut { get; init; } =
        ImmutableSortedDictionary<PersonId, Uptime>.Empty;
    public ImmutableSortedDictionary<PacketId, DepositState> Deposits { get; init; } =
        ImmutableSortedDictionary<PacketId, DepositState>.Empty;

    /// <summary>By compartment.</summary>
    public ImmutableSortedDictionary<int, PickupState> Pickups { get; init; } = ImmutableSortedDictionary<int, PickupState>.Empty;

    public bool JournalWritable { get; init; } = true;
    public int JournalUsedPercent { get; init; }

    /// <summary>When a call for help is taken back by itself.</summary>
    public Uptime? HelpUntil { get; init; }

    /// <summary>Sign-in refusals of this minute that are on record; a flood of scans does not fill the journal.</summary>
    public ImmutableArray<Uptime> Refusals { get; init; } = [];

    /// <summary>Orders refused within this minute that are on record.</summary>
    public ImmutableArray<Uptime> OrderRefusals { get; init; } = [];

    /// <summary>What counts against the limits of an hour.</summary>
    public LastHour LastHour { get; init; } = LastHour.Nothing;

    /// <summary>The alarm about guessed PINs stands at least so long.</summary>
    public Uptime? GuessingUntil { get; init; }

    /// <summary>The alarm about forged codes stands so long.</summary>
    public Uptime? ForgedUntil { get; init; }

    public DoorNow Door(int compartment) => Doors[compartment - 1];
}

/// <summary>A release whose intent is on record and whose rail is not free yet.</summary>
/// <param name="Deadline">No pulse sequence starts later: then the release expires.</param>
public sealed record WaitingRelease(CommandId Command, int Compartment, Uptime Deadline);

/// <summary>Something the screen tells for a while.</summary>
public sealed record KioskNotice(NoticeKind Kind, Uptime Until)
{
    /// <summary>Cabinets to go to instead, as the server names them to whoever carries the packet.</summary>
    public string Elsewhere { get; init; } = "";
}
