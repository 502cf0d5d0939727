using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Cabinet;

/// <summary>A cabinet in the hands of chance.</summary>
internal sealed class Walk(int seed, string model)
{
    private static readonly PacketId[] Packets = [Plain, PlainToo, Urgent, ForTwo, ForWorks, Held, Unknown];
    private readonly Random _chance = new(seed);
    private readonly Bench _bench = new(model: model);
    private readonly Dictionary<int, DoorSeen> _doors = [];
    private readonly List<string> _trace = [];
    private readonly WalkWatch _watch = new();
    private long _epoch;
    private long _version = 1;

    public IEnumerable<string> Seen => _watch.Seen;

    public string Tail => string.Join('\n', _trace.TakeLast(30));

    public void Run(int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            Act();
            _watch.Check(_bench.Journal);
        }
    }

    private void Act()
    {
        switch (_chance.Next(36))
        {
            case 0: Give(new CabinetInput.Scanned(Everybody[_chance.Next(4)].Badge.Value)); break;
            case 1 or 2: SignInSomebody(); break;
            case 3 or 4: Give(new CabinetInput.Scanned(Packets[_chance.Next(Packets.Length)].Value)); break;
            case 5 or 6 or 7 or 8: DoorMoves(); break;
            case 9 or 10 or 11: PulseIsReported(); break;
            case 12: Give(new CabinetInput.KioskAsked(AnyRequest())); break;
            case 13: AnswerSomething(); break;
            case 14: Give(new CabinetInput.LinkWelcomed(++_epoch, 0, JournalStanding.Accepted)); break;
            case 15 when _chance.Next(3) == 0: Give(new CabinetInput.LinkLost()); break;
            case 16: OrderSomething(); break;
            case 17 when _chance.Next(4) == 0: PowerCut(); break;
            case 18 when _chance.Next(4) == 0: NewDesired(); break;
            case >= 24: GoesWell(); break;
            case 19 when _chance.Next(6) == 0: Pass(TimeSpan.FromSeconds(_chance.Next(400))); break;
            default: Pass(TimeSpan.FromMilliseconds(_chance.Next(3000))); break;
        }
    }

    /// <summary>The screen's people do what it asks for, the wires do what they should.</summary>
    private void GoesWell()
    {
        KioskView screen = _bench.Screen;
        switch (screen.Screen)
        {
            case KioskScreen.Idle: SignIn(Everybody[_chance.Next(4)]); break;
            case KioskScreen.Welcome: Give(new CabinetInput.Scanned(Packets[_chance.Next(Packets.Length)].Value)); break;
            case KioskScreen.SecondPerson: SignIn(Everybody[_chance.Next(4)]); break;
            case KioskScreen.SealQuestion: Give(new CabinetInput.KioskAsked(new KioskRequest.SealSeen(Intact: true))); break;
            case KioskScreen.Assigning or KioskScreen.CheckingPickup: AnswerSomething(); break;
            case KioskScreen.DoorOpening:
                Sense(screen.Compartment!.Value, DoorSeen.Open);
                PulseIsReported();
                break;
            case KioskScreen.PutIn or KioskScreen.TakeOut or KioskScreen.TakeBack:
                Sense(screen.Compartment!.Value, DoorSeen.Shut);
                break;
            default: Pass(TimeSpan.FromSeconds(1)); break;
        }
    }

    private void Sense(int number, DoorSeen seen)
    {
        _doors[number] = seen;
        Give(new CabinetInput.SensorsRead([Read(number, seen)]));
    }

    private void SignIn(CabinetPerson person)
    {
        Give(new CabinetInput.Scanned(person.Badge.Value));
        Give(new CabinetInput.KioskAsked(new KioskRequest.EnterPin("1")));
        Give(new CabinetInput.PinChecked(person.Id, true));
    }

    private void SignInSomebody()
    {
        CabinetPerson person = Everybody[_chance.Next(4)];
        Give(new CabinetInput.Scanned(person.Badge.Value));
        Give(new CabinetInput.KioskAsked(new KioskRequest.EnterPin("1")));
        Give(new CabinetInput.PinChecked(person.Id, _chance.Next(8) > 0));
    }

    private void DoorMoves()
    {
        int number = _bench.LastPulse is { } pulse && _chance.Next(10) > 0 ? pulse.Compartment : 1 + _chance.Next(12);
        bool watched = _bench.Model.Compartment(number).Door is not null;
        DoorSeen next = _doors.GetValueOrDefault(number, DoorSeen.Shut) switch
        {
            DoorSeen.Shut => _chance.Next(20) == 0 ? DoorSeen.LatchedOpen : watched ? DoorSeen.Released : DoorSeen.Open,
            DoorSeen.Released => _chance.Next(5) == 0 ? DoorSeen.Shut : DoorSeen.Open,
            DoorSeen.Open => _chance.Next(9) == 0 ? DoorSeen.LatchedOpen : DoorSeen.Shut,
            _ => _chance.Next(2) == 0 ? DoorSeen.Open : DoorSeen.Shut,
        };
        Sense(number, next);
    }

    private DoorReading Read(int number, DoorSeen seen) => _bench.Model.Compartment(number).Door is not null
        ? Bench.Reading(number, seen)
        : new DoorReading(
            number, seen is DoorSeen.Shut or DoorSeen.LatchedOpen ? Contact.Closed : Contact.Open, Contact.Absent);

    private void PulseIsReported()
    {
        if (_bench.LastPulse is { } pulse)
        {
            PulseResult result = _chance.Next(60) switch
            {
                0 => new PulseResult.CoilOpen(),
                1 => new PulseResult.LineFault("x", "y"),
                2 => new PulseResult.Resting(),
                3 => new PulseResult.DriverStuckOn(),
                _ => new PulseResult.Pulsed(),
            };
            Give(new CabinetInput.PulseEnded(pulse.Command, pulse.Compartment, pulse.Attempt, result));
        }
    }

    private KioskRequest AnyRequest() => _chance.Next(9) switch
    {
        0 => new KioskRequest.StartPickup(),
        1 => new KioskRequest.OtherDoor((PacketSize)_chance.Next(3), Low: false),
        2 => new KioskRequest.CancelDeposit(),
        3 => new KioskRequest.OpenAgain(),
        4 => new KioskRequest.DidNotTake(),
        5 => new KioskRequest.SealSeen(_chance.Next(2) == 0),
        6 => new KioskRequest.SignOut(),
        7 => new KioskRequest.CallForHelp(),
        _ => new KioskRequest.MoreTime(),
    };

    private void AnswerSomething()
    {
        if (_bench.Effects.OfType<CabinetEffect.AskServer>().LastOrDefault() is not { } asked)
        {
            return;
        }

        CallAnswer answer = asked.Call switch
        {
            ServerCall.Assign assign => new CallAnswer.Assigned("a", 1 + _chance.Next(12), Packet(assign.Packet), "x"),
            ServerCall.CheckSecret => new CallAnswer.SecretChecked("c"),
            _ => new CallAnswer.Refused(CallRefusal.NotAllowed, []),
        };
        Give(new CabinetInput.CallAnswered(asked.CorrelationId, _epoch, answer));
    }

    private void OrderSomething()
    {
        Give(new CabinetInput.OrderReceived("n", _epoch, new ServerOrder.IssueNonce()));
        ServerCall? call = _bench.Effects.OfType<CabinetEffect.AskServer>().LastOrDefault()?.Call;
        string nonce = (call as ServerCall.IssuedNonce)?.Nonce ?? "none";
        nonce = _chance.Next(10) == 0 ? "made up" : nonce;
        PersonId? approver = _chance.Next(2) == 0 ? Second.Id : null;
        CommandId command = CommandId.Parse($"order-{_chance.Next(40)}");
        Give(new CabinetInput.OrderReceived("o", _epoch, new ServerOrder.Open(
            command, nonce, TimeSpan.FromSeconds(1 + _chance.Next(10)), 1 + _chance.Next(13), Sender.Id, approver)));
    }

    private void NewDesired()
    {
        PacketStanding standing = (PacketStanding)_chance.Next(2);
        DesiredState wanted = Wanted(++_version, standing);
        Give(new CabinetInput.DesiredReceived(new DesiredChange.Full(_chance.Next(2) == 0 ? wanted : Settled(wanted))));
    }

    /// <summary>Persons looked into some compartments, knew the journal up to somewhere, and perhaps found a packet.</summary>
    private DesiredState Settled(DesiredState wanted)
    {
        foreach (int door in Enumerable.Range(1, 12).Where(_ => _chance.Next(2) == 0))
        {
            PacketId found = Packets[_chance.Next(Packets.Length)];
            wanted = wanted with
            {
                Compartments = wanted.Compartments.Add(
                    door, new CompartmentSetting(door, null, null) { SettledUpTo = _bench.Journal.Count - _chance.Next(4) }),
                Packets = wanted.Packets.TryGetValue(found, out ExpectedPacket? packet)
                    ? wanted.Packets.SetItem(found, packet with { FoundIn = door })
                    : wanted.Packets,
            };
        }

        return wanted;
    }

    private void PowerCut()
    {
        _trace.Add("power cut");
        _bench.Start(readDoors: false);
        Give(new CabinetInput.SensorsRead([.. _bench.Model.Compartments.Select(
            door => Read(door.Number, _doors.GetValueOrDefault(door.Number, DoorSeen.Shut)))]));
    }

    private void Pass(TimeSpan span)
    {
        CabinetStep step = _bench.After(span);
        Note($"+{span}", step);
    }

    private void Give(CabinetInput input)
    {
        if (input is CabinetInput.PinChecked { Right: true } proven)
        {
            _watch.Proven(proven.Person);
        }

        Note($"{input}", _bench.Give(input));
    }

    private void Note(string what, CabinetStep step)
    {
        _trace.Add($"{_bench.Now.SinceStart} {what} -> {string.Join("; ", step.Facts)} ! {string.Join("; ", step.Effects)}");
        Assert.True(_bench.State.Doors.Count(door => door.IsEnergised) <= 1, "Two locks of one rail were energised.");
        Assert.NotNull(_bench.Screen);
    }
}
