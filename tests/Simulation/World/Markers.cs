using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Simulation.World;

/// <summary>"Sometimes": how often each rare thing really happened. A promise that was never tried is not kept.</summary>
internal sealed class Markers
{
    /// <summary>What must happen at least once in a nightly run.</summary>
    public static IReadOnlyList<string> Required { get; } =
    [
        "code given", "code used", "discrepancy CodeNotGiven", "does not start: ChainBroken", "discrepancy JournalDoubted",
        "fault JournalQuarantined", "cleared JournalQuarantined", "quarantined EntriesGone", "quarantined Forked",
        "quarantined JournalBehind", "quarantined UnknownJournal", "record CodeGiven", "record DiscrepancyEnded",
        "record DiscrepancyFound", "record Quarantined", "record StreamDoubted", "the server was restored",
        "Booted", "DoorShut", "LimitsAged", "PacketDeposited", "PacketPickedUp", "PickupAbandoned", "RemoteOpeningAllowed",
        "SignedIn", "SignedOut", "answered Assigned", "answered Refused NoRoom", "answered Refused NotCollectedHere",
        "answered Refused NotSealed", "answered SecretChecked", "cleared CertificateExpired", "cleared ClockNotTrusted",
        "cleared ContentsUnknown", "cleared ForcedOpen", "cleared Jammed", "cleared JournalNotWritable", "cleared LeftOpen",
        "cleared LinkDown", "cleared LinkRefused", "cleared NotLatched", "cleared ReleasedNotOpened",
        "cleared RemoteOpeningBlocked", "cleared SensorFault", "clock Holdover", "clock Synced", "clock Unset",
        "deposit abandoned ByPerson", "deposit abandoned Interrupted", "deposit abandoned TooSmall", "fault CertificateExpired",
        "fault ClockNotTrusted", "fault ContentsUnknown", "fault ForcedOpen", "fault Jammed", "fault JournalNotWritable",
        "fault LeftOpen", "fault LinkDown", "fault LinkRefused", "fault NotLatched", "fault ReleasedNotOpened",
        "fault RemoteOpeningBlocked", "fault SensorFault", "offline", "order refused Blocked", "order refused Busy",
        "order refused Expired", "order refused Limit", "order refused NonceUnknown", "ordered IssueNonce", "ordered Open",
        "record Assigned", "record ContentPut", "record ContentTaken", "record DepositAbandoned", "record Deposited",
        "record Described", "record EnclosureAdded", "record EntryApplied", "record ExceptionRaised", "record JournalAccepted",
        "record Notified", "record Opened", "record Packed", "record PickedUp", "record PickupAbandoned", "record PinChanged",
        "record PromiseEnded", "record Promised", "record Receipted", "record Reconciled", "record ReconciliationNeeded",
        "record Registered", "record Sealed", "record SecretChecked", "record StreamOpened", "record TakenIn",
        "release Deposit by Assigned", "release Deposit by AssignedLocally", "release Deposit by Reopens",
        "release Operator by Nonce", "release Pickup by Checked", "release Pickup by Desired", "release Pickup by Reopens",
        "release ended AlreadyOpen", "release ended CoilFault", "release ended Jammed", "release ended Opened",
        "release ended ReleasedNotOpened", "release ended Unknown", "sent Ack", "sent Heartbeat", "sent Welcome",
        "sent a delta", "sent a full document", "sign-in refused LockedOut", "sign-in refused UnknownBadge",
        "sign-in refused WrongPin", "stream ended Malformed", "stream ended TooLate",
    ];

    private readonly SortedDictionary<string, long> _hits = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Hits => _hits;

    public void Hit(string name) => _hits[name] = _hits.GetValueOrDefault(name) + 1;

    /// <summary>What a cabinet put on its disk.</summary>
    public void Note(Entry entry)
    {
        if (entry.Offline) { Hit("offline"); }

        Hit($"clock {entry.ClockQuality}");
        Hit(Name(entry.Fact));
    }

    private static string Name(Fact fact) => fact switch
    {
        Fact.ReleaseIntended intent => $"release {intent.Purpose} by {intent.Authorisation.GetType().Name}",
        Fact.ReleaseEnded ended => $"release ended {ended.Result}",
        Fact.CommandRefused refused => $"order refused {refused.Reason}",
        Fact.SignInRefused refused => $"sign-in refused {refused.Reason}",
        Fact.DepositAbandoned abandoned => $"deposit abandoned {abandoned.Reason}",
        Fact.FaultRaised raised => $"fault {raised.Name}",
        Fact.FaultCleared cleared => $"cleared {cleared.Name}",
        _ => fact.GetType().Name,
    };
}
