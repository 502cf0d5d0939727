using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Invariants;

/// <summary>Who may stand at the kiosk: nobody who guessed too often, however the cabinet was restarted meanwhile.</summary>
internal sealed class SignInWatch(City city, CabinetNode cabinet)
{
    private readonly Dictionary<PersonId, int> _failures = [];
    private readonly Dictionary<PersonId, TimeSpan> _lockedUntil = [];
    private readonly Dictionary<PersonId, bool> _typedRight = [];

    public void Typed(PersonId person, bool right) => _typedRight[person] = right;

    public void Note(Fact fact)
    {
        switch (fact)
        {
            case Fact.SignInRefused { Person: { } person, Reason: SignInRefusal.WrongPin }:
                Failed(person);
                break;
            case Fact.SignedIn signedIn:
                SignedIn(signedIn.Person);
                break;
            default:
                break;
        }
    }

    private void Failed(PersonId person)
    {
        int failures = _failures[person] = _failures.GetValueOrDefault(person) + 1;
        if (cabinet.State is { Desired.Settings: var settings } && failures % Math.Max(1, settings.SignInFailuresMax) == 0)
        {
            _lockedUntil[person] = city.Agenda.Now + settings.SignInLockOut;
        }
    }

    private void SignedIn(PersonId person)
    {
        _failures.Remove(person);
        city.Watch.Hold(_typedRight.GetValueOrDefault(person), 0, $"{person} signs in at {cabinet.Id} without the right PIN");
        TimeSpan until = _lockedUntil.GetValueOrDefault(person);
        city.Watch.Hold(city.Agenda.Now >= until, 23, $"{person} signs in at {cabinet.Id}, locked out until {until}");
        bool known = cabinet.State is not { } state || state.Desired.People.ContainsKey(person);
        city.Watch.Hold(known, 20, $"{person} signs in at {cabinet.Id}, whose document does not name them any more");
    }
}
