using System.Collections.Immutable;
using System.Diagnostics;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Deposits;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Limits;
using SmartLocker.Firmware.Core.Pickups;
using SmartLocker.Firmware.Core.SignIn;

namespace SmartLocker.Firmware.Core.Routing;

/// <summary>Between the sign-in, the visit that follows it, and the rest.</summary>
internal static class VisitRoutes
{
    /// <returns>Whether it is this badge whose PIN is awaited from now on.</returns>
    public static bool Badge(Turn turn, CabinetPerson? person)
    {
        bool lockedOut = person is not null && turn.State.LockedOut.GetValueOrDefault(person.Id) > turn.Now;
        if (person is not null && !lockedOut)
        {
            turn.Do(new CabinetEffect.Signal(KioskSignal.ScanTaken, 0));
            turn.State = turn.State with { Notice = null };
        }

        SignInState before = turn.State.SignIn;
        Feed(turn, new SignInInput.Badge(person?.Id, lockedOut));

        // Whoever shows a badge comes by the badge; one that nobody knows, or that comes too late, changes nothing.
        if (ReferenceEquals(before, turn.State.SignIn)) { return false; }

        turn.State = turn.State with { Code = null };
        return turn.State.SignIn is SignInState.EnteringPin;
    }

    public static void Feed(Turn turn, SignInInput input)
    {
        SignInStep step = SignInRules.Step(turn.State.SignIn, input, turn.Now);
        turn.State = turn.State with { SignIn = step.Next };
        foreach (SignInEffect effect in step.Effects)
        {
            Carry(turn, effect);
        }
    }

    /// <summary>A sign of life.</summary>
    public static void Touch(Turn turn)
    {
        if (turn.State.Visit is { } visit)
        {
            turn.State = turn.State with { Visit = visit with { IdleFrom = turn.Now } };
        }
    }

    public static void Tick(Turn turn)
    {
        Feed(turn, new SignInInput.Tick());
        if (turn.State.Notice is { } notice && turn.Now >= notice.Until)
        {
            turn.State = turn.State with { Notice = null };
        }

        // Somebody who waits for the second person, or for the PIN check of that person, has not left.
        bool waits = turn.State.Visit?.Round?.SecondBy is not null || turn.State.SignIn is not SignInState.Nobody;
        if (waits)
        {
            Touch(turn);
        }

        if (turn.State.Visit is { } visit && turn.Now >= visit.IdleFrom + turn.State.Desired.Settings.VisitIdleMax)
        {
            End(turn);
        }
    }

    /// <summary>The person has left, or says so. What is behind open doors goes on by itself.</summary>
    public static void End(Turn turn)
    {
        if (turn.State.Visit is not { } visit)
        {
            return;
        }

        turn.State =
            turn.State with { Visit = null, SignIn = new SignInState.Nobody(), Language = KioskLanguage.Chinese, Notice = null };
        foreach (PacketId packet in turn.State.Deposits.Keys)
        {
            DepositRoutes.Feed(turn, packet, new DepositInput.VisitEnded());
        }

        foreach (int compartment in turn.State.Pickups.Keys)
        {
            PickupRoutes.Feed(turn, compartment, new PickupInput.VisitEnded());
        }

        turn.Record(new Fact.SignedOut(visit.Id));
        turn.State = turn.State with { Notice = null };
    }

    private static void Carry(Turn turn, SignInEffect effect)
    {
        switch (effect)
        {
            case SignInEffect.CheckPin check when turn.State.Desired.People.GetValueOrDefault(check.Person) is { } person:
                turn.Do(new CabinetEffect.CheckPin(check.Person, person.Pin, check.Typed));
                break;
            case SignInEffect.CheckPin:
                Feed(turn, new SignInInput.GiveUp()); // Revoked between badge and PIN.
                turn.Tell(NoticeKind.UnknownBadge);
                break;
            case SignInEffect.Accept accept:
                Accepted(turn, accept.Person);
                break;
            case SignInEffect.WrongPin wrong:
                Wrong(turn, wrong.Person);
                break;
            case SignInEffect.Refuse refuse:
                Refused(turn, refuse.Person, refuse.LockedOut ? SignInRefusal.LockedOut : SignInRefusal.UnknownBadge);
                turn.Tell(refuse.LockedOut ? NoticeKind.LockedOut : NoticeKind.UnknownBadge);
                break;
            default:
                throw new UnreachableException($"No route for {effect}.");
        }
    }

    private static void Accepted(Turn turn, PersonId person)
    {
        if (!turn.State.Desired.People.ContainsKey(person))
        {
            turn.Tell(NoticeKind.UnknownBadge); // Revoked while the PIN was checked.
        }
        else if (turn.State.Visit is not null)
        {
            PickupRoutes.Joined(turn, person);
        }
        else
        {
            string visit = turn.Moment.Ids.Next();
            turn.Record(new Fact.SignedIn(person, visit));
            turn.State = turn.State with { Visit = new Visit(visit, person, null, turn.Now), Notice = null };
            if (!CodeRoutes.Begin(turn, person) && Collectables.Of(turn.State, turn.Plan, person, null).Any())
            {
                PickupRoutes.StartRound(turn);
            }
        }
    }

    /// <summary>So many wrong PINs in a row lock the person out; each further round of them does so again.</summary>
    private static void Wrong(Turn turn, PersonId person)
    {
        turn.Record(new Fact.SignInRefused(person, SignInRefusal.WrongPin));
        HealthRoutes.WrongPin(turn);
        CabinetSettings settings = turn.State.Desired.Settings;
        if (turn.State.Holdings.Failures.GetValueOrDefault(person) % Math.Max(1, settings.SignInFailuresMax) != 0)
        {
            turn.Tell(NoticeKind.WrongPin);
            return;
        }

        turn.State = turn.State with { LockedOut = turn.State.LockedOut.SetItem(person, turn.Now + settings.SignInLockOut) };
        Feed(turn, new SignInInput.GiveUp());
        turn.Tell(NoticeKind.LockedOut);
    }

    /// <summary>
    /// Nobody's server signed it. It counts as no guess: nobody finds a signature by trying, and whoever passes by and holds
    /// papers before the scanner must not stop the pickups of a whole building.
    /// </summary>
    public static void FalseCode(Turn turn) => Refused(turn, null, SignInRefusal.FalseCode);

    private static void Refused(Turn turn, PersonId? person, SignInRefusal reason)
    {
        (bool isOnRecord, ImmutableArray<Uptime> recorded) = Flood.Next(turn.State.Refusals, turn.Now);
        turn.State = turn.State with { Refusals = recorded };
        if (isOnRecord) { turn.Record(new Fact.SignInRefused(person, reason)); }
    }
}
