using System.Collections.Immutable;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Features.Fleet;

/// <summary>What a desired state was made from: while these are the very same, so is what comes of them.</summary>
/// <param name="Packets">In the order in which the store gave them.</param>
internal sealed record DesiredIngredients(
    Cabinet Cabinet, OrganisationBook Organisation, ImmutableArray<Packet> Packets, ImmutableArray<byte> Pepper)
{
    /// <summary>Of the document that came of them.</summary>
    public long Version { get; init; }

    /// <remarks>
    /// By reference: a state is kept in memory as it was made durable, and most of what a cabinet tells leaves its settings and
    /// compartments alone. What was read anew from the disk differs by reference and is compared the long way.
    /// </remarks>
    public bool Same(DesiredIngredients now, long newest) =>
        SamePeople(now, newest)
        && CabinetAsTold.Of(Cabinet) == CabinetAsTold.Of(now.Cabinet)
        && Packets.Length == now.Packets.Length
        && Packets.Zip(now.Packets).All(pair => ReferenceEquals(pair.First, pair.Second));

    /// <summary>Whatever the people of a document, their agencies and the verifiers of their PINs are made from.</summary>
    public bool SamePeople(DesiredIngredients now, long newest) =>
        Version == newest
        && ReferenceEquals(Organisation.Reading, now.Organisation.Reading)
        && Pepper.AsSpan().SequenceEqual(now.Pepper.AsSpan());
}

/// <summary>What of a cabinet's own record is in its document.</summary>
internal readonly record struct CabinetAsTold(
    CabinetSettings Settings, ImmutableSortedDictionary<int, Compartment> Compartments,
    ImmutableSortedDictionary<PacketId, long> Codes, long CodesRevokedUpTo)
{
    public static CabinetAsTold Of(Cabinet cabinet) =>
        new(cabinet.Settings, cabinet.Compartments, cabinet.Codes, cabinet.CodesRevokedUpTo);
}
