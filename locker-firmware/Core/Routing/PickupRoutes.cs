using System.Diagnostics;
using SmartLocker.Codes;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Codes;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Limits;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Firmware.Core.Pickups;
using SmartLocker.Firmware.Core.SignIn;

namespace SmartLocker.Firmware.Core.Routing;

/// <summary>Between pickups and the rest: one compartment after another, each released, shut and recorded.</summary>
internal static class PickupRoutes
{
    /// <summary>Begins to empty everything that waits for the visit's person.</summary>
    /// <param name="code">Only the door that this names, and it is spent with it.</param>
    public static void StartRound(Turn turn, PickupCode? code = null)
    {
        if (turn.State.Visit is { Round: null, Depositing: null } visit)
        {
            turn.State = turn.State with { Visit = visit with { Round = new PickupRound([], null, null) { Code = code } } };
            Advance(turn);
        }
    }

    public static void Feed(Turn turn, int compartment, PickupInput input)
    {
        if (turn.State.Pickups.TryGetValue(compartment, out PickupState? state))
        {
            Take(turn, compartment, Pickup.Step(state, input, turn.Moment));
        }
    }

    public static void Answered(Turn turn, int compartment, CallAnswer? answer)
    {
        // Things may have changed while the server thought.
        bool still = turn.State.Pickups[compartment] is PickupState.Checking checking && !Guessing.IsSuspected(turn.State)
            && Collectables.Allows(Without(turn.State, compartment), turn.Plan, checking.Case)
            && (turn.State.Visit?.Round?.Code is not { } code || CodeRules.Problem(turn.State, code, turn.Now) is null);
        PickupInput input = still && answer is CallAnswer.SecretChecked check
            ? new PickupInput.Checked(check.CheckId)
            : new PickupInput.NotChecked();
        Feed(turn, compartment, input);
    }

    public static void Tick(Turn turn)
    {
        foreach ((int compartment, PickupState state) in turn.State.Pickups)
        {
            if (state is PickupState.Checking checking && turn.Now >= checking.Until)
            {
                Feed(turn, compartment, new PickupInput.NotChecked());
            }
        }

        if (turn.State.Visit?.Round?.SecondBy is { } by && turn.Now >= by && turn.State.SignIn is SignInState.Nobody)
        {
            Pass(turn);
            turn.Tell(NoticeKind.SecondPersonMissing);
        }
    }

    /// <summary>The second person stands there: the compartment that waited is served, if the pair may open it.</summary>
    public static void Joined(Turn turn, PersonId second)
    {
        if (turn.State.Visit is not { Round: { Now: { } compartment, SecondBy: not null } round } visit)
        {
            turn.Tell(NoticeKind.OtherPersonSignedIn); // It took too long; nobody waits for a second person any more.
            return;
        }

        if (Collectables.Of(turn.State, turn.Plan, visit.First, second).Any(found => found.Compartment == compartment))
        {
            turn.Record(new Fact.SignedIn(second, visit.Id));
            turn.State =
                turn.State with { Visit = visit with { Second = second, Round = round with { Now = null, SecondBy = null } } };
            Advance(turn);
        }
        else
        {
            turn.Tell(NoticeKind.SecondPersonRefused);
        }
    }

    /// <summary>Leaves the compartment for which a second person was awaited.</summary>
    public static void Pass(Turn turn)
    {
        if (turn.State.Visit is { Round: { Now: { } compartment, SecondBy: not null } round } visit)
        {
            turn.State = turn.State with
            {
                Visit = visit with { Round = round with { Passed = round.Passed.Add(compartment), Now = null, SecondBy = null } },
            };
            Advance(turn);
        }
    }

    /// <summary>The next compartment, when none is being served.</summary>
    private static void Advance(Turn turn)
    {
        if (turn.State.Visit is not { Round: { Now: null } round } visit)
        {
            return;
        }

        // What one person may take comes first, so that nobody waits for a second one longer than need be.
        Collectable? next = Collectables.Of(turn.State, turn.Plan, visit.First, visit.Second)
            .Where(found => round.Serves(found.Compartment))
            .OrderBy(found => found.TwoPersons && visit.Second is null)
            .FirstOrDefault();
        if (next is null)
        {
            turn.State = turn.State with { Visit = visit with { Round = null } };
            if (turn.State.Notice is null || KioskTexts.IsGood(turn.State.Notice.Kind))
            {
                turn.Tell(visit.PickedUp > 0 ? NoticeKind.PickupDone : NoticeKind.NothingWaits);
            }
        }
        else if (round.Code is { } code && CodeRules.Problem(turn.State, code, turn.Now) is not null)
        {
            // Waiting for a second person takes minutes: what was right at the scan must be right when the door opens.
            turn.State = turn.State with { Visit = visit with { Round = null } };
            turn.Tell(NoticeKind.CodeRefused);
        }
        else if (next.TwoPersons && Guessing.IsSuspected(turn.State))
        {
            turn.State =
                turn.State with { Visit = visit with { Round = round with { Passed = round.Passed.Add(next.Compartment) } } };
            turn.Tell(NoticeKind.PickupsForTwoWait);
            Advance(turn);
        }
        else if (next.TwoPersons && visit.Second is null)
        {
            PickupRound waiting = round with { Now = next.Compartment, SecondBy = turn.Now + KioskTimes.SecondPersonWithin };
            turn.State = turn.State with { Visit = visit with { Round = waiting } };
        }
        else
        {
            turn.State = turn.State with { Visit = visit with { Round = round with { Now = next.Compartment } } };
            Begin(turn, visit, next);
        }
    }

    private static void Begin(Turn turn, Visit visit, Collectable next)
    {
        PickupCase wanted = new(
            next.Compartment,
            [.. Compartments.ContentsOf(turn.State, next.Compartment)],
            next.TwoPersons && visit.Second is { } second ? [visit.First, second] : [visit.First],
            next.TwoPersons)
        {
            Code = visit.Round?.Code is { } code ? new SpentCode(code.Id, code.Number, code.NotBefore, code.Expires) : null,
        };
        Authorisation? fromDesired = !next.TwoPersons || Collectables.IsFresh(turn.State, wanted.Packets[0], turn.Now)
            ? new Authorisation.Desired(turn.State.Desired.Version)
            : null;
        Take(turn, next.Compartment, Pickup.Begin(wanted, fromDesired, turn.Moment));
        if (fromDesired is null && !turn.State.Link.IsUp)
        {
            Feed(turn, next.Compartment, new PickupInput.NotChecked());
        }
    }

    private static void Take(Turn turn, int compartment, PickupStep step)
    {
        turn.State = turn.State with
        {
            Pickups = step.Next is PickupState.Over
                ? turn.State.Pickups.Remove(compartment)
                : turn.State.Pickups.SetItem(compartment, step.Next),
        };
        foreach (PickupEffect effect in step.Effects)
        {
            Carry(turn, compartment, effect);
        }

        bool waits = turn.State.Pickups.GetValueOrDefault(compartment)
            is PickupState.Checking or PickupState.Stuck or PickupState.AskingSeal or PickupState.Taken;
        bool attended = turn.State.Visit is { } visit
            && (visit.Round?.Now == compartment || visit.Last?.Compartment == compartment);
        if (waits && !attended)
        {
            Feed(turn, compartment, new PickupInput.VisitEnded());
        }
    }

    private static void Carry(Turn turn, int compartment, PickupEffect effect)
    {
        switch (effect)
        {
            case PickupEffect.Ask { Case: var wanted, Correlation: var correlation } when turn.State.Link.IsUp:
                turn.Do(new CabinetEffect.AskServer(
                    correlation, Pickup.CheckMax, new ServerCall.CheckSecret(wanted.Packets[0], wanted.Actors)));
                break;
            case PickupEffect.Ask:
                break;
            case PickupEffect.Release release:
                Release(turn, release.Case, ReleasePurpose.Pickup, release.Command, release.Authorisation);
                break;
            case PickupEffect.Reopen reopen:
                Release(turn, reopen.Case, ReleasePurpose.Reopen, reopen.Command, new Authorisation.Reopens(reopen.First));
                break;
            case PickupEffect.HandedOver done:
                foreach (PacketId packet in done.Case.Packets)
                {
                    turn.Record(new Fact.PacketPickedUp(packet, compartment, done.Case.Actors, done.Command, done.Seal));
                }

                Count(turn, compartment, done);
                break;
            case PickupEffect.Abandon left:
                turn.Record(new Fact.PickupAbandoned(left.Case.Packets, compartment, left.Case.Actors, left.Command));
                break;
            case PickupEffect.Next:
                Next(turn, compartment);
                break;
            case PickupEffect.Doubt:
                turn.Doubt(compartment, "left open during a pickup");
                break;
            case PickupEffect.NotAllowed:
                turn.Tell(NoticeKind.CheckFailed);
                break;
            default:
                throw new UnreachableException($"No route for {effect}.");
        }
    }

    private static void Release(
        Turn turn, PickupCase wanted, ReleasePurpose purpose, CommandId command, Authorisation authorisation)
    {
        turn.State = turn.State with { Notice = null };
        DoorRoutes.Release(
            turn,
            new Fact.ReleaseIntended(command, wanted.Compartment, purpose, wanted.Packets, wanted.Actors, authorisation)
            {
                Code = authorisation is Authorisation.Reopens ? null : wanted.Code,
            },
            turn.Now + KioskTimes.ReleaseWithin);
    }

    private static void Count(Turn turn, int compartment, PickupEffect.HandedOver done)
    {
        if (turn.State.Visit is { } visit && visit.Round?.Now == compartment)
        {
            turn.State = turn.State with
            {
                Visit = visit with { PickedUp = visit.PickedUp + done.Case.Packets.Length, Last = (compartment, done.Command) },
            };
        }
    }

    private static void Next(Turn turn, int compartment)
    {
        if (turn.State.Visit is { Round: { } round } visit && round.Now == compartment)
        {
            turn.State = turn.State with
            {
                Visit = visit with { Round = round with { Passed = round.Passed.Add(compartment), Now = null } },
            };
            Advance(turn);
        }
    }

    /// <summary>The state as it was before this very pickup took the compartment, so that it is not in its own way.</summary>
    private static CabinetState Without(CabinetState state, int compartment) =>
        state with { Pickups = state.Pickups.Remove(compartment) };
}
