using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Core.Link;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Firmware.Agent.Link;

/// <summary>The cabinet's questions and the server's answers.</summary>
internal static class CallWire
{
    public static V1.CabinetCall Write(string correlationId, TimeSpan deadline, ServerCall call)
    {
        V1.CabinetCall wire = new() { CorrelationId = correlationId, Deadline = Duration.FromTimeSpan(deadline) };
        switch (call)
        {
            case ServerCall.Assign assign:
                wire.Assign = Assign(assign);
                break;
            case ServerCall.LookUp { Packet: var packet }:
                wire.LookUp = new V1.LookUpPacket { PacketId = packet.Value };
                break;
            case ServerCall.CheckSecret check:
                wire.CheckSecret = new V1.CheckSecret { PacketId = check.Packet.Value };
                wire.CheckSecret.PersonIds.AddRange(check.Persons.Select(person => person.Value));
                break;
            case ServerCall.IssuedNonce { Nonce: var nonce }:
                wire.IssuedNonce = new V1.IssuedNonce { Nonce = nonce };
                break;
            default:
                throw new UnreachableException(call.ToString());
        }

        return wire;
    }

    /// <exception cref="FormatException">No answer that this program knows.</exception>
    public static CallAnswer Read(V1.CabinetCallAnswer wire) => wire.AnswerCase switch
    {
        V1.CabinetCallAnswer.AnswerOneofCase.Assigned => new CallAnswer.Assigned(
            wire.Assigned.AssignmentId, WireRead.Number(wire.Assigned.Compartment),
            PacketWire.Read(WireRead.Present(wire.Assigned.Packet, "packet")), wire.Assigned.Reason),
        V1.CabinetCallAnswer.AnswerOneofCase.Packet => new CallAnswer.Known(
            PacketWire.Read(WireRead.Present(wire.Packet.Packet, "packet"))),
        V1.CabinetCallAnswer.AnswerOneofCase.SecretChecked => new CallAnswer.SecretChecked(wire.SecretChecked.CheckId),
        V1.CabinetCallAnswer.AnswerOneofCase.Refused => new CallAnswer.Refused(
            EnumWire<CallRefusal, V1.CallRefusal>.Read(wire.Refused.Reason), [.. wire.Refused.OtherCabinets]),
        _ => throw new FormatException($"An answer of no known kind ({wire.AnswerCase})."),
    };

    private static V1.AssignCompartment Assign(ServerCall.Assign call)
    {
        V1.AssignCompartment wire = new()
        {
            PacketId = call.Packet.Value,
            CourierId = call.Courier.Value,
            SizeAtLeast = call.SizeAtLeast is { } size ? EnumWire<PacketSize, V1.PacketSize>.Write(size)
                : V1.PacketSize.Unspecified,
            LowDoor = call.LowDoor,
        };
        wire.Compartments.AddRange(call.Compartments.Select(report => new V1.CompartmentReport
        {
            Compartment = (uint)report.Compartment,
            Condition = EnumWire<CompartmentCondition, V1.CompartmentCondition>.Write(report.Condition),
        }));
        return wire;
    }
}
