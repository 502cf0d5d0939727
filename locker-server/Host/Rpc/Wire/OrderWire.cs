using Google.Protobuf.WellKnownTypes;
using SmartLocker.Server.Rpc.Orders;
using Proto = SmartLocker.Contracts.V1;

namespace SmartLocker.Server.Rpc.Wire;

/// <summary>Orders on their way to a cabinet, and its answers.</summary>
internal static class OrderWire
{
    private const int SelfTestItemsMax = 1_000;

    public static Proto.ServerCall Write(CabinetOrder order) => order switch
    {
        CabinetOrder.IssueNonce => new Proto.ServerCall { IssueNonce = new Proto.IssueNonce() },
        CabinetOrder.Open open => new Proto.ServerCall
        {
            Open = new Proto.OpenCompartment
            {
                CommandId = open.Command.Value,
                Nonce = open.Nonce,
                TimeToLive = open.TimeToLive.ToDuration(),
                Compartment = (uint)open.Wish.Compartment,
                OperatorId = open.Wish.Operator.Value,
                ApproverId = open.Wish.Approver?.Value ?? "",
                Reason = open.Wish.Reason,
            },
        },
        CabinetOrder.RunSelfTest => new Proto.ServerCall { SelfTest = new Proto.RunSelfTest() },
        CabinetOrder.Identify => new Proto.ServerCall { Identify = new Proto.Identify() },
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, null),
    };

    public static OrderOutcome Read(Proto.ServerCallAnswer answer) => answer.AnswerCase switch
    {
        Proto.ServerCallAnswer.AnswerOneofCase.Open => Read(answer.Open),
        Proto.ServerCallAnswer.AnswerOneofCase.SelfTest => new OrderOutcome.SelfTested(
            [.. answer.SelfTest.Items.Take(SelfTestItemsMax).Select(Read)]),
        Proto.ServerCallAnswer.AnswerOneofCase.Identified => new OrderOutcome.Identified(),
        _ => throw WireValue.Unspecified("answer of a known kind", answer.AnswerCase),
    };

    private static OrderOutcome Read(Proto.OpenAnswered open) => open.OutcomeCase switch
    {
        Proto.OpenAnswered.OutcomeOneofCase.Result => new OrderOutcome.Ended(WireWords.Read(open.Result)),
        Proto.OpenAnswered.OutcomeOneofCase.Refused => new OrderOutcome.Refused(WireWords.Read(open.Refused)),
        _ => throw WireValue.Unspecified("result or refusal", open.OutcomeCase),
    };

    private static SelfTestItem Read(Proto.SelfTestItem item) => new(
        WireValue.Text("name", item.Name),
        item.Result switch
        {
            Proto.SelfTestResult.Passed => SelfTestResult.Passed,
            Proto.SelfTestResult.Failed => SelfTestResult.Failed,
            Proto.SelfTestResult.NotRun => SelfTestResult.NotRun,
            _ => throw WireValue.Unspecified("result of a self-test", item.Result),
        },
        WireValue.Text("detail", item.Detail));
}
