using SmartLocker.Server.Core.Fleet.Journal;
using Proto = SmartLocker.Contracts.V1;

namespace SmartLocker.Server.Rpc.Wire;

/// <summary>One fact, kind by kind.</summary>
internal static class FactWire
{
    public static CabinetFact Read(Proto.Fact fact) => fact.KindCase switch
    {
        Proto.Fact.KindOneofCase.Booted => new CabinetFact.Booted(
            WireValue.Text("firmware version", fact.Booted.FirmwareVersion),
            WireValue.Text("model", fact.Booted.ModelId), WireValue.Count("model revision", fact.Booted.ModelRevision)),
        Proto.Fact.KindOneofCase.SignedIn => new CabinetFact.SignedIn(
            WireValue.Person(fact.SignedIn.PersonId), WireValue.Reference("visit id", fact.SignedIn.VisitId)),
        Proto.Fact.KindOneofCase.SignInRefused => new CabinetFact.SignInRefused(
            PersonOrNobody(fact.SignInRefused.PersonId), WireWords.Read(fact.SignInRefused.Reason)),
        Proto.Fact.KindOneofCase.SignedOut => new CabinetFact.SignedOut(WireValue.Reference("visit id", fact.SignedOut.VisitId)),
        Proto.Fact.KindOneofCase.ReleaseIntended => Read(fact.ReleaseIntended),
        Proto.Fact.KindOneofCase.ReleaseEnded => new CabinetFact.ReleaseEnded(
            WireValue.Command(fact.ReleaseEnded.CommandId), WireValue.Compartment(fact.ReleaseEnded.Compartment),
            WireWords.Read(fact.ReleaseEnded.Result), WireValue.Count("number of pulses", fact.ReleaseEnded.Pulses)),
        Proto.Fact.KindOneofCase.DoorShut => new CabinetFact.DoorShut(
            WireValue.Compartment(fact.DoorShut.Compartment), WireValue.Span("time open", fact.DoorShut.OpenFor)),
        Proto.Fact.KindOneofCase.PacketDeposited => Read(fact.PacketDeposited),
        Proto.Fact.KindOneofCase.PacketFound => new CabinetFact.PacketFound(
            WireValue.Packet(fact.PacketFound.PacketId), WireValue.Compartment(fact.PacketFound.Compartment),
            fact.PacketFound.ReceiverAgency.Length == 0 ? null : WireValue.Agency(fact.PacketFound.ReceiverAgency),
            WireValue.Number("desired version", fact.PacketFound.DesiredVersion)),
        Proto.Fact.KindOneofCase.DepositAbandoned => Read(fact.DepositAbandoned),
        Proto.Fact.KindOneofCase.PacketPickedUp => Read(fact.PacketPickedUp),
        Proto.Fact.KindOneofCase.PickupAbandoned => Read(fact.PickupAbandoned),
        Proto.Fact.KindOneofCase.FaultRaised => new CabinetFact.FaultRaised(
            WireValue.Reference("fault name", fact.FaultRaised.Name),
            WireValue.CompartmentOrNone(fact.FaultRaised.Compartment), WireValue.Text("detail", fact.FaultRaised.Detail)),
        Proto.Fact.KindOneofCase.FaultCleared => new CabinetFact.FaultCleared(
            WireValue.Reference("fault name", fact.FaultCleared.Name),
            WireValue.CompartmentOrNone(fact.FaultCleared.Compartment)),
        Proto.Fact.KindOneofCase.CommandRefused => new CabinetFact.CommandRefused(
            WireValue.Command(fact.CommandRefused.CommandId),
            WireValue.CompartmentOrNone(fact.CommandRefused.Compartment), WireWords.Read(fact.CommandRefused.Reason)),
        Proto.Fact.KindOneofCase.LimitsAged => new CabinetFact.LimitsAged(
            WireValue.Count("number of opens", fact.LimitsAged.RemoteOpens),
            WireValue.Count("number of orders", fact.LimitsAged.OrdersOverLimit),
            WireValue.Count("number of PINs", fact.LimitsAged.WrongPins)),
        Proto.Fact.KindOneofCase.RemoteOpeningAllowed =>
            new CabinetFact.RemoteOpeningAllowed(WireValue.Person(fact.RemoteOpeningAllowed.PersonId)),
        _ => throw WireValue.Unspecified("fact of a known kind", fact.KindCase),
    };

    private static CabinetFact.ReleaseIntended Read(Proto.ReleaseIntended intended) => new(
        WireValue.Command(intended.CommandId), WireValue.Compartment(intended.Compartment), WireWords.Read(intended.Purpose),
        WireValue.Packets(intended.PacketIds), WireValue.Persons(intended.ActorIds))
    {
        Ground = Read(intended.Authorisation ?? throw new MalformedException("A release names what allowed it, got nothing.")),
        Reason = WireValue.Text("reason", intended.Reason),
        Code = intended.Code is { } code ? WireValue.Reference("code id", code.CodeId) : "",
    };

    private static ReleaseGround Read(Proto.Authorisation ground) => ground.GroundCase switch
    {
        Proto.Authorisation.GroundOneofCase.AssignmentId =>
            new ReleaseGround.Assigned(WireValue.Reference("assignment id", ground.AssignmentId)),
        Proto.Authorisation.GroundOneofCase.LocalAssignmentId =>
            new ReleaseGround.AssignedLocally(WireValue.Reference("assignment id", ground.LocalAssignmentId)),
        Proto.Authorisation.GroundOneofCase.DesiredVersion =>
            new ReleaseGround.Desired(WireValue.Number("desired version", ground.DesiredVersion)),
        Proto.Authorisation.GroundOneofCase.CheckId =>
            new ReleaseGround.Checked(WireValue.Reference("check id", ground.CheckId)),
        Proto.Authorisation.GroundOneofCase.Nonce =>
            new ReleaseGround.Nonce(WireValue.Reference("nonce", ground.Nonce)),
        Proto.Authorisation.GroundOneofCase.ReopensCommandId =>
            new ReleaseGround.Reopens(WireValue.Command(ground.ReopensCommandId)),
        _ => throw WireValue.Unspecified("ground of a known kind", ground.GroundCase),
    };

    private static CabinetFact.PacketDeposited Read(Proto.PacketDeposited deposited) => new(
        WireValue.Packet(deposited.PacketId), WireValue.Compartment(deposited.Compartment),
        WireValue.Person(deposited.ActorId), WireValue.Command(deposited.CommandId),
        deposited.ReceiverAgency.Length == 0 ? null : WireValue.Agency(deposited.ReceiverAgency));

    private static CabinetFact.DepositAbandoned Read(Proto.DepositAbandoned abandoned) => new(
        WireValue.Packet(abandoned.PacketId), WireValue.CompartmentOrNone(abandoned.Compartment),
        WireValue.Person(abandoned.ActorId), WireWords.Read(abandoned.Reason),
        abandoned.CommandId.Length == 0 ? null : WireValue.Command(abandoned.CommandId));

    private static CabinetFact.PacketPickedUp Read(Proto.PacketPickedUp pickedUp) => new(
        WireValue.Packet(pickedUp.PacketId), WireValue.Compartment(pickedUp.Compartment),
        WireValue.Persons(pickedUp.ActorIds), WireValue.Command(pickedUp.CommandId), WireWords.Read(pickedUp.Seal));

    private static CabinetFact.PickupAbandoned Read(Proto.PickupAbandoned abandoned) => new(
        WireValue.Packets(abandoned.PacketIds), WireValue.Compartment(abandoned.Compartment),
        WireValue.Persons(abandoned.ActorIds), WireValue.Command(abandoned.CommandId));

    private static PersonId? PersonOrNobody(string text) => text.Length == 0 ? null : WireValue.Person(text);
}
