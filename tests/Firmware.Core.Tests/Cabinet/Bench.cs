using System.Buffers.Binary;
using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Firmware.Core.Recovery;
using SmartLocker.HardwareSpecs;
using SmartLocker.HardwareSpecs.Cabinets;

namespace SmartLocker.Firmware.Core.Tests.Cabinet;

/// <summary>One cabinet on a bench: time moves when told, doors do what the test says, every step is checked.</summary>
/// <remarks>After every input: the state is the fold of the journal, and no pulse without its intent before it.</remarks>
public sealed class Bench
{
    private readonly List<Fact> _journal = [];
    private readonly List<CabinetEffect> _effects = [];
    private Holdings _fold = Holdings.Empty;
    private int _folded;
    private int _step;

    public Bench(DesiredState? desired = null, string model = "SDL-24-CH", bool online = false)
    {
        Model = Models.Find(model)!;
        Desired = desired ?? People.Wanted();
        Start();
        if (online)
        {
            Give(new CabinetInput.LinkWelcomed(1, 0, JournalStanding.Accepted));
        }
    }

    public CabinetModel Model { get; }

    /// <summary>What the shell says of the wall clock at the next start.</summary>
    public CabinetInput.ClockHealth Clock { get; set; } =
        new(ClockQuality.Holdover, new DateTimeOffset(2026, 10, 2, 0, 0, 0, TimeSpan.Zero), new Uptime(TimeSpan.Zero));
    public DesiredState Desired { get; private set; }
    public CabinetState State { get; private set; } = null!;
    public Uptime Now { get; private set; } = new(TimeSpan.FromSeconds(1));
    public IReadOnlyList<Fact> Journal => _journal;
    public IReadOnlyList<CabinetEffect> Effects => _effects;
    public KioskView Screen => KioskView.Of(State, Model);

    /// <summary>Power back on: what was not in the journal is forgotten.</summary>
    public void Start(bool readDoors = true)
    {
        _journal.Add(new Fact.Booted("test", Model.Id, Model.Revision));
        (State, ImmutableArray<Fact> facts) = CabinetRecovery.Start(Holdings.Fold(_journal), Desired, Model, Now);
        _journal.AddRange(facts);
        Check();
        Give(Clock with { At = Now, Utc = Clock.Utc + (Now - Clock.At) });
        if (readDoors)
        {
            Give(new CabinetInput.SensorsRead([.. Model.Compartments.Select(door => Reading(door.Number, DoorSeen.Shut))]));
        }
    }

    public CabinetStep Give(CabinetInput input)
    {
        byte[] seed = new byte[32];
        BinaryPrimitives.WriteInt32BigEndian(seed, _step++);
        CabinetStep step = CabinetCore.Step(State, input, new StepMoment(Now, new IdSource([.. seed])), Model);
        State = step.Next;
        _journal.AddRange(step.Facts);
        _effects.AddRange(step.Effects);
        foreach (CabinetEffect.PulseLatch pulse in step.Effects.OfType<CabinetEffect.PulseLatch>())
        {
            Assert.Contains(_journal.OfType<Fact.ReleaseIntended>(), intent =>
                intent.Command == pulse.Command && intent.Compartment == pulse.Compartment);
        }

        foreach (CabinetEffect.KeepDesired kept in step.Effects.OfType<CabinetEffect.KeepDesired>())
        {
            Desired = kept.State;
        }

        Check();
        return step;
    }

    public CabinetStep After(TimeSpan span, CabinetInput? input = null)
    {
        Now += span;
        return Give(input ?? new CabinetInput.Tick());
    }

    public CabinetStep Seconds(double seconds) => After(TimeSpan.FromSeconds(seconds));

    public CabinetStep Scan(string text) => Give(new CabinetInput.Scanned(text));

    public CabinetStep Ask(KioskRequest request) => Give(new CabinetInput.KioskAsked(request));

    public CabinetStep Sense(int compartment, DoorSeen seen) => Give(new CabinetInput.SensorsRead([Reading(compartment, seen)]));

    public void SignIn(CabinetPerson person)
    {
        Scan(person.Badge.Value);
        Ask(new KioskRequest.EnterPin("1234"));
        Give(new CabinetInput.PinChecked(person.Id, true));
    }

    /// <summary>The pulse that is owed is given, and reported as the wires saw it.</summary>
    public CabinetStep Pulse(PulseResult? result = null)
    {
        CabinetEffect.PulseLatch pulse = LastPulse ?? throw new InvalidOperationException("No pulse was asked for.");
        Now += pulse.Width;
        return Give(
            new CabinetInput.PulseEnded(pulse.Command, pulse.Compartment, pulse.Attempt, result ?? new PulseResult.Pulsed()));
    }

    /// <summary>Pulse, hook lets go, somebody opens the door.</summary>
    public int Opens()
    {
        int compartment = LastPulse!.Compartment;
        Sense(compartment, DoorSeen.Released);
        Pulse();
        Now += TimeSpan.FromSeconds(1);
        Sense(compartment, DoorSeen.Open);
        return compartment;
    }

    public void Shuts(int compartment)
    {
        Now += TimeSpan.FromSeconds(3);
        Sense(compartment, DoorSeen.Shut);
    }

    public void Answer(CallAnswer answer, long? epoch = null)
    {
        CabinetEffect.AskServer asked = _effects.OfType<CabinetEffect.AskServer>().Last();
        Give(new CabinetInput.CallAnswered(asked.CorrelationId, epoch ?? State.Link.Epoch, answer));
    }

    /// <summary>A deposit without a server, from the scan to the shut door.</summary>
    public int Deposits(string packet)
    {
        Scan(packet);
        int compartment = Opens();
        Shuts(compartment);
        return compartment;
    }

    public CabinetEffect.PulseLatch? LastPulse => _effects.OfType<CabinetEffect.PulseLatch>().LastOrDefault();

    public T Last<T>() where T : Fact => _journal.OfType<T>().Last();

    public int Count<T>() where T : Fact => _journal.OfType<T>().Count();

    public static DoorReading Reading(int compartment, DoorSeen seen) => seen switch
    {
        DoorSeen.Shut => new(compartment, Contact.Closed, Contact.Closed),
        DoorSeen.Released => new(compartment, Contact.Open, Contact.Closed),
        DoorSeen.Open => new(compartment, Contact.Open, Contact.Open),
        DoorSeen.LatchedOpen => new(compartment, Contact.Closed, Contact.Open),
        _ => new(compartment, Contact.Unknown, Contact.Unknown),
    };

    /// <summary>docs/rules.md I-12: cabinet state = fold(journal).</summary>
    private void Check()
    {
        for (; _folded < _journal.Count; _folded++)
        {
            _fold = _fold.Apply(_journal[_folded]);
        }

        Assert.Equal(_fold.Digest(), State.Holdings.Digest());
        Assert.Equal(State.Holdings.LastHour, State.LastHour.Counts);
    }
}
