using System.Collections.Immutable;
using SmartLocker.Server.Core.Assignment;
using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Core.Fleet.Streams;
using SmartLocker.Server.Features.Fleet;
using Proto = SmartLocker.Contracts.V1;

namespace SmartLocker.Server.Rpc.Wire;

/// <summary>How a cabinet introduces itself, what it asks, and what it is answered.</summary>
internal static class CallWire
{
    /// <summary>The largest model has 60 doors; a report names each once.</summary>
    private const int CompartmentsMax = 1_000;

    public static Hello Read(Proto.Hello hello) => new()
    {
        Journal = WireValue.Journal(hello.JournalId),
        LastSequence = WireValue.Number("last sequence", hello.LastSequence),
        LastHash = hello is { LastSequence: 0, LastHash.IsEmpty: true } ? default : WireValue.Hash("last hash", hello.LastHash),
        DesiredVersionHeld = WireValue.Number("desired version", hello.DesiredVersionHeld),
        DesiredMadeAt = hello.DesiredMadeAt is null ? null : WireValue.Hour("desired made at", hello.DesiredMadeAt),
        ModelId = WireValue.Text("model", hello.ModelId),
        ModelRevision = WireValue.Count("model revision", hello.ModelRevision),
        FirmwareVersion = WireValue.Text("firmware version", hello.FirmwareVersion),
        Boot = WireValue.Reference("boot id", hello.BootId),
        HighestEpochSeen = WireValue.Number("epoch", hello.HighestEpochSeen),
        FirstSequence = WireValue.Number("first sequence", hello.FirstSequence),
    };

    public static CabinetQuestion Read(Proto.CabinetCall call) => call.CallCase switch
    {
        Proto.CabinetCall.CallOneofCase.Assign => new CabinetQuestion.Assign(new AssignQuestion(
            WireValue.Packet(call.Assign.PacketId), WireValue.Person(call.Assign.CourierId),
            WireWords.Read(call.Assign.SizeAtLeast), call.Assign.LowDoor, Read(call.Assign.Compartments))),
        Proto.CabinetCall.CallOneofCase.LookUp => new CabinetQuestion.LookUp(WireValue.Packet(call.LookUp.PacketId)),
        Proto.CabinetCall.CallOneofCase.CheckSecret => new CabinetQuestion.CheckSecret(
            WireValue.Packet(call.CheckSecret.PacketId), WireValue.Persons(call.CheckSecret.PersonIds)),
        _ => throw WireValue.Unspecified("question of a known kind", call.CallCase),
    };

    public static Proto.CabinetCallAnswer Assigned(AssignAnswer.Assigned assigned) => new()
    {
        Assigned = new Proto.CompartmentAssigned
        {
            AssignmentId = assigned.Id,
            Compartment = (uint)assigned.Compartment,
            Packet = DesiredWire.Write(assigned.Packet),
            Reason = assigned.Why.ToString(),
        },
    };

    public static Proto.CabinetCallAnswer Known(ExpectedPacket packet) =>
        new() { Packet = new Proto.PacketKnown { Packet = DesiredWire.Write(packet) } };

    public static Proto.CabinetCallAnswer SecretChecked(string check) =>
        new() { SecretChecked = new Proto.SecretChecked { CheckId = check } };

    public static Proto.CabinetCallAnswer Refused(CallRefusal reason, ImmutableArray<CabinetId> others) => new()
    {
        Refused = new Proto.CallRefused
        {
            Reason = Write(reason),
            OtherCabinets = { others.Select(cabinet => cabinet.Value) },
        },
    };

    private static ImmutableSortedDictionary<int, CompartmentCondition> Read(IEnumerable<Proto.CompartmentReport> reports)
    {
        ImmutableSortedDictionary<int, CompartmentCondition>.Builder read =
            ImmutableSortedDictionary.CreateBuilder<int, CompartmentCondition>();
        foreach (Proto.CompartmentReport report in reports)
        {
            if (read.Count == CompartmentsMax) { throw new MalformedException($"At most {CompartmentsMax} compartments."); }
            if (!read.TryAdd(WireValue.Compartment(report.Compartment), Read(report.Condition)))
            {
                throw new MalformedException($"Compartment {report.Compartment} is reported twice.");
            }
        }

        return read.ToImmutable();
    }

    private static CompartmentCondition Read(Proto.CompartmentCondition word) => word switch
    {
        Proto.CompartmentCondition.Vacant => CompartmentCondition.Vacant,
        Proto.CompartmentCondition.Occupied => CompartmentCondition.Occupied,
        Proto.CompartmentCondition.Busy => CompartmentCondition.Busy,
        Proto.CompartmentCondition.OutOfService => CompartmentCondition.OutOfService,
        Proto.CompartmentCondition.Refused => CompartmentCondition.Refused,
        _ => throw WireValue.Unspecified("condition of a compartment", word),
    };

    private static Proto.CallRefusal Write(CallRefusal reason) => reason switch
    {
        CallRefusal.UnknownPacket => Proto.CallRefusal.UnknownPacket,
        CallRefusal.NotSealed => Proto.CallRefusal.NotSealed,
        CallRefusal.NotYourPacket => Proto.CallRefusal.NotYourPacket,
        CallRefusal.NoRoom => Proto.CallRefusal.NoRoom,
        CallRefusal.NotCollectedHere => Proto.CallRefusal.NotCollectedHere,
        CallRefusal.NotAllowed => Proto.CallRefusal.NotAllowed,
        CallRefusal.Fenced => Proto.CallRefusal.Fenced,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
