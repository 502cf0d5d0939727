using System.Collections.Immutable;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Link;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Firmware.Agent.Link;

/// <summary>
/// The cabinet's side of one Cabinet Link stream, from Hello to its end: what to send next, what a frame means.
/// </summary>
/// <remarks>
/// No socket, no clock, no thread: whoever owns the transport asks <see cref="Next"/> until it answers null, hands
/// every frame that arrives to <see cref="Receive"/>, and asks again whenever something was offered, received or
/// journaled. The agent does so over gRPC; a simulated world may do so over a network of its own, with real frames.
/// One session per stream: on a broken one make a new session, which resumes from the server's acknowledgement.
/// Not thread-safe.
/// </remarks>
public sealed class LinkSession
{
    private const uint ProtocolVersion = 1;

    private readonly IJournalReader _journal;
    private readonly LinkOutbox _outbox = new();
    private DateTimeOffset? _serverTime;
    private EntryPump? _pump;
    private V1.CabinetFrame? _hello;
    private ImmutableArray<int>? _heartbeat;

    /// <summary>CL-15: the welcome brought desired state that is not taken in yet; the backlog waits for it.</summary>
    private bool _stateWaits;

    /// <param name="held">The document that the cabinet goes by; nothing when it has none.</param>
    public LinkSession(IJournalReader journal, LinkIdentity identity, DesiredState? held, long highestEpochSeen)
    {
        _journal = journal;
        HighestEpochSeen = highestEpochSeen;
        _hello = new V1.CabinetFrame
        {
            Hello = new V1.Hello
            {
                ProtocolVersion = ProtocolVersion,
                JournalId = journal.Id.Value,
                LastSequence = (ulong)journal.LastSequence,
                LastHash = ByteString.CopyFrom(journal.LastHash.AsSpan()),
                DesiredVersionHeld = (ulong)(held?.Version ?? 0),
                DesiredMadeAt = held is null ? null : Timestamp.FromDateTimeOffset(held.MadeAt),
                ModelId = identity.ModelId,
                ModelRevision = (uint)identity.ModelRevision,
                FirmwareVersion = identity.FirmwareVersion,
                BootId = identity.BootId,
                HighestEpochSeen = (ulong)highestEpochSeen,
                FirstSequence = (ulong)journal.FirstSequence,
            },
        };
    }

    /// <summary>0 until the Welcome.</summary>
    public long Epoch { get; private set; }

    /// <summary>To be kept for the next Hello: the highest epoch of any Welcome.</summary>
    public long HighestEpochSeen { get; private set; }

    public bool IsWelcomed => _pump is not null;

    /// <summary>What the server's clock says in the frame that came last.</summary>
    /// <returns>Once, and nothing for a frame without it: an hour that was said a while ago is not now.</returns>
    public DateTimeOffset? TakeServerTime()
    {
        DateTimeOffset? said = _serverTime;
        _serverTime = null;
        return said;
    }

    /// <returns>The next frame to send, taken; null when there is nothing to say now.</returns>
    public V1.CabinetFrame? Next()
    {
        if (_hello is not null)
        {
            return Interlocked.Exchange(ref _hello, null);
        }

        return _pump is null ? null : _outbox.TakePressing() ?? Entries(_pump) ?? _outbox.TakeTelemetry() ?? Heartbeat();
    }

    /// <summary>What a frame tells the cabinet, in order; nothing for a heartbeat.</summary>
    /// <exception cref="FormatException">The server breaks the protocol: the stream must end.</exception>
    public ImmutableArray<CabinetInput> Receive(V1.ServerFrame frame)
    {
        if (frame.FrameCase is V1.ServerFrame.FrameOneofCase.Welcome)
        {
            return Welcomed(frame.Welcome);
        }

        EntryPump pump = _pump ?? throw new FormatException($"Expected a Welcome first, got {frame.FrameCase}.");
        switch (frame.FrameCase)
        {
            case V1.ServerFrame.FrameOneofCase.Ack:
                return Acked(pump, frame.Ack);
            case V1.ServerFrame.FrameOneofCase.Desired:
                return Desired(frame.Desired);
            case V1.ServerFrame.FrameOneofCase.Answer when frame.Answer.AnswerCase is not 0:
                return [new CabinetInput.CallAnswered(
                    frame.Answer.CorrelationId, WireRead.Number(frame.Answer.Epoch), CallWire.Read(frame.Answer))];
            case V1.ServerFrame.FrameOneofCase.Call when frame.Call.CallCase is not 0:
                return [new CabinetInput.OrderReceived(
                    frame.Call.CorrelationId, WireRead.Number(frame.Call.Epoch), OrderWire.Read(frame.Call))];
            case V1.ServerFrame.FrameOneofCase.Heartbeat:
                if (WireRead.Number(frame.Heartbeat.Epoch) == Epoch)
                {
                    _serverTime = WireRead.Moment(frame.Heartbeat.ServerTime, "server_time");
                }

                return [];

            // A newer server may say what this cabinet does not know (CL-80): it gets no answer.
            default:
                return [];
        }
    }

    /// <summary>False when it cannot be said on this stream: not welcomed yet, or too much waits already.</summary>
    public bool TryAsk(string correlationId, TimeSpan deadline, ServerCall call) =>
        IsWelcomed && _outbox.TryAdd(new V1.CabinetFrame { Call = CallWire.Write(correlationId, deadline, call) });

    /// <inheritdoc cref="TryAsk"/>
    public bool TryAnswer(string correlationId, OrderAnswer answer) =>
        IsWelcomed && _outbox.TryAdd(new V1.CabinetFrame { Answer = OrderWire.Write(correlationId, answer) });

    /// <summary>Tells which desired state is held, durable; 0 asks for the full document.</summary>
    public void Held(long version)
    {
        _stateWaits = false;
        _outbox.TryAdd(new V1.CabinetFrame { Held = new V1.DesiredStateHeld { Version = (ulong)version } });
    }

    /// <summary>Latest wins.</summary>
    public void Measured(V1.Telemetry telemetry) => _outbox.TryAdd(new V1.CabinetFrame { Telemetry = telemetry });

    /// <summary>A heartbeat follows what is already due, and what was sent in vain since the last one (CL-25).</summary>
    /// <param name="open">Compartments that are not shut now.</param>
    public void Beat(ImmutableArray<int> open)
    {
        _heartbeat = open;
        _pump?.Beat();
    }

    private ImmutableArray<CabinetInput> Welcomed(V1.Welcome welcome)
    {
        long epoch = WireRead.Number(welcome.Epoch);
        if (_pump is not null || epoch <= HighestEpochSeen)
        {
            // A server that goes below is a ghost of the one that we spoke to last.
            throw new FormatException($"A Welcome with epoch {epoch} after epoch {HighestEpochSeen}.");
        }

        _serverTime = WireRead.Moment(welcome.ServerTime, "server_time");
        long ackedUpTo = WireRead.Number(welcome.AckedUpTo);
        // CL-28: a server that lacks what is gone here cannot be helped by what is left; a person is told.
        bool hasGap = ackedUpTo + 1 < _journal.FirstSequence;
        JournalStanding standing = EnumWire<JournalStanding, V1.JournalStanding>.Read(welcome.Journal);
        if (standing is JournalStanding.Accepted && ackedUpTo > _journal.LastSequence)
        {
            // Believed, it would keep the next entries from ever being sent.
            throw new FormatException($"A Welcome that acknowledges {ackedUpTo} of {_journal.LastSequence} entries.");
        }

        (Epoch, HighestEpochSeen) = (epoch, epoch);
        _pump = new EntryPump(ackedUpTo, hasGap ? (_, _) => [] : _journal.ReadFrom);
        _stateWaits = welcome.Desired is not null;
        CabinetInput welcomed = new CabinetInput.LinkWelcomed(
            epoch, ackedUpTo, hasGap ? JournalStanding.Quarantined : standing)
        {
            // A journal that is doubted is welcomed with nothing; what is wanted comes when this end has spoken (CL-89).
            StateFollows = _stateWaits || standing is JournalStanding.Quarantined,
        };
        return welcome.Desired is null ? [welcomed] : [welcomed, .. Desired(welcome.Desired)];
    }

    /// <summary>CL-32: what cannot be read does not end the stream; the whole document is asked for.</summary>
    private ImmutableArray<CabinetInput> Desired(V1.DesiredState wire)
    {
        try
        {
            return [new CabinetInput.DesiredReceived(DesiredWire.Read(wire))];
        }
        catch (FormatException)
        {
            Held(0);
            return [new CabinetInput.DesiredUnreadable()];
        }
    }

    private ImmutableArray<CabinetInput> Acked(EntryPump pump, V1.Ack ack)
    {
        (long upTo, long epoch) = (WireRead.Number(ack.UpTo), WireRead.Number(ack.Epoch));
        if (epoch == Epoch)
        {
            pump.Acked(upTo);
        }

        return [new CabinetInput.AckReceived(upTo, epoch)];
    }

    private V1.CabinetFrame? Entries(EntryPump pump)
    {
        // Asked after every frame: the disk is read only when there is something to send.
        bool nothing = _stateWaits || pump.SentUpTo >= _journal.LastSequence;
        ImmutableArray<StoredEntry> batch = nothing ? [] : pump.Next();
        if (batch.Length == 0)
        {
            return null;
        }

        V1.EntryBatch wire = new();
        wire.Entries.AddRange(batch.Select(EntryWire.ToFrame));
        return new V1.CabinetFrame { Entries = wire };
    }

    private V1.CabinetFrame? Heartbeat()
    {
        if (_heartbeat is not { } open)
        {
            return null;
        }

        _heartbeat = null;
        V1.CabinetHeartbeat wire = new() { LastSequence = (ulong)_journal.LastSequence };
        wire.OpenCompartments.AddRange(open.Select(compartment => (uint)compartment));
        return new V1.CabinetFrame { Heartbeat = wire };
    }
}
