using System.Collections.Immutable;
using Google.Protobuf;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Agent.Running;
using SmartLocker.Firmware.Agent.Tests;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.HardwareSpecs;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.TestKit;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.Kit;

/// <summary>The real cabinet below its socket: session, core and a journal on disk, by a clock that a script moves.</summary>
/// <remarks>Reads, steps, journals and then acts as the agent's loop does. Doors are metal that a script moves.</remarks>
internal sealed class CabinetUnderTest : ITestedEnd, IDisposable
{
    private static readonly EntryMoment Before = new("boot-0", default, DateTimeOffset.UnixEpoch, ClockQuality.Holdover, true);

    private readonly TempFolder _disk = new();
    private CabinetClock _clock;
    private LinkSession? _session;
    private KeepAlive _alive;

    /// <param name="backlog">Entries of an earlier boot; the start itself adds one.</param>
    public CabinetUnderTest(int backlog = 0)
    {
        Journal = Open();
        Journal.Append([.. Enumerable.Repeat<Fact>(new Fact.DoorShut(3, TimeSpan.FromSeconds(2)), backlog)], Before);
        Start();
    }

    public static CabinetModel Model { get; } = Models.Find("SDL-24-CH")!;

    public ManualTime Time { get; } = new();
    public JournalFile Journal { get; private set; }
    public CabinetState State { get; private set; }
    public string? Ended { get; private set; }
    public Uptime Now => _clock.Now;
    public List<CabinetEffect> Effects { get; } = [];

    /// <summary>How many entries were on disk when each pulse was asked for.</summary>
    public List<(CabinetEffect.PulseLatch Pulse, long OnDisk)> Pulses { get; } = [];

    /// <summary>The last nonce that was issued, as the server heard it.</summary>
    public string Nonce { get; private set; } = "";

    public IEnumerable<Fact> Facts => Journal.ReadAll().Select(entry => entry.Fact);

    /// <summary>A new stream; what was of the last one is gone.</summary>
    public void Connect()
    {
        LinkIdentity identity = new(Model.Id, Model.Revision, "1.0", _clock.BootId);
        _session = new LinkSession(Journal, identity, Journal.Kept.Desired(), Journal.Kept.HighestEpoch());
        (_alive, Ended) = (new KeepAlive(Time), null);
    }

    /// <summary>The connection broke.</summary>
    public void Lose(string why = "lost")
    {
        bool welcomed = _session?.IsWelcomed ?? false;
        (_session, Ended) = (null, why);
        if (welcomed) { Feed(new CabinetInput.LinkLost()); }
    }

    public void PowerCut()
    {
        Journal.Dispose();
        _session = null;
        Journal = Open();
        Start();
    }

    public Task Hear(byte[] frame)
    {
        V1.ServerFrame heard = V1.ServerFrame.Parser.ParseFrom(frame);
        _alive.Heard();
        try
        {
            IReadOnlyList<CabinetInput> inputs = _session!.Receive(heard);
            if (heard.FrameCase is V1.ServerFrame.FrameOneofCase.Welcome) { Journal.Kept.KeepEpoch(_session.Epoch); }
            if (_session.TakeServerTime() is { } said) { _clock.ServerSaid(said); }

            Feed(_clock.Health);

            foreach (CabinetInput input in inputs) { Feed(input); }
        }
        catch (FormatException broken)
        {
            Lose(broken.Message);
        }

        return Task.CompletedTask;
    }

    public IMessage? Speak()
    {
        V1.CabinetFrame? frame = _session?.Next();
        Nonce = frame?.Call?.IssuedNonce?.Nonce ?? Nonce;
        return frame is null ? null : V1.CabinetFrame.Parser.ParseFrom(frame.ToByteArray());
    }

    public Task Wait(TimeSpan span)
    {
        TimeSpan step = span > TimeSpan.FromMinutes(2) ? KeepAlive.LookEvery : TimeSpan.FromMilliseconds(250);
        for (TimeSpan left = span; left > TimeSpan.Zero; left -= step)
        {
            Time.Advance(left < step ? left : step);
            Feed(new CabinetInput.Tick());
            if (_session is not { IsWelcomed: true } session) { continue; }
            if (_alive.IsDead)
            {
                Lose("nothing heard");
            }
            else if (_alive.TakeBeat())
            {
                session.Beat([.. State.Doors.Index().Where(door => !door.Item.IsShut).Select(door => door.Index + 1)]);
            }
        }

        return Task.CompletedTask;
    }

    public void Feed(CabinetInput input)
    {
        CabinetStep step = CabinetCore.Step(State, input, _clock.Step(), Model);
        if (!step.Facts.IsEmpty) { Journal.Append(step.Facts, _clock.Moment(offline: !State.Link.IsUp)); }

        State = step.Next;
        foreach (CabinetEffect effect in step.Effects) { Act(effect); }
    }

    public void Sense(int compartment, Contact hook, Contact door) =>
        Feed(new CabinetInput.SensorsRead([new DoorReading(compartment, hook, door)]));

    /// <summary>The pulse that was asked for is given, the hook lets go, and somebody opens the door.</summary>
    public void DoorOpens()
    {
        CabinetEffect.PulseLatch pulse = Pulses[^1].Pulse;
        Sense(pulse.Compartment, Contact.Open, Contact.Closed);
        Feed(new CabinetInput.PulseEnded(pulse.Command, pulse.Compartment, pulse.Attempt, new PulseResult.Pulsed()));
        Time.Advance(TimeSpan.FromSeconds(1));
        Sense(pulse.Compartment, Contact.Open, Contact.Open);
    }

    public void DoorShuts(int compartment)
    {
        Time.Advance(TimeSpan.FromSeconds(3));
        Sense(compartment, Contact.Closed, Contact.Closed);
    }

    public void SignsIn()
    {
        Feed(new CabinetInput.Scanned(World.Badge.Value));
        Feed(new CabinetInput.KioskAsked(new KioskRequest.EnterPin(World.Pin)));
    }

    public void Dispose()
    {
        Journal.Dispose();
        _disk.Dispose();
    }

    private JournalFile Open() => JournalFile.OpenFolder(_disk.Path, () => JournalId.Parse("journal-1"));

    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(_clock), nameof(_alive), nameof(State))]
    private void Start()
    {
        _clock = new CabinetClock(Time, "boot-1", CabinetBoot.FloorOf(Journal));
        _alive = new KeepAlive(Time);
        State = CabinetBoot.Recover(new CabinetParts(Model, Journal, _clock), "1.0");
        ImmutableArray<DoorReading> shut =
            [.. Model.Compartments.Select(door => new DoorReading(door.Number, Contact.Closed, Contact.Closed))];
        Feed(new CabinetInput.SensorsRead(shut));
        Feed(_clock.Health);
    }

    private void Act(CabinetEffect effect)
    {
        Effects.Add(effect);
        switch (effect)
        {
            case CabinetEffect.PulseLatch pulse:
                Pulses.Add((pulse, Journal.LastSequence));
                break;
            case CabinetEffect.CheckPin check:
                Feed(new CabinetInput.PinChecked(check.Person, PinCheck.IsRight(check.Pin, check.Verifier, World.Pepper)));
                break;
            case CabinetEffect.KeepAck ack:
                Journal.Kept.KeepAck(ack.UpTo);
                break;
            case CabinetEffect.KeepDesired keep:
                Journal.Kept.KeepDesired(keep.State);
                _session?.Held(keep.State.Version);
                break;
            case CabinetEffect.AskForDesired:
                _session?.Held(0);
                break;
            case CabinetEffect.AskServer ask:
                _session?.TryAsk(ask.CorrelationId, ask.Deadline, ask.Call);
                break;
            case CabinetEffect.AnswerServer answer:
                _session?.TryAnswer(answer.CorrelationId, answer.Answer);
                break;
            default: // Sound, light and a supply that is cut: no frame comes of them.
                break;
        }
    }
}
