using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using SmartLocker.Firmware.Core.Journal;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>A fact as the journal and the link carry it, and back. Total both ways; what is not a fact is refused.</summary>
public static class FactWire
{
    public static V1.Fact Write(Fact fact) => fact switch
    {
        Fact.Booted f => new V1.Fact
        {
            Booted = new V1.Booted
            {
                FirmwareVersion = f.FirmwareVersion,
                ModelId = f.ModelId,
                ModelRevision = (uint)f.ModelRevision
            },
        },
        Fact.SignedIn f => new V1.Fact { SignedIn = new V1.SignedIn { PersonId = f.Person.Value, VisitId = f.VisitId } },
        Fact.SignInRefused f => new V1.Fact
        {
            SignInRefused = new V1.SignInRefused
            {
                PersonId = f.Person?.Value ?? "",
                Reason = EnumWire<SignInRefusal, V1.SignInRefusal>.Write(f.Reason),
            },
        },
        Fact.SignedOut f => new V1.Fact { SignedOut = new V1.SignedOut { VisitId = f.VisitId } },
        Fact.ReleaseIntended f => new V1.Fact { ReleaseIntended = Intended(f) },
        Fact.ReleaseEnded f => new V1.Fact
        {
            ReleaseEnded = new V1.ReleaseEnded
            {
                CommandId = f.Command.Value,
                Compartment = (uint)f.Compartment,
                Pulses = (uint)f.Pulses,
                Result = EnumWire<ReleaseResult, V1.ReleaseResult>.Write(f.Result),
            },
        },
        Fact.DoorShut f => new V1.Fact
        {
            DoorShut = new V1.DoorShut { Compartment = (uint)f.Compartment, OpenFor = Duration.FromTimeSpan(f.OpenFor) },
        },
        _ => PacketFactWire.Write(fact),
    };

    /// <exception cref="FormatException">Of no kind that this program knows, or not as it must be.</exception>
    public static Fact Read(V1.Fact wire) => wire.KindCase switch
    {
        V1.Fact.KindOneofCase.Booted =>
            new Fact.Booted(wire.Booted.FirmwareVersion, wire.Booted.ModelId, WireRead.Number(wire.Booted.ModelRevision)),
        V1.Fact.KindOneofCase.SignedIn => new Fact.SignedIn(PersonId.Parse(wire.SignedIn.PersonId), wire.SignedIn.VisitId),
        V1.Fact.KindOneofCase.SignInRefused => new Fact.SignInRefused(
            wire.SignInRefused.PersonId.Length == 0 ? null : PersonId.Parse(wire.SignInRefused.PersonId),
            EnumWire<SignInRefusal, V1.SignInRefusal>.Read(wire.SignInRefused.Reason)),
        V1.Fact.KindOneofCase.SignedOut => new Fact.SignedOut(wire.SignedOut.VisitId),
        V1.Fact.KindOneofCase.ReleaseIntended => Intended(wire.ReleaseIntended),
        V1.Fact.KindOneofCase.ReleaseEnded => new Fact.ReleaseEnded(
            CommandId.Parse(wire.ReleaseEnded.CommandId), WireRead.Number(wire.ReleaseEnded.Compartment),
            EnumWire<ReleaseResult, V1.ReleaseResult>.Read(wire.ReleaseEnded.Result), WireRead.Number(wire.ReleaseEnded.Pulses)),
        V1.Fact.KindOneofCase.DoorShut => new Fact.DoorShut(
            WireRead.Number(wire.DoorShut.Compartment), WireRead.Span(wire.DoorShut.OpenFor, "open_for")),
        _ => PacketFactWire.Read(wire),
    };

    public static byte[] ToBytes(Fact fact) => Write(fact).ToByteArray();

    /// <exception cref="FormatException">Not such bytes.</exception>
    public static Fact FromBytes(byte[] bytes)
    {
        try
        {
            return Read(V1.Fact.Parser.ParseFrom(bytes));
        }
        catch (InvalidProtocolBufferException garbled)
        {
            throw new FormatException("Not a fact.", garbled);
        }
    }

    private static V1.ReleaseIntended Intended(Fact.ReleaseIntended fact)
    {
        V1.ReleaseIntended wire = new()
        {
            CommandId = fact.Command.Value,
            Compartment = (uint)fact.Compartment,
            Purpose = EnumWire<ReleasePurpose, V1.ReleasePurpose>.Write(fact.Purpose),
            Authorisation = Write(fact.Authorisation),
            Reason = fact.Reason,
            Code = fact.Code is { } code ? Write(code) : null,
        };
        wire.PacketIds.AddRange(fact.Packets.Select(packet => packet.Value));
        wire.ActorIds.AddRange(fact.Actors.Select(actor => actor.Value));
        return wire;
    }

    private static Fact.ReleaseIntended Intended(V1.ReleaseIntended wire) => new(
        CommandId.Parse(wire.CommandId), WireRead.Number(wire.Compartment),
        EnumWire<ReleasePurpose, V1.ReleasePurpose>.Read(wire.Purpose),
        WireRead.Packets(wire.PacketIds), WireRead.Persons(wire.ActorIds),
        Read(WireRead.Present(wire.Authorisation, "authorisation")))
    {
        Reason = wire.Reason,
        Code = wire.Code is { } code ? Read(code) : null,
    };

    private static V1.SpentCode Write(SpentCode code) => new()
    {
        CodeId = code.Id,
        Number = (ulong)code.Number,
        NotBefore = Timestamp.FromDateTimeOffset(code.NotBefore),
        Expires = Timestamp.FromDateTimeOffset(code.Expires),
    };

    private static SpentCode Read(V1.SpentCode wire) => new(
        wire.CodeId, WireRead.Number(wire.Number), WireRead.Moment(wire.NotBefore, "not_before"),
        WireRead.Moment(wire.Expires, "expires"));

    private static V1.Authorisation Write(Authorisation ground) => ground switch
    {
        Authorisation.Assigned a => new V1.Authorisation { AssignmentId = a.AssignmentId },
        Authorisation.AssignedLocally a => new V1.Authorisation { LocalAssignmentId = a.AssignmentId },
        Authorisation.Desired a => new V1.Authorisation { DesiredVersion = (ulong)a.Version },
        Authorisation.Checked a => new V1.Authorisation { CheckId = a.CheckId },
        Authorisation.Nonce a => new V1.Authorisation { Nonce = a.Value },
        Authorisation.Reopens a => new V1.Authorisation { ReopensCommandId = a.Command.Value },
        _ => throw new UnreachableException(ground.ToString()),
    };

    private static Authorisation Read(V1.Authorisation wire) => wire.GroundCase switch
    {
        V1.Authorisation.GroundOneofCase.AssignmentId => new Authorisation.Assigned(wire.AssignmentId),
        V1.Authorisation.GroundOneofCase.LocalAssignmentId => new Authorisation.AssignedLocally(wire.LocalAssignmentId),
        V1.Authorisation.GroundOneofCase.DesiredVersion => new Authorisation.Desired(WireRead.Number(wire.DesiredVersion)),
        V1.Authorisation.GroundOneofCase.CheckId => new Authorisation.Checked(wire.CheckId),
        V1.Authorisation.GroundOneofCase.Nonce => new Authorisation.Nonce(wire.Nonce),
        V1.Authorisation.GroundOneofCase.ReopensCommandId => new Authorisation.Reopens(CommandId.Parse(wire.ReopensCommandId)),
        _ => throw new FormatException("A release without an authorisation."),
    };
}
