using System.Collections.Immutable;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Fleet.Desired;

/// <summary>What a cabinet's desired state is made from; more than it needs does no harm, it is filtered.</summary>
public sealed record DesiredSources
{
    public required Cabinet Cabinet { get; init; }
    public required ImmutableArray<Agency> Agencies { get; init; }
    public required ImmutableArray<Person> People { get; init; }

    /// <summary>What the document before made of the very same people, agencies and PINs; nothing when one changed.</summary>
    public ImmutableSortedDictionary<PersonId, DesiredPerson>? KnownPeople { get; init; }

    /// <summary>Of people who have a PIN.</summary>
    public required ImmutableSortedDictionary<PersonId, PinHash> Pins { get; init; }
    public required ImmutableArray<Packet> Packets { get; init; }

    /// <summary>What codes are signed with; none where this server signs none.</summary>
    public ImmutableArray<CodeKey> CodeKeys { get; init; } = [];

    /// <summary>This cabinet's alone; empty for one without, which then gets no verifiers.</summary>
    public required ImmutableArray<byte> Pepper { get; init; }
}
