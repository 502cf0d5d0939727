using System.Collections.Immutable;

namespace SmartLocker.Server.Core.Fleet.Desired;

/// <summary>What a cabinet is to know: one versioned document, full of what this cabinet needs and nothing else.</summary>
public sealed record DesiredState
{
    /// <summary>Grows with every change; 0 is held by a cabinet that has none.</summary>
    public required long Version { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required ImmutableSortedDictionary<PersonId, DesiredPerson> People { get; init; }

    public required ImmutableSortedDictionary<PacketId, ExpectedPacket> Packets { get; init; }

    public required ImmutableSortedDictionary<int, CompartmentSetting> Compartments { get; init; }

    public required CabinetSettings Settings { get; init; }

    /// <summary>Nothing where this server signs no codes.</summary>
    public CodeSettings? Codes { get; init; }
}
