using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.Kit;

/// <summary>What a scripted cabinet says to the real server, and what it expects to hear.</summary>
internal static class CabinetLines
{
    /// <summary>When the scripts begin, and their first document is made.</summary>
    private static readonly Timestamp Begin = new DateTimeOffset(2026, 10, 2, 0, 0, 0, TimeSpan.Zero).ToTimestamp();

    public static Line SaysHello(ulong last = 0, ulong held = 0, ulong epochSeen = 0, Action<V1.Hello>? change = null)
    {
        V1.Hello hello = new()
        {
            ProtocolVersion = 1,
            JournalId = ScriptedJournal.Known,
            LastSequence = last,
            LastHash = ByteString.CopyFrom(new byte[32]),
            DesiredVersionHeld = held,
            DesiredMadeAt = held == 0 ? null : Begin,
            ModelId = "SDL-24-CH",
            ModelRevision = 1,
            FirmwareVersion = "1.0",
            BootId = "boot-1",
            HighestEpochSeen = epochSeen,
        };
        change?.Invoke(hello);
        return Says(new V1.CabinetFrame { Hello = hello });
    }

    public static Line SaysEntries(params V1.Entry[] entries) =>
        Says(new V1.CabinetFrame { Entries = new V1.EntryBatch { Entries = { entries } } });

    public static Line SaysHeld(ulong version) =>
        Says(new V1.CabinetFrame { Held = new V1.DesiredStateHeld { Version = version } });

    public static Line SaysHeartbeat(ulong last, params uint[] open) => Says(new V1.CabinetFrame
    {
        Heartbeat = new V1.CabinetHeartbeat { LastSequence = last, OpenCompartments = { open } },
    });

    public static Line Asks(V1.CabinetCall call, double wait = 1, string correlation = "call-1") =>
        Says(Question(call, wait, correlation));

    public static V1.CabinetFrame Question(V1.CabinetCall call, double wait = 1, string correlation = "call-1")
    {
        (call.CorrelationId, call.Deadline) = (correlation, Duration.FromTimeSpan(TimeSpan.FromSeconds(wait)));
        return new V1.CabinetFrame { Call = call };
    }

    public static V1.CabinetCall LookUp(PacketId packet) => new() { LookUp = new V1.LookUpPacket { PacketId = packet.Value } };

    /// <summary>All doors are shut and vacant, but for those that the courier refused.</summary>
    public static V1.CabinetCall Assign(PacketId packet, PersonId courier, params uint[] refused) => new()
    {
        Assign = new V1.AssignCompartment
        {
            PacketId = packet.Value,
            CourierId = courier.Value,
            Compartments =
            {
                Enumerable.Range(1, 24).Select(door => new V1.CompartmentReport
                {
                    Compartment = (uint)door,
                    Condition = refused.Contains((uint)door)
                        ? V1.CompartmentCondition.Refused
                        : V1.CompartmentCondition.Vacant,
                }),
            },
        },
    };

    public static Line SaysNonce(string nonce) => Asks(new V1.CabinetCall { IssuedNonce = new V1.IssuedNonce { Nonce = nonce } });

    public static Line Says(V1.CabinetFrame frame) => new Line.Says(frame);

    public static Line HearsWelcome(ulong epoch, Func<V1.Welcome, bool>? fits = null) => Hears(
        $"Welcome {epoch}", frame => frame.Welcome is { } welcome && welcome.Epoch == epoch && (fits?.Invoke(welcome) ?? true));

    public static Line HearsAck(ulong upTo, ulong epoch = 1) =>
        Hears($"Ack {upTo}", frame => frame.Ack?.UpTo == upTo && frame.Ack.Epoch == epoch);

    public static Line HearsDesired(Func<V1.DesiredState, bool> fits, string what = "desired state") =>
        Hears(what, frame => frame.Desired is { } desired && fits(desired));

    public static Line HearsAnswer(Func<V1.CabinetCallAnswer, bool> fits, string correlation = "call-1") => Hears(
        $"the answer to {correlation}", frame =>
            frame.Answer is { Epoch: > 0 } answer && answer.CorrelationId == correlation && fits(answer));

    public static Line HearsOrder(V1.ServerCall.CallOneofCase kind, Func<V1.ServerCall, bool>? fits = null) => Hears(
        kind.ToString(), frame => frame.Call is { Epoch: > 0 } call && call.CallCase == kind && (fits?.Invoke(call) ?? true));

    public static Line HearsHeartbeat(ulong epoch = 1) =>
        Hears("heartbeat", frame => frame.Heartbeat is { ServerTime: not null } beat && beat.Epoch == epoch);

    public static Line HearsNothing { get; } = new Line.HearsNothing();

    public static Line HearsTheEnd(StatusCode status, string why = "") => new Line.HearsTheEnd(status.ToString(), why);

    public static Line Waits(double seconds) => new Line.Waits(TimeSpan.FromSeconds(seconds));

    public static Line Then(Action happens) => Then(() =>
    {
        happens();
        return Task.CompletedTask;
    });

    public static Line Then(Func<Task> happens) => new Line.There(happens);

    private static Line.Hears Hears(string what, Func<V1.ServerFrame, bool> fits) =>
        new Line.Hears(what, frame => frame is V1.ServerFrame heard && fits(heard));
}
