using System.Collections.Immutable;

namespace SmartLocker.Firmware.Core.Desired;

/// <summary>What the server wants this cabinet to know: one versioned document, replaced or changed by deltas.</summary>
public sealed record DesiredState(
    long Version,
    DateTimeOffset MadeAt,
    ImmutableSortedDictionary<PersonId, CabinetPerson> People,
    ImmutableSortedDictionary<PacketId, ExpectedPacket> Packets,
    ImmutableSortedDictionary<int, CompartmentSetting> Compartments,
    CabinetSettings Settings)
{
    /// <summary>Null: no code is taken here.</summary>
    public CodeSettings? Codes { get; init; }

    public static DesiredState Empty { get; } = new(
        0, DateTimeOffset.UnixEpoch, ImmutableSortedDictionary<PersonId, CabinetPerson>.Empty,
        ImmutableSortedDictionary<PacketId, ExpectedPacket>.Empty, ImmutableSortedDictionary<int, CompartmentSetting>.Empty,
        CabinetSettings.Default);
}

/// <summary>A new full document, or what changes one given version into the next.</summary>
public abstract record DesiredChange
{
    private DesiredChange() { }

    public sealed record Full(DesiredState State) : DesiredChange;

    public sealed record Delta(
        long Version, long BaseVersion, DateTimeOffset MadeAt,
        ImmutableArray<CabinetPerson> People, ImmutableArray<PersonId> RemovedPeople,
        ImmutableArray<ExpectedPacket> Packets, ImmutableArray<PacketId> RemovedPackets,
        ImmutableArray<CompartmentSetting>? Compartments, CabinetSettings? Settings) : DesiredChange
    {
        /// <summary>Read only beside <see cref="Settings"/>.</summary>
        public CodeSettings? Codes { get; init; }
    }
}

/// <summary>Somebody who uses this cabinet, with what is needed to recognise them here and nowhere else.</summary>
public sealed record CabinetPerson(
    PersonId Id, string Name, BadgeNumber Badge, PinVerifier Pin,
    ImmutableSortedSet<AgencyCode> Agencies, ImmutableSortedSet<AgencyCode> TwoPersonAgencies)
{
    /// <summary>May end a block of opening from afar.</summary>
    public bool MayService { get; init; }
}

/// <summary>
/// HMAC-SHA-256(pepper of the cabinet, PBKDF2-SHA-256(PIN, salt, iterations)): checks a PIN without holding it.
/// </summary>
public sealed record PinVerifier(ImmutableArray<byte> Salt, int Iterations, ImmutableArray<byte> Verifier);

public sealed record ExpectedPacket(
    PacketId Id, AgencyCode Sender, AgencyCode Receiver, PacketSize Size, Urgency Urgency, PickupPolicy Policy,
    ImmutableSortedSet<PersonId> Openers, DateTimeOffset SealedAt, PacketStanding Standing)
{
    /// <summary>Whether it may share its compartment; alone unless the server says otherwise.</summary>
    public PacketSharing Sharing { get; init; }

    /// <summary>Of the newest one-time code given out for it; an older one is worthless. 0: none.</summary>
    public long CodeNumber { get; init; }

    /// <summary>The compartment in which a person who looked found it; null where the cabinet's own facts say it all.</summary>
    public int? FoundIn { get; init; }
}

/// <summary>Two persons: both of the receiving agency, one of them a named opener, after a fresh check.</summary>
public enum PickupPolicy { OnePerson, TwoPersons }

/// <summary>Alone: 密, or its agency forbids that anything is laid beside it (docs/rules.md R-11).</summary>
public enum PacketSharing { Alone, WithReceiversOwn }

/// <summary>Where the server believes a packet to be.</summary>
public enum PacketStanding { Sealed, Deposited, Held }

public sealed record CompartmentSetting(int Compartment, AgencyCode? FixedAgency, string? OutOfServiceReason)
{
    /// <summary>
    /// A person looked and put the contents on record; that record knows this cabinet's journal up to here. 0: never.
    /// </summary>
    public long SettledUpTo { get; init; }

    /// <summary>What lies here as well, and is none of <see cref="DesiredState.Packets"/>.</summary>
    public ImmutableArray<PacketId> Unlisted { get; init; } = [];
}

public sealed record CabinetSettings(
    string DisplayName, TimeSpan VisitIdleMax, TimeSpan FreshFor, TimeSpan AssignWaitMax,
    int SignInFailuresMax, TimeSpan SignInLockOut, int ReserveThreshold)
{
    public static CabinetSettings Default { get; } = new(
        "", TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(1), 5, TimeSpan.FromMinutes(15), 0);
}
