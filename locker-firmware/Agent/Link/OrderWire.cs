using System.Diagnostics;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Firmware.Agent.Link;

/// <summary>The server's orders and the cabinet's answers.</summary>
internal static class OrderWire
{
    /// <exception cref="FormatException">No order that this program knows.</exception>
    public static ServerOrder Read(V1.ServerCall wire) => wire.CallCase switch
    {
        V1.ServerCall.CallOneofCase.IssueNonce => new ServerOrder.IssueNonce(),
        V1.ServerCall.CallOneofCase.Open => new ServerOrder.Open(
            CommandId.Parse(wire.Open.CommandId), wire.Open.Nonce, WireRead.Span(wire.Open.TimeToLive, "time_to_live"),
            WireRead.Number(wire.Open.Compartment), PersonId.Parse(wire.Open.OperatorId),
            wire.Open.ApproverId.Length == 0 ? null : PersonId.Parse(wire.Open.ApproverId))
        {
            Reason = Cut(wire.Open.Reason),
        },
        V1.ServerCall.CallOneofCase.SelfTest => new ServerOrder.RunSelfTest(),
        V1.ServerCall.CallOneofCase.Identify => new ServerOrder.Identify(),
        _ => throw new FormatException($"An order of no known kind ({wire.CallCase})."),
    };

    public static V1.ServerCallAnswer Write(string correlationId, OrderAnswer answer) => answer switch
    {
        OrderAnswer.Opened a => new V1.ServerCallAnswer
        {
            CorrelationId = correlationId,
            Open = new V1.OpenAnswered
            {
                CommandId = a.Command.Value,
                Result = EnumWire<ReleaseResult, V1.ReleaseResult>.Write(a.Result),
            },
        },
        OrderAnswer.OpenRefused a => new V1.ServerCallAnswer
        {
            CorrelationId = correlationId,
            Open = new V1.OpenAnswered
            {
                CommandId = a.Command.Value,
                Refused = EnumWire<CommandRefusal, V1.CommandRefusal>.Write(a.Reason),
            },
        },
        OrderAnswer.SelfTested a => new V1.ServerCallAnswer { CorrelationId = correlationId, SelfTest = Report(a) },
        OrderAnswer.Identified => new V1.ServerCallAnswer { CorrelationId = correlationId, Identified = new V1.Identified() },
        _ => throw new UnreachableException(answer.ToString()),
    };

    /// <summary>A longer reason is still an order; its beginning goes on record. No character is cut in two.</summary>
    private static string Cut(string reason) =>
        reason.Length <= Orders.ReasonMax ? reason
        : char.IsHighSurrogate(reason[Orders.ReasonMax - 1]) ? reason[..(Orders.ReasonMax - 1)]
        : reason[..Orders.ReasonMax];

    private static V1.SelfTestReport Report(OrderAnswer.SelfTested answer)
    {
        V1.SelfTestReport wire = new();
        wire.Items.AddRange(answer.Items.Select(item => new V1.SelfTestItem
        {
            Name = item.Name,
            Detail = item.Detail,
            Result = EnumWire<SelfTestResult, V1.SelfTestResult>.Write(item.Result),
        }));
        return wire;
    }
}
