using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Running;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Deposits;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Firmware.Core.Pickups;
using SmartLocker.Firmware.Core.Recovery;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Core.Fleet.Streams;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Storage.Sqlite;
using SmartLocker.Simulation.World;
using static SmartLocker.Simulation.Mutants.Edit;

namespace SmartLocker.Simulation.Mutants;

/// <summary>Every rule that is broken on purpose, by name.</summary>
internal static class Catalogue
{
    private static readonly Type Tables = Inside(typeof(Journal), "Journal.JournalTables");

    public static IReadOnlyList<Mutant> All { get; } =
    [
        // The channel.
        new("fence-dropped", "the server takes entries of an older stream",
            new Hears(typeof(Applying), nameof(Applying.Decide), 1, nameof(Replacements.NewestEpoch))),
        new("gap-accepted", "the server takes entries that leave a gap", new Returns(typeof(Applying), "LeavesGap", false)),
        new("ack-unread", "the server acknowledges what it has not applied",
            new Becomes(typeof(CabinetSession), "Apply", nameof(Replacements.AckedUnread))),
        new("ack-before-commit", "the server acknowledges entries before it knows whether the store has taken them",
            new Becomes(typeof(CabinetSession), "Apply", nameof(Replacements.AckedFirst))),
        new("ack-too-high", "the server acknowledges one more than it has applied",
            new Hears(typeof(CabinetSession), "Acked", 0, nameof(Replacements.OneMore))),
        new("delta-on-any-base", "the server takes what it sent for held, and a delta is applied to whatever version is held",
            new Hears(typeof(DesiredFeed), nameof(DesiredFeed.Begin), 0, nameof(Replacements.OneAhead)),
            new Hears(typeof(DesiredRules), nameof(DesiredRules.Apply), 1, nameof(Replacements.OnAnyBase))),
        new("nobody-leaves", "people who were withdrawn stay in a cabinet's document",
            new Hears(typeof(DesiredRules), nameof(DesiredRules.Apply), 1, nameof(Replacements.NobodyLeaves))),
        new("change-untold", "cabinets are not told when a packet changes",
            new Becomes(typeof(DesiredAudience), "Of", nameof(Replacements.NoCabinet))),
        new("settled-unasked", "what a person found is taken over even where the cabinet knows better",
            new Returns(typeof(Settlement), nameof(Settlement.IsLastWord), true)),

        // Instant commands.
        new("nonce-twice", "a nonce opens again", new Becomes(typeof(Orders), nameof(Orders.Spend), nameof(Replacements.Keep))),
        new("nonce-outlives-stream", "a nonce opens on a later stream",
            new Becomes(typeof(LinkRules), nameof(LinkRules.Lost), nameof(Replacements.KeepNonces)),
            new Becomes(typeof(LinkRules), nameof(LinkRules.Welcomed), nameof(Replacements.WelcomeWithNonces))),
        new("time-to-live-ignored", "an order opens however late it comes",
            new Becomes(typeof(Orders), nameof(Orders.Deadline), nameof(Replacements.Never))),
        new("no-limit-from-afar", "a cabinet lets the server open as many doors as it likes",
            new Returns(typeof(Orders), "IsOverLimit", false)),

        // Actuation and recovery.
        new("sequence-without-end", "a sequence of pulses may last for minutes",
            new Counts(typeof(DoorTiming), ".cctor", 10, 600)),
        new("pulsed-again", "a start pulses once more what was under way",
            new Becomes(typeof(RecoveryTable), nameof(RecoveryTable.Facts), nameof(Replacements.Nothing)),
            new Says(typeof(CabinetCore), nameof(CabinetCore.Step), nameof(Replacements.PulsedAgain))),
        new("deadlines-by-the-wall", "deadlines go by the clock on the wall, which anybody may set",
            new Becomes(typeof(CabinetClock), "get_Now", nameof(Replacements.ByTheWall))),
        new("nothing-recovered", "a start takes up what was under way as if nothing had happened",
            new Becomes(typeof(RecoveryTable), nameof(RecoveryTable.Facts), nameof(Replacements.Nothing))),
        new("no-doubt-after-restart", "a start doubts the contents of no compartment",
            new Returns(typeof(RecoveryTable), "IsDoubtful", false)),
        new("taken-for-granted", "a visit that ends with an open door counts as a pickup",
            new Becomes(typeof(Pickup), "Doubtful", nameof(Replacements.TakenForGranted))),

        // What comes from the past, or from elsewhere.
        new("any-journal", "the server doubts no journal that a cabinet names",
            new Becomes(typeof(Greeting), nameof(Greeting.Doubt), nameof(Replacements.NoDoubt))),
        new("empty-doors-unasked", "with another journal either end doubts only doors behind which something lies on record",
            new Becomes(typeof(CabinetRegistry), "Doors", nameof(Replacements.FullDoors)),
            new Becomes(Inside(typeof(CabinetCore), "Routing.LinkRoutes"), "Quarantined", nameof(Replacements.RaisedOnly)))
        { Meets = [FaultKind.JournalRots, FaultKind.LinkHalfOpen, FaultKind.LinkCut] },
        new("any-document", "documents of one number are one document",
            new Returns(typeof(HeldDesired), nameof(HeldDesired.IsOf), true))
        { Meets = [FaultKind.ServerRestored, FaultKind.DisksExchanged] },
        new("unlisted-is-gone", "a cabinet hears nothing of what was found and is in no list",
            new Becomes(typeof(DesiredProjection), "Setting", nameof(Replacements.ListedOnly)))
        { Meets = [FaultKind.ServerRestored] },
        new("code-unspent", "a one-time code opens again",
            new Becomes(typeof(Holdings), "Spent", nameof(Replacements.Unspent)))
        { Meets = [FaultKind.CodeAgain] },

        // Durability.
        new("journal-unsynced", "a cabinet's journal is not synchronised",
            new Reads(Tables, "Promise", "FULL", "OFF"), new Reads(Tables, "Promise", "2", "0")),
        new("sequence-reused", "a number of the journal is used again",
            new Hears(typeof(StoredEntry), nameof(StoredEntry.After), 0, nameof(Replacements.TakenTwice)),
            new Reads(Tables, ".ctor", "INSERT INTO entry", "INSERT OR REPLACE INTO entry")),
        new("store-unsynced", "the server's store is not synchronised",
            new Reads(typeof(SqliteDatabase), "", "synchronous = FULL", "synchronous = OFF")),
        new("notice-forgotten", "a deposit queues no notice",
            new Becomes(typeof(CommitRows), "Queue", nameof(Replacements.QueueNothing))),

        // Rules of the field.
        new("any-pin", "every PIN is right", new Returns(typeof(PinCheck), nameof(PinCheck.IsRight), true)),
        new("lock-out-forgotten", "a restart ends a lock-out",
            new Becomes(typeof(CabinetRecovery), "LockedOut", nameof(Replacements.Nobody))),
        new("anybody-together", "two persons of anywhere open 密", new Returns(typeof(Collectables), "MayTogether", true)),
        new("secret-shares", "密 shares its compartment",
            new Returns(typeof(PlaceCheck), "MayShare", true),
            new Becomes(typeof(Content), nameof(Content.LiesAlone), nameof(Replacements.SharesAnything))),
        new("deposit-despite-faults", "packets go behind doors that have a fault",
            new Returns(typeof(FaultName), nameof(FaultName.StopsDeposits), false)),
        new("pickup-despite-doubt", "doors open for a pickup although nobody knows what lies behind them",
            new Returns(typeof(FaultName), nameof(FaultName.StopsPickups), false)),
    ];

    /// <summary>A type that its own assembly alone sees.</summary>
    private static Type Inside(Type neighbour, string name) => neighbour.Assembly.GetType(
        $"{neighbour.Assembly.GetName().Name}.{name}", throwOnError: true)!;
}
