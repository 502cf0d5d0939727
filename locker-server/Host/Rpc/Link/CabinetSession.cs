using System.Collections.Immutable;
using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using SmartLocker.Contracts.V1;
using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Server.Rpc.Wire;
using Hello = SmartLocker.Server.Core.Fleet.Streams.Hello;

namespace SmartLocker.Server.Rpc.Link;

/// <summary>One stream of one cabinet: what comes in, one after the other, and what goes out because of it.</summary>
/// <remarks>
/// No sockets, no clock of its own, no rule about packets: it keeps the order of Cabinet Link (docs/cabinet-link.md) and asks the
/// desk. Not thread-safe: one loop feeds it.
/// </remarks>
internal sealed class CabinetSession(CabinetId cabinet, LinkDesks desks, TimeProvider time)
{
    public const uint ProtocolVersion = 1;

    /// <summary>CL-10.</summary>
    public static readonly TimeSpan HelloMax = TimeSpan.FromSeconds(10);

    /// <summary>CL-60.</summary>
    public static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(30);

    /// <summary>CL-60: with a look every 5 s a dead path shows within 90 s.</summary>
    public static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(75);

    private readonly OpenOrders _orders = new();
    private readonly SessionCalls _calls = new(cabinet, desks.Cabinets, time);
    private readonly DesiredFeed _desired = new(desks.Desired, cabinet, time);
    private JournalId _journal;
    private bool _quarantined;

    /// <summary>
    /// CL-29: what it said of its journal is believed when it speaks again. Until then nobody knows who that is, and nothing is
    /// told to it or ordered (CL-89).
    /// </summary>
    private Hello? _doubted;
    private long _heardAt = time.GetTimestamp();
    private long _beatAt = time.GetTimestamp();

    /// <summary>Nothing before the welcome; then what is known of the cabinet, newest first.</summary>
    public LiveCabinet? Live { get; private set; }

    private bool IsBelieved => Live is not null && _doubted is null;

    /// <summary>Takes one input. After a step with an end nothing more may be given to it.</summary>
    public async Task<SessionStep> Handle(SessionInput input)
    {
        SessionStep step;
        try
        {
            step = input switch
            {
                SessionInput.Came came => await Take(came.Frame, came.At ?? time.GetTimestamp()),
                SessionInput.Tick => await Tick(),
                SessionInput.Changed => IsBelieved ? Send(await _desired.Changed()) : SessionStep.Nothing,
                SessionInput.Ordered { Order: var order } => Send(order),
                SessionInput.Close { End: var end } => new SessionStep([], end),
                _ => throw new UnreachableException(input.ToString()),
            };
        }
        catch (MalformedException malformed)
        {
            step = SessionStep.Ends(RpcProblem.Malformed, malformed.Message);
        }

        if (step.End is not null) { End(); }
        return step;
    }

    /// <summary>The stream is gone, whoever ended it: what waits for an answer gets none.</summary>
    public void End() => _orders.EndAll();

    private async Task<SessionStep> Take(CabinetFrame frame, long receivedAt)
    {
        _heardAt = time.GetTimestamp();
        if (Live is null)
        {
            return frame.FrameCase == CabinetFrame.FrameOneofCase.Hello
                ? await Greet(frame.Hello)
                : throw new MalformedException($"Expected Hello first, got {frame.FrameCase}.");
        }

        SessionStep late = SessionStep.Nothing;
        if (_doubted is { } doubted && frame.FrameCase != CabinetFrame.FrameOneofCase.Hello)
        {
            if (!await desks.Cabinets.Confirm(cabinet, Live.Epoch, doubted)) { return TakenOver(); }

            _doubted = null;
            late = Send(await _desired.Begin(HeldOf(doubted)));
        }

        Live = Live with { HeardAt = time.GetUtcNow() };
        SessionStep step = await Follow(frame, Live, receivedAt);
        return late.Send.IsEmpty ? step : step with { Send = [.. late.Send, .. step.Send] };
    }

    private async Task<SessionStep> Follow(CabinetFrame frame, LiveCabinet live, long receivedAt) =>
        frame.FrameCase switch
        {
            CabinetFrame.FrameOneofCase.Entries => await Apply(frame.Entries),
            CabinetFrame.FrameOneofCase.Call => await Answer(frame.Call, receivedAt),
            CabinetFrame.FrameOneofCase.Answer => Answered(frame.Answer),
            CabinetFrame.FrameOneofCase.Held =>
                Send(await _desired.Held(WireValue.Number("desired version", frame.Held.Version))),
            CabinetFrame.FrameOneofCase.Telemetry => Heard(TelemetryWire.Read(frame.Telemetry, live)),
            CabinetFrame.FrameOneofCase.Heartbeat => Heard(TelemetryWire.Read(frame.Heartbeat, live)),
            CabinetFrame.FrameOneofCase.Hello => throw new MalformedException("Expected one Hello, got another."),

            // A newer cabinet may say what this server does not know (CL-80).
            _ => SessionStep.Nothing,
        };

    private async Task<SessionStep> Greet(Contracts.V1.Hello message)
    {
        if (message.ProtocolVersion != ProtocolVersion)
        {
            return SessionStep.Ends(
                RpcProblem.NotNow, $"This server speaks version {ProtocolVersion}, got {message.ProtocolVersion}.");
        }

        Hello hello = CallWire.Read(message);
        DateTimeOffset now = time.GetUtcNow();
        if (await desks.Cabinets.Greet(cabinet, hello) is not { } welcome)
        {
            return SessionStep.Ends(RpcProblem.NotNow, $"Cabinet {cabinet} is not registered.");
        }

        _journal = hello.Journal;
        _quarantined = welcome.Quarantined is not null;
        _doubted = _quarantined ? hello : null;
        Live = new LiveCabinet(cabinet, welcome.Epoch, now) { HeardAt = now, LastSequence = hello.LastSequence };
        DesiredChange? desired = _doubted is null ? await _desired.Begin(HeldOf(hello)) : null;
        return SessionStep.Of(new ServerFrame
        {
            Welcome = new Contracts.V1.Welcome
            {
                Epoch = (ulong)welcome.Epoch,
                AckedUpTo = (ulong)welcome.AckedUpTo,
                ServerTime = now.ToTimestamp(),
                Desired = desired is null ? null : DesiredWire.Write(desired),
                Journal = _quarantined ? JournalStanding.Quarantined : JournalStanding.Accepted,
            },
        });
    }

    /// <summary>What a cabinet holds beside a journal that is not its own may be another cabinet's document.</summary>
    private HeldDesired HeldOf(Hello hello) =>
        hello.DesiredVersionHeld == 0 ? HeldDesired.None
        : _quarantined || hello.DesiredMadeAt is not { } made ? HeldDesired.Strange(hello.DesiredVersionHeld)
        : new HeldDesired(hello.DesiredVersionHeld, made);

    private async Task<SessionStep> Apply(EntryBatch batch)
    {
        ImmutableArray<CabinetEntry> entries = EntryWire.Read(batch, _journal);
        return await desks.Journals.Take(cabinet, Live!.Epoch, entries) switch
        {
            JournalAnswer.Acked { UpTo: var upTo } => Acked(upTo),
            JournalAnswer.Fenced => TakenOver(),

            // Told at the welcome already, or now to be told by the next one (CL-26).
            JournalAnswer.Quarantined when _quarantined => SessionStep.Nothing,
            JournalAnswer.Quarantined { Reason: var reason } =>
                SessionStep.Ends(RpcProblem.TakenOver, $"The journal is quarantined ({reason}). Connect again."),
            var outcome => throw new UnreachableException(outcome.ToString()),
        };
    }

    private async Task<SessionStep> Answer(CabinetCall call, long receivedAt)
    {
        if (call.CallCase == CabinetCall.CallOneofCase.IssuedNonce)
        {
            _orders.Issued(WireValue.Reference("nonce", call.IssuedNonce.Nonce));
            return SessionStep.Nothing;
        }

        CabinetCallAnswer? answer = await _calls.Answer(call, Live!.Epoch, receivedAt);
        return answer is null ? SessionStep.Nothing : SessionStep.Of(new ServerFrame { Answer = answer });
    }

    private SessionStep Answered(ServerCallAnswer answer)
    {
        _orders.Answered(answer.CorrelationId, OrderWire.Read(answer));
        return SessionStep.Nothing;
    }

    private SessionStep Heard(LiveCabinet live)
    {
        Live = live;
        return SessionStep.Nothing;
    }

    private async Task<SessionStep> Tick()
    {
        TimeSpan silent = time.GetElapsedTime(_heardAt);
        if (Live is null)
        {
            return silent < HelloMax ? SessionStep.Nothing : SessionStep.Ends(RpcProblem.TooLate, "Expected Hello within 10 s.");
        }

        if (silent >= SilenceMax) { return SessionStep.Ends(RpcProblem.TooLate, "Nothing was heard for 75 s."); }

        SessionStep step = IsBelieved ? Send(await _desired.Tick()) : SessionStep.Nothing;
        if (time.GetElapsedTime(_beatAt) < HeartbeatEvery) { return step; }

        _beatAt = time.GetTimestamp();
        ServerHeartbeat beat = new() { ServerTime = time.GetUtcNow().ToTimestamp(), Epoch = (ulong)Live.Epoch };
        return SessionStep.Of([.. step.Send, new ServerFrame { Heartbeat = beat }]);
    }

    private SessionStep Send(PendingOrder order)
    {
        if (Live is null || _doubted is not null || !_orders.Add(order))
        {
            order.End(new OrderOutcome.Offline());
            return SessionStep.Nothing;
        }

        ServerCall call = OrderWire.Write(order.Order);
        (call.CorrelationId, call.Epoch) = (order.Correlation, (ulong)Live.Epoch);
        return SessionStep.Of(new ServerFrame { Call = call });
    }

    private static SessionStep Send(DesiredChange? change) =>
        change is null ? SessionStep.Nothing : SessionStep.Of(new ServerFrame { Desired = DesiredWire.Write(change) });

    private SessionStep Acked(long upTo) =>
        SessionStep.Of(new ServerFrame { Ack = new Ack { UpTo = (ulong)upTo, Epoch = (ulong)Live!.Epoch } });

    private static SessionStep TakenOver() =>
        SessionStep.Ends(RpcProblem.TakenOver, "A newer stream of this cabinet took over.");
}
