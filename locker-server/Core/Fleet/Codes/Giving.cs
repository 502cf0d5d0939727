using SmartLocker.Codes;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Fleet.Codes;

/// <summary>docs/rules.md R-21: a person of the receiver gets a code for a packet that may be collected.</summary>
/// <remarks>A code widens nobody's rights: the cabinet lets out what it would let out to that badge and PIN.</remarks>
public static class Giving
{
    /// <summary>A cabinet's clock may be slower than ours by so much, and its person stands there at once.</summary>
    public static readonly TimeSpan ClockError = TimeSpan.FromMinutes(5);

    /// <summary>Whom the cabinet would let open it: known there, and of the receiver.</summary>
    public static bool MayHave(Packet packet, Person person) =>
        person.Badge is not null && (packet.IsConfidential
            ? person.Active && person.StaffOf.Contains(packet.Receiver)
            : Rights.MayCarryFor(person, packet.Receiver));

    /// <param name="id">128 random bits as 32 hexadecimal characters.</param>
    public static GivingOutcome Give(Cabinet cabinet, Packet packet, Person to, string id, DateTimeOffset now)
    {
        if (packet.Place is not PacketPlace.InCompartment { Compartment: var door } place || place.Cabinet != cabinet.Id
            || packet.Stage is not PacketStage.Deposited)
        {
            return new GivingOutcome.NotCollectable();
        }

        if (!MayHave(packet, to)) { return new GivingOutcome.NotAllowed(); }

        DateTimeOffset from = DateTimeOffset.FromUnixTimeSeconds((now - ClockError).ToUnixTimeSeconds()); // As a code counts.
        PickupCode code = new(
            id, cabinet.Id, door, packet.Id, [to.Id], packet.IsConfidential ? CodePolicy.TwoPersons : CodePolicy.Pin,
            cabinet.CodesGiven + 1, from, from + PickupCode.LifeMax);
        CabinetEvent given = new CabinetEvent.CodeGiven(packet.Id, door, to.Id, id, code.Number, code.Expires);
        return new GivingOutcome.Given(code, new Recorded<CabinetEvent>(now, Actor.Person(to.Id), given));
    }
}

public abstract record GivingOutcome
{
    private GivingOutcome() { }

    public sealed record Given(PickupCode Code, Recorded<CabinetEvent> Happened) : GivingOutcome;
    public sealed record NotCollectable : GivingOutcome;
    public sealed record NotAllowed : GivingOutcome;
}
