using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Notifications;

namespace SmartLocker.Server.Core.Packets.Rules;

/// <summary>What can be asked of a packet, or reported of it (closed family).</summary>
/// <remarks>
/// Orders of people may be refused. Reports (Record…) are facts that already happened at a cabinet:
/// they are never refused; what contradicts the record is recorded and raises an exception.
/// </remarks>
public abstract record PacketCommand
{
    private PacketCommand() { }

    public sealed record Open(Actor By, PacketId Id, AgencyCode Sender, AgencyCode Receiver, Secrecy Secrecy) : PacketCommand;

    public sealed record Add(Actor By, Enclosure Enclosure) : PacketCommand;

    /// <param name="Openers">For 密: who of the receiver may open it, at least one. Must be empty for others.</param>
    public sealed record Seal(Person By, PacketSize Size, ImmutableArray<Person> Openers) : PacketCommand;

    public sealed record Reopen(Person By, string Reason) : PacketCommand;

    public sealed record Assign(PersonId Courier, CabinetId Cabinet, int Compartment, string Assignment) : PacketCommand;

    /// <param name="ReceiverCollectsHere">False where the cabinet is none of the receiver's collection cabinets.</param>
    public sealed record RecordDeposit(
        PersonId By, CabinetId Cabinet, int Compartment, CommandId Command, bool ReceiverCollectsHere) : PacketCommand;

    public sealed record RecordDepositAbandoned(
        PersonId By, CabinetId Cabinet, int Compartment, DepositAbandonment Reason) : PacketCommand;

    /// <param name="Persons">Those known to the server, of the persons the cabinet named.</param>
    public sealed record RecordPickup(PickupReport Report, ImmutableArray<Person> Persons) : PacketCommand;

    public sealed record RecordPickupAbandoned(PersonId By, CabinetId Cabinet, int Compartment) : PacketCommand;

    public sealed record RecordNotified(PersonId? Recipient, NoticeChannel Channel) : PacketCommand;

    public sealed record RecordSecretCheck(PersonId By, CabinetId Cabinet, string Check, ImmutableSortedSet<PersonId> Persons)
        : PacketCommand;

    /// <summary>The receiver's clerk confirms enclosure by enclosure; some of them or all.</summary>
    public sealed record Receipt(Person By, ImmutableSortedDictionary<EnclosureId, ReceiptMark> Marks) : PacketCommand;

    public sealed record Raise(Actor By, ExceptionReason Reason, string Detail) : PacketCommand;

    /// <summary>Somebody opened a compartment to look, and it lay there.</summary>
    public sealed record RecordFound(Person By, CabinetId Cabinet, int Compartment, string Note) : PacketCommand;

    /// <summary>Somebody opened the compartment in which it should lie, and it was not there.</summary>
    public sealed record RecordNotFound(Person By, CabinetId Cabinet, int Compartment) : PacketCommand;

    public sealed record Resolve(Person By, int Number, string Note, PacketPlace? Place) : PacketCommand;
}
