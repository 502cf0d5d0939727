using System.Collections.Immutable;
using SmartLocker.Server.Core.Notifications;

namespace SmartLocker.Server.Core.Packets;

/// <summary>What happened to a packet (closed family); its hour and actor are in the record around it.</summary>
public abstract record PacketEvent
{
    private PacketEvent() { }

    public sealed record Opened(PacketId Id, AgencyCode Sender, AgencyCode Receiver, Secrecy Secrecy) : PacketEvent;

    public sealed record EnclosureAdded(Enclosure Enclosure) : PacketEvent;

    public sealed record Sealed(PacketSize Size, ImmutableSortedSet<PersonId> Openers) : PacketEvent;

    public sealed record Reopened(string Reason) : PacketEvent;

    /// <summary>A courier stands at a cabinet with it and got a compartment.</summary>
    public sealed record Assigned(CabinetId Cabinet, int Compartment, string Assignment, PersonId Courier) : PacketEvent;

    public sealed record Deposited(CabinetId Cabinet, int Compartment, CommandId Command) : PacketEvent;

    public sealed record DepositAbandoned(CabinetId Cabinet, int Compartment, DepositAbandonment Reason) : PacketEvent;

    /// <param name="Recipient">Nothing for a notice that goes to the agency as a whole.</param>
    public sealed record Notified(PersonId? Recipient, NoticeChannel Channel) : PacketEvent;

    /// <summary>Two persons were checked for a pickup of 密.</summary>
    public sealed record SecretChecked(CabinetId Cabinet, string Check, ImmutableSortedSet<PersonId> Persons) : PacketEvent;

    public sealed record PickedUp(
        CabinetId Cabinet, int Compartment, ImmutableSortedSet<PersonId> Persons, CommandId Command,
            SealState Seal) : PacketEvent;

    public sealed record PickupAbandoned(CabinetId Cabinet, int Compartment) : PacketEvent;

    /// <summary>A person opened the compartment, looked, and it lay there.</summary>
    public sealed record Found(CabinetId Cabinet, int Compartment) : PacketEvent;

    public sealed record Receipted(ImmutableSortedDictionary<EnclosureId, ReceiptMark> Marks) : PacketEvent;

    public sealed record ExceptionRaised(PacketException Exception) : PacketEvent;

    /// <param name="Place">Where the packet turned out to be; nothing where that was no question.</param>
    public sealed record ExceptionResolved(int Number, string Note, PacketPlace? Place) : PacketEvent;
}
