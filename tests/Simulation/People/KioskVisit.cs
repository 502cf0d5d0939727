using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.People;

/// <summary>One person, perhaps with a colleague, in front of a kiosk: reads the screen, acts, errs, leaves in the end.</summary>
/// <remarks>Knows nothing but what the screen shows and what hands feel.</remarks>
internal sealed class KioskVisit(City city, CabinetNode cabinet, Somebody person, Somebody? colleague, string? code)
{
    private const int PatienceMax = 150;
    private static readonly string[] Garbage = ["", "\u0001\u0002", "P0000000000000", new('9', 300), "B12"];

    private readonly Queue<PacketId> _toDeposit = new(person.Hands);
    private PacketId? _inHand;
    private bool _tookBack;
    private bool _isMine;
    private int _looks;
    private int _stuckTries;
    private KioskView? _seen;
    private bool _isDone;
    private bool _guesses;
    private bool _collects = code is not null;
    private int _codesShown;
    private ImmutableArray<int> _releases = [];

    /// <summary>They come, now or when whoever stands there has gone; until they leave they are nowhere else.</summary>
    /// <param name="code">What they show in place of the badge.</param>
    public static void Of(City city, CabinetNode cabinet, Somebody person, Somebody? colleague, string? code = null)
    {
        person.AtKiosk = true;
        if (colleague is not null) { colleague.AtKiosk = true; }

        city.AtKiosk(cabinet, () => new KioskVisit(city, cabinet, person, colleague, code).Begin());
    }

    private void Begin()
    {
        _releases = [.. cabinet.Doors.All.Select(door => door.Releases)];
        city.Trace.Say($"{person.Id} stands at {cabinet.Id} with {person.Hands.Count} packets");
        Look();
    }

    private void Look() => city.Agenda.In(city.Chance.Seconds(0.4, 3), () =>
    {
        if (cabinet.Screen is not { } screen)
        {
            InTheDark();
            Leave();
            return;
        }

        if (++_looks > PatienceMax || !React(screen) || city.Faults.Strikes(FaultKind.PersonWalksAway, 0.004))
        {
            Leave();
            return;
        }

        _seen = screen;
        Look();
    });

    private void Leave()
    {
        city.Trace.Say($"{person.Id} leaves {cabinet.Id}");
        person.AtKiosk = false;
        foreach (VirtualDoor door in cabinet.Doors.All.Where(door => !door.IsShut))
        {
            // Somebody who passes pushes shut what was left open, and not before the visit is over: while it lasts, a door
            // that shuts was shut by its person as far as anybody can know (docs/rules.md R-15).
            cabinet.Doors.PushLater(door.Number, city.Chance.Seconds(180, 900));
        }

        if (colleague is not null) { colleague.AtKiosk = false; }

        if (_guesses && city.Faults.Strikes(FaultKind.PlugPulled, 0.7)) { PullPlug(); }

        city.KioskIsFree(cabinet);
    }

    /// <summary>A door opened for this visit, and the screen shows nothing any more: what it was opened for is done.</summary>
    private void InTheDark()
    {
        VirtualDoor? open = cabinet.Doors.All.FirstOrDefault(door => door.IsOpen && door.Releases != _releases[door.Number - 1]);
        if (!_isMine || open is null || !city.Faults.Strikes(FaultKind.ActsInTheDark, 0.9)) { return; }

        if (_collects) { city.Matter.TakeAll(person, colleague, cabinet.Id, open.Number); }
        else if (_inHand is { } packet && person.Hands.Contains(packet))
        {
            city.Matter.Put(person, packet, cabinet.Id, open.Number);
        }

        cabinet.Doors.Push(open.Number);
    }

    /// <summary>As if a lock-out were a thing of memory.</summary>
    private void PullPlug()
    {
        city.PlugIsOut(cabinet);
        city.Agenda.In(city.Chance.Seconds(40, 300), () =>
        {
            if (person is { AtKiosk: false, IsWithdrawn: false }) { Of(city, cabinet, person, null); }
        });
    }

    /// <returns>False when there is nothing more to do here.</returns>
    private bool React(KioskView view)
    {
        if (view.Screen != _seen?.Screen) { city.Watch.Secrets.Shown(cabinet.Id, view.ToString()); }

        if (city.Faults.Strikes(FaultKind.ScannerGarbage, 0.01)) { Scan(city.Chance.Of(Garbage)); }
        if (city.Faults.Strikes(FaultKind.SecondPersonInterferes, 0.01)) { Scan(city.Chance.Of(city.People).Badge); }

        // Somebody else's visit is on the screen: honest people wait until it is over and touch nothing behind open doors.
        if (!_isMine && view.Screen is not (KioskScreen.Idle or KioskScreen.OutOfOrder)) { return true; }

        switch (view.Screen)
        {
            case KioskScreen.Idle:
                if (_isDone || (code is not null && ++_codesShown > 2)) { return false; }
                _isMine = true;
                Scan(code ?? person.Badge);
                return _looks < PatienceMax / 2;
            case KioskScreen.EnterPin:
                TypePin();
                return true;
            case KioskScreen.Welcome:
                return AtWelcome(view);
            case KioskScreen.PutIn or KioskScreen.TakeBack:
                PutIn(view);
                return true;
            case KioskScreen.TakeOut or KioskScreen.LeaveInside:
                TakeOut(view);
                return true;
            case KioskScreen.DoorStuck:
                Stuck(view);
                return true;
            case KioskScreen.DoorOpening:
                if (view.Compartment is { } released) { cabinet.Doors.Pull(released); }
                return true;
            case KioskScreen.SecondPerson:
                if (colleague is not null) { Scan(colleague.Badge); }
                else { Ask(new KioskRequest.DidNotTake()); }
                return true;
            case KioskScreen.SealQuestion:
                Ask(new KioskRequest.SealSeen(Intact: true));
                return true;
            case KioskScreen.OutOfOrder:
                return false;
            default: // The machine is at work.
                return true;
        }
    }

    private void TypePin()
    {
        // Whoever scanned last types: the second person at a two-person pickup, else the first.
        Somebody typist = _seen?.Screen == KioskScreen.SecondPerson && colleague is not null ? colleague : person;
        _guesses |= city.Faults.Strikes(FaultKind.GuessedPin, 0.015);
        bool wrong = _guesses || city.Faults.Strikes(FaultKind.WrongPin, 0.05);
        Ask(new KioskRequest.EnterPin(wrong ? "00000000" : typist.Pin));
    }

    private bool AtWelcome(KioskView view)
    {
        if (_toDeposit.TryDequeue(out PacketId packet))
        {
            (_inHand, _tookBack, _stuckTries) = (packet, false, 0);
            Scan(packet.Value);
            return true;
        }

        if (view.Waiting > (colleague is null ? view.WaitingForTwo : 0) && _looks < PatienceMax - 30 && _stuckTries < 6)
        {
            _stuckTries++;
            _collects = true;
            Ask(new KioskRequest.StartPickup());
            return true;
        }

        if (view.Actions.Contains(KioskAction.AllowRemoteOpening) && _stuckTries++ < 3)
        {
            Ask(new KioskRequest.AllowRemoteOpening());
            return true;
        }

        _isDone = true;
        Ask(new KioskRequest.SignOut());
        return true;
    }

    private void PutIn(KioskView view)
    {
        if (view.Compartment is not { } number || !cabinet.Doors[number].IsOpen) { return; }

        if (view.Screen == KioskScreen.PutIn && !_tookBack && city.Faults.Strikes(FaultKind.ChangeOfMind, 0.05))
        {
            ChangeMind(view);
            return;
        }

        if (view.Screen == KioskScreen.PutIn && _inHand is { } packet && person.Hands.Contains(packet)
            && view.Packet == packet.Value)
        {
            city.Matter.Put(person, packet, cabinet.Id, number);
        }
        else if (view.Screen == KioskScreen.TakeBack && view.Packet is { } text)
        {
            city.Matter.TakeBack(person, PacketId.Parse(text), cabinet.Id, number);
        }

        Shut(number);
    }

    private void ChangeMind(KioskView view)
    {
        bool mayBeLarger = view.Actions.Contains(KioskAction.LargerDoor);
        _tookBack = !mayBeLarger;
        Ask(mayBeLarger && city.Chance.Hits(0.5)
            ? new KioskRequest.OtherDoor(PacketSize.M, Low: false)
            : new KioskRequest.CancelDeposit());
    }

    private void TakeOut(KioskView view)
    {
        if (view.Compartment is not { } number || !cabinet.Doors[number].IsOpen) { return; }

        if (view.Screen == KioskScreen.TakeOut)
        {
            city.Matter.TakeAll(person, colleague, cabinet.Id, number);
        }

        Shut(number);
    }

    private void Shut(int number)
    {
        if (city.Faults.Strikes(FaultKind.DoorLeftOpen, 0.02))
        {
            // Somebody passes later and pushes it shut.
            cabinet.Doors.PushLater(number, city.Chance.Seconds(30, 900));
            return;
        }

        cabinet.Doors.Push(number);
    }

    private void Stuck(KioskView view)
    {
        if (view.Compartment is { } number)
        {
            cabinet.Doors[number].Stickiness = TimeSpan.Zero; // A hand pushes the door: the latch is free again.
            cabinet.Doors.Pull(number);
        }

        KioskRequest wish = _stuckTries++ < 2 && view.Actions.Contains(KioskAction.OpenAgain) ? new KioskRequest.OpenAgain()
            : view.Actions.Contains(KioskAction.OtherDoor) && _stuckTries < 5 ? new KioskRequest.OtherDoor(null, Low: false)
            : view.Actions.Contains(KioskAction.CancelDeposit) ? new KioskRequest.CancelDeposit()
            : new KioskRequest.DidNotTake();
        Ask(wish);
    }

    private void Scan(string text) => cabinet.Feed(new CabinetInput.Scanned(text));

    private void Ask(KioskRequest request) => cabinet.Feed(new CabinetInput.KioskAsked(request));
}
