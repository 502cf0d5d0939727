using System.Collections.Immutable;
using Google.Protobuf;
using SmartLocker.Contracts.V1;
using SmartLocker.Disks;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Journal.Checkpoints;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Agent.Running;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.HardwareSpecs.Cabinets;

namespace SmartLocker.CrashPoints.Tests.World;

/// <summary>The real core over the real journal; it does what the agent's loop does, in the same order.</summary>
internal sealed class SmallCabinet : IDisposable
{
    /// <summary>Often, so that a small history has checkpoints and prunes.</summary>
    private static readonly Upkeep Often = new(CheckpointEvery: 16, Retained: 4, PruneMax: 4);

    private readonly SmallWorld _world;
    private readonly Queue<CabinetInput> _inbox = new();
    private readonly CabinetClock _clock;
    private LinkSession? _link;
    private bool _feeding;
    private bool _exchanging;

    /// <summary>Starts it: opens the journal, recovers, reads the doors.</summary>
    public SmallCabinet(SmallWorld world, CrashDisk disk)
    {
        _world = world;
        Journal = Journal.Open(disk.ConnectionString("journal.db"), () => JournalId.Parse(world.Ids.NextId()), upkeep: Often);
        _clock = new CabinetClock(world.Time, world.Ids.NextId(), CabinetBoot.FloorOf(Journal));
        try
        {
            State = CabinetBoot.Recover(new CabinetParts(SmallWorld.Model, Journal, _clock), "small");
        }
        catch
        {
            Journal.Dispose();
            throw;
        }

        Feed(_clock.Health);
        Feed(new CabinetInput.JournalHealth(Writable: true, UsedPercent: 1));
        Feed(new CabinetInput.SensorsRead([.. SmallWorld.Model.Compartments.Select(one => Read(one.Number))]));
    }

    public Journal Journal { get; }
    public CabinetState State { get; private set; }
    public KioskView Screen => KioskView.Of(State, SmallWorld.Model);

    /// <summary>A batch holds everything up to the last entry.</summary>
    public long LastSent => Journal.LastSequence;

    public void Connect()
    {
        _world.Server.Accept();
        LinkIdentity identity = new(SmallWorld.Model.Id, SmallWorld.Model.Revision, "small", _clock.BootId);
        _link = new LinkSession(Journal, identity, Journal.Kept.Desired(), Journal.Kept.HighestEpoch());
        Exchange();
    }

    public void Cut()
    {
        bool welcomed = _link?.IsWelcomed ?? false;
        _link = null;
        _world.Server.End();
        if (welcomed) { Feed(new CabinetInput.LinkLost()); }
    }

    public void Feed(CabinetInput input)
    {
        _inbox.Enqueue(input);
        if (_feeding) { return; }

        _feeding = true;
        while (_inbox.TryDequeue(out CabinetInput? next)) { Take(next); }

        _feeding = false;
        Exchange();
    }

    public void Push(int door)
    {
        _world.Metal.Push(door);
        _world.Point("a door is pushed shut");
        Feed(new CabinetInput.SensorsRead([Read(door)]));
    }

    /// <summary>Both ends say what they have to say, until neither has anything more.</summary>
    public void Exchange()
    {
        if (_exchanging || _link is null) { return; }

        _exchanging = true;
        for (bool moved = true; moved;)
        {
            moved = false;
            while (_link?.Next() is { } frame)
            {
                moved = true;
                Arrive(_world.Server.Hear(CabinetFrame.Parser.ParseFrom(frame.ToByteArray())));
            }

            IReadOnlyList<ServerFrame> news = _world.Server.News();
            moved |= news.Count > 0;
            Arrive(news);
        }

        _exchanging = false;
    }

    /// <summary>A newer program puts something on record that the server does not read yet.</summary>
    public void Records(Firmware.Core.Journal.Fact fact)
    {
        Journal.Append([fact], _clock.Moment(offline: !State.Link.IsUp));
        State = State with { Holdings = State.Holdings.Apply(fact) };
        Exchange();
    }

    /// <summary>What the server says of itself.</summary>
    public void Deliver(IReadOnlyList<ServerFrame> frames)
    {
        Arrive(frames);
        Exchange();
    }

    public void Dispose() => Journal.Dispose();

    private void Arrive(IReadOnlyList<ServerFrame> frames)
    {
        foreach (ServerFrame frame in frames)
        {
            if (_link is not { } link) { return; }

            IReadOnlyList<CabinetInput> inputs = link.Receive(ServerFrame.Parser.ParseFrom(frame.ToByteArray()));
            if (frame.FrameCase == ServerFrame.FrameOneofCase.Welcome) { Journal.Kept.KeepEpoch(link.Epoch); }
            foreach (CabinetInput input in inputs) { Feed(input); }
        }
    }

    private void Take(CabinetInput input)
    {
        StepMoment moment = new(_clock.Now, new IdSource([.. _world.Ids.NextBytes(32)]));
        CabinetStep step = CabinetCore.Step(State, input, moment, SmallWorld.Model);
        if (!step.Facts.IsEmpty) { Journal.Append(step.Facts, _clock.Moment(offline: !State.Link.IsUp)); }

        State = step.Next;
        foreach (CabinetEffect effect in step.Effects) { Act(effect); }
    }

    private void Act(CabinetEffect effect)
    {
        switch (effect)
        {
            case CabinetEffect.PulseLatch pulse:
                Pulse(pulse);
                break;
            case CabinetEffect.CheckPin check:
                _inbox.Enqueue(new CabinetInput.PinChecked(
                    check.Person, PinCheck.IsRight(check.Pin, check.Verifier, SmallWorld.Pepper)));
                break;
            case CabinetEffect.KeepAck ack:
                Journal.Kept.KeepAck(ack.UpTo);
                break;
            case CabinetEffect.KeepDesired keep:
                Journal.Kept.KeepDesired(keep.State);
                _link?.Held(keep.State.Version);
                break;
            case CabinetEffect.AskForDesired:
                _link?.Held(0);
                break;
            case CabinetEffect.AskServer ask:
                _link?.TryAsk(ask.CorrelationId, ask.Deadline, ask.Call);
                break;
            case CabinetEffect.AnswerServer answer:
                _link?.TryAnswer(answer.CorrelationId, answer.Answer);
                break;
            default: // Sound and light.
                break;
        }
    }

    private void Pulse(CabinetEffect.PulseLatch pulse)
    {
        _world.Pulsed(pulse.Command);
        _world.Point("the pulse begins");
        _world.Metal.LetGo(pulse.Compartment);
        _world.Point("the pulse ends");
        _inbox.Enqueue(new CabinetInput.SensorsRead([Read(pulse.Compartment)]));
        _inbox.Enqueue(new CabinetInput.PulseEnded(
            pulse.Command, pulse.Compartment, pulse.Attempt, new PulseResult.Pulsed()));
    }

    private DoorReading Read(int number)
    {
        Contact contact = _world.Metal.IsOpen(number) ? Contact.Open : Contact.Closed;
        bool hookOnly = SmallWorld.Model.Compartments.Single(one => one.Number == number).Sensing == Sensing.HookOnly;
        return new DoorReading(number, contact, hookOnly ? Contact.Absent : contact);
    }
}
