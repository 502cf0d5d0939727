using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Core.Desired;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.Kit;

/// <summary>What a scripted server says to a real cabinet, and what it expects to hear.</summary>
internal static class ServerLines
{
    public const string Door = "open-1";

    public static Line SaysWelcome(
        ulong epoch = 1, ulong acked = 0, DesiredState? desired = null,
        V1.JournalStanding standing = V1.JournalStanding.Accepted) =>
        Says(new V1.ServerFrame
        {
            Welcome = new V1.Welcome
            {
                Epoch = epoch,
                AckedUpTo = acked,
                ServerTime = new Timestamp { Seconds = 1_790_000_000 },
                Desired = desired is null ? null : Wire(desired),
                Journal = standing,
            },
        });

    public static Line SaysAck(ulong upTo, ulong epoch = 1) =>
        Says(new V1.ServerFrame { Ack = new V1.Ack { UpTo = upTo, Epoch = epoch } });

    public static Line SaysDesired(DesiredState full) => Says(new V1.ServerFrame { Desired = Wire(full) });

    public static Line SaysDelta(ulong version, ulong on, Action<V1.DesiredState>? change = null)
    {
        V1.DesiredState delta = new() { Version = version, BaseVersion = on, MadeAt = new Timestamp { Seconds = 1 } };
        change?.Invoke(delta);
        return Says(new V1.ServerFrame { Desired = delta });
    }

    public static Line SaysHeartbeat(ulong epoch = 1) => Says(new V1.ServerFrame
    {
        Heartbeat = new V1.ServerHeartbeat { Epoch = epoch, ServerTime = new Timestamp { Seconds = 1_790_000_030 } },
    });

    public static Line AsksForNonce(ulong epoch = 1) => Orders(new V1.ServerCall { IssueNonce = new V1.IssueNonce() }, epoch);

    public static Line Orders(V1.ServerCall order, ulong epoch = 1)
    {
        (order.CorrelationId, order.Epoch) = ("order-1", epoch);
        return Says(new V1.ServerFrame { Call = order });
    }

    /// <summary>Opens with the nonce that the cabinet issued last, as known when the line is played.</summary>
    public static Line OrdersOpen(
        CabinetUnderTest cabinet, uint compartment, string command = Door, double ttl = 10, ulong epoch = 1,
        string? nonce = null, string approver = "") => Then(() => cabinet.Hear(new V1.ServerFrame
        {
            Call = new V1.ServerCall
            {
                CorrelationId = "order-2",
                Epoch = epoch,
                Open = new V1.OpenCompartment
                {
                    CommandId = command,
                    Nonce = nonce ?? cabinet.Nonce,
                    TimeToLive = Duration.FromTimeSpan(TimeSpan.FromSeconds(ttl)),
                    Compartment = compartment,
                    OperatorId = "operator",
                    ApproverId = approver,
                    Reason = "查看",
                },
            },
        }.ToByteArray()));

    public static Line SaysAnswer(CabinetUnderTest cabinet, V1.CabinetCallAnswer answer, ulong epoch = 1) => Then(() =>
    {
        answer.CorrelationId = cabinet.Effects.OfType<Firmware.Core.Cabinet.CabinetEffect.AskServer>().Last().CorrelationId;
        answer.Epoch = epoch;
        return cabinet.Hear(new V1.ServerFrame { Answer = answer }.ToByteArray());
    });

    public static Line Says(V1.ServerFrame frame) => new Line.Says(frame);

    public static Line HearsHello(Func<V1.Hello, bool>? fits = null) =>
        Hears("Hello", frame => frame.Hello is { } hello && (fits?.Invoke(hello) ?? true));

    public static Line HearsEntries(ulong from, ulong upTo) => Hears($"entries {from} to {upTo}", frame =>
        frame.Entries is { } batch && batch.Entries.Select(entry => entry.Sequence).SequenceEqual(
            Enumerable.Range((int)from, (int)(upTo - from) + 1).Select(sequence => (ulong)sequence)));

    public static Line HearsHeld(ulong version) => Hears($"held {version}", frame => frame.Held?.Version == version);

    public static Line HearsNonce() => Hears("IssuedNonce", frame => frame.Call?.IssuedNonce is { Nonce.Length: 32 });

    public static Line HearsQuestion(Func<V1.CabinetCall, bool>? fits = null) =>
        Hears("a question", frame => frame.Call is { } call && (fits?.Invoke(call) ?? true));

    public static Line HearsOpened(V1.ReleaseResult result, string command = Door) => Hears($"{command} {result}", frame =>
        frame.Answer?.Open is { OutcomeCase: V1.OpenAnswered.OutcomeOneofCase.Result } open
        && open.Result == result && open.CommandId == command);

    public static Line HearsRefused(V1.CommandRefusal reason, string command = Door) => Hears($"{command} {reason}", frame =>
        frame.Answer?.Open is { OutcomeCase: V1.OpenAnswered.OutcomeOneofCase.Refused } open
        && open.Refused == reason && open.CommandId == command);

    public static Line HearsAnswer(V1.ServerCallAnswer.AnswerOneofCase kind) =>
        Hears(kind.ToString(), frame => frame.Answer?.AnswerCase == kind);

    public static Line HearsHeartbeat(ulong last) =>
        Hears($"heartbeat at {last}", frame => frame.Heartbeat?.LastSequence == last);

    public static Line HearsNothing { get; } = new Line.HearsNothing();

    public static Line HangsUp(string why = "") => new Line.HearsTheEnd("", why);

    public static Line Waits(double seconds) => new Line.Waits(TimeSpan.FromSeconds(seconds));

    public static Line Then(Action happens) => Then(() =>
    {
        happens();
        return Task.CompletedTask;
    });

    public static Line Then(Func<Task> happens) => new Line.There(happens);

    private static Line.Hears Hears(string what, Func<V1.CabinetFrame, bool> fits) =>
        new Line.Hears(what, frame => frame is V1.CabinetFrame heard && fits(heard));

    private static V1.DesiredState Wire(DesiredState state) => V1.DesiredState.Parser.ParseFrom(DesiredWire.ToDocument(state));
}
