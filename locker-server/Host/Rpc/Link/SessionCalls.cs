using System.Diagnostics;
using SmartLocker.Contracts.V1;
using SmartLocker.Server.Core.Assignment;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Rpc.Wire;

namespace SmartLocker.Server.Rpc.Link;

/// <summary>Answers what a cabinet asks. "No" is an ordinary answer (CL-43).</summary>
internal sealed class SessionCalls(CabinetId cabinet, CabinetDesk desk, TimeProvider time)
{
    /// <returns>Nothing when the cabinet no longer waits (CL-40).</returns>
    /// <param name="receivedAt">The wait runs from here, however long the question stood in line.</param>
    public async Task<CabinetCallAnswer?> Answer(CabinetCall call, long epoch, long receivedAt)
    {
        string correlation = WireValue.Reference("correlation id", call.CorrelationId);
        TimeSpan wait = WireValue.Span("deadline", call.Deadline);
        CabinetQuestion question = CallWire.Read(call);
        if (time.GetElapsedTime(receivedAt) > wait) { return null; }

        CabinetCallAnswer answer = await Answer(question, epoch);
        (answer.CorrelationId, answer.Epoch) = (correlation, (ulong)epoch);
        return time.GetElapsedTime(receivedAt) <= wait ? answer : null;
    }

    private async Task<CabinetCallAnswer> Answer(CabinetQuestion question, long epoch) => question switch
    {
        CabinetQuestion.Assign { Question: var asked } => Answer(await desk.Assign(cabinet, epoch, asked)),
        CabinetQuestion.LookUp { Packet: var packet } => Answer(await desk.LookUp(cabinet, epoch, packet)),
        CabinetQuestion.CheckSecret asked => Answer(await desk.CheckSecret(cabinet, epoch, asked.Packet, asked.Persons)),
        _ => throw new UnreachableException(question.ToString()),
    };

    private static CabinetCallAnswer Answer(AssignAnswer answer) => answer switch
    {
        AssignAnswer.Assigned assigned => CallWire.Assigned(assigned),
        AssignAnswer.Refused refused => CallWire.Refused(refused.Reason, refused.OtherCabinets),
        _ => throw new UnreachableException(answer.ToString()),
    };

    private static CabinetCallAnswer Answer(LookUpOutcome outcome) => outcome switch
    {
        LookUpOutcome.Known { Packet: var packet } => CallWire.Known(packet),
        LookUpOutcome.Refused refused => CallWire.Refused(refused.Reason, refused.OtherCabinets),
        _ => throw new UnreachableException(outcome.ToString()),
    };

    private static CabinetCallAnswer Answer(SecretAnswer answer) => answer switch
    {
        SecretAnswer.Checked { Id: var check } => CallWire.SecretChecked(check),
        SecretAnswer.Refused { Reason: var reason } => CallWire.Refused(reason, []),
        _ => throw new UnreachableException(answer.ToString()),
    };
}
