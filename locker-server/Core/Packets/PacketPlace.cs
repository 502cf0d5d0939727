using System.Collections.Immutable;

namespace SmartLocker.Server.Core.Packets;

/// <summary>Where a packet is. It is in exactly one place at any time (closed family).</summary>
public abstract record PacketPlace
{
    private PacketPlace() { }

    /// <summary>At the sender's registry.</summary>
    public sealed record AtOrigin : PacketPlace;

    public sealed record WithCourier(PersonId Courier) : PacketPlace;

    public sealed record InCompartment(CabinetId Cabinet, int Compartment) : PacketPlace;

    /// <summary>Taken out by these persons.</summary>
    public sealed record HandedOver(ImmutableSortedSet<PersonId> Persons) : PacketPlace;

    /// <summary>Nobody can say for certain; a person must look.</summary>
    public sealed record InException(ExceptionReason Reason) : PacketPlace;
}
