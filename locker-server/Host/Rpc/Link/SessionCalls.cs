using System.Diagnostics;
using SmartLocker.Contracts.V1;
using SmartLocker.Server.Core.Assignment;
using SmartLocker.Server.Rpc.Wire;

namespace SmartLocker.Server.Rpc.Link;

/// <summary>Answers what a cabinet asks. "No" is an ordinary answer (CL-43).</summary>
internal sealed class SessionCalls(CabinetId cabinet, ILinkDesk desk, TimeProvider time, Func<string> newId)
{
    /// <returns>Nothing when the cabinet no longer waits (CL-40).</returns>
    public async Task<CabinetCallAnswer?> Answer(CabinetCall call, long epoch)
    {
        string correlation = WireValue.Reference("correlation id", call.CorrelationId);
        TimeSpan wait = WireValue.Span("deadline", call.Deadline);
        long askedAt = time.GetTimestamp();

        CabinetCallAnswer answer = await Answer(CallWire.Read(call, newId()), epoch, time.GetUtcNow());
        (answer.CorrelationId, answer.Epoch) = (correlation, (ulong)epoch);
        return time.GetElapsedTime(askedAt) <= wait ? answer : null;
    }

    private async Task<CabinetCallAnswer> Answer(CabinetQuestion question, long epoch, DateTimeOffset now) => question switch
    {
        CabinetQuestion.Assign { Request: var request } => Answer(await desk.Assign(cabinet, epoch, request, now)),
        CabinetQuestion.LookUp { Packet: var packet } => Answer(await desk.LookUp(cabinet, packet, now)),
        CabinetQuestion.CheckSecret asked => await Answer(asked, now),
        _ => throw new UnreachableException(question.ToString()),
    };

    private static CabinetCallAnswer Answer(AssignAnswer answer) => answer switch
    {
        { Outcome: AssignOutcome.Assigned assigned, Packet: { } packet } => CallWire.Assigned(assigned, packet),
        { Outcome: AssignOutcome.Refused refused } => CallWire.Refused(refused.Reason, refused.OtherCabinets),
        _ => throw new UnreachableException(answer.ToString()),
    };

    private static CabinetCallAnswer Answer(LookUpOutcome outcome) => outcome switch
    {
        LookUpOutcome.Known { Packet: var packet } => CallWire.Known(packet),
        LookUpOutcome.Refused refused => CallWire.Refused(refused.Reason, refused.OtherCabinets),
        _ => throw new UnreachableException(outcome.ToString()),
    };

    private async Task<CabinetCallAnswer> Answer(CabinetQuestion.CheckSecret asked, DateTimeOffset now)
    {
        SecretQuestion question = new(asked.Packet, asked.Persons, newId());
        return await desk.CheckSecret(cabinet, question, now) is { } refusal
            ? CallWire.Refused(refusal, [])
            : CallWire.SecretChecked(question.Check);
    }
}
