using System.Collections.Immutable;
using System.Diagnostics;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Core.Routing;

/// <summary>Between the doors and whoever uses them: releases wait for their rail, results go to whom they concern.</summary>
internal static class DoorRoutes
{
    /// <summary>Releases that may wait for a rail at the same time; one more is refused.</summary>
    public const int WaitingMax = 8;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Puts the intent on record and queues the release. The pulse comes when the rail is free, or never.</summary>
    public static void Release(Turn turn, Fact.ReleaseIntended intent, Uptime deadline)
    {
        turn.Record(intent);
        if (turn.State.Waiting.Length >= WaitingMax || !turn.State.JournalWritable)
        {
            FlowRoutes.ReleaseEnded(turn, intent.Command, intent.Compartment, ReleaseResult.Refused, 0);
            return;
        }

        turn.State = turn.State with
        {
            Waiting = turn.State.Waiting.Add(new WaitingRelease(intent.Command, intent.Compartment, deadline)),
        };
    }

    /// <summary>Starts what waits and may start: at most one sequence per rail, in the order of asking.</summary>
    public static void Grant(Turn turn)
    {
        if (turn.State.Waiting.IsEmpty)
        {
            return;
        }

        HashSet<int> taken = [];
        foreach (WaitingRelease waiting in turn.State.Waiting)
        {
            int group = turn.Plan.Group(waiting.Compartment);
            bool late = turn.Now > waiting.Deadline;
            if (!late && (taken.Contains(group) || IsGroupBusy(turn, group)))
            {
                taken.Add(group);
                continue;
            }

            turn.State = turn.State with { Waiting = turn.State.Waiting.Remove(waiting) };
            if (late)
            {
                FlowRoutes.ReleaseEnded(turn, waiting.Command, waiting.Compartment, ReleaseResult.Expired, 0);
                continue;
            }

            taken.Add(group);
            Feed(turn, waiting.Compartment, new DoorInput.Release(waiting.Command, AttemptsLeft(turn, waiting.Compartment)));
        }
    }

    public static void Sensed(Turn turn, CabinetInput.SensorsRead read)
    {
        foreach (DoorReading reading in read.Doors.Where(reading => turn.Model.Has(reading.Compartment)))
        {
            int group = turn.Plan.Group(reading.Compartment);
            bool coupled = turn.State.Doors.Index().Any(door =>
                door.Item.IsEnergised && door.Index + 1 != reading.Compartment && turn.Plan.Group(door.Index + 1) == group);
            Feed(turn, reading.Compartment, new DoorInput.Sensed(DoorSight.Of(reading), coupled));
        }
    }

    public static void Tick(Turn turn)
    {
        for (int number = 1; number <= turn.State.Doors.Length; number++)
        {
            // Nothing of a closed or unread door has a deadline, and nearly all doors are closed.
            if (turn.State.Door(number).State is not DoorState.Closed and not DoorState.Unknown)
            {
                Feed(turn, number, new DoorInput.Tick());
            }
        }
    }

    public static void Feed(Turn turn, int compartment, DoorInput input)
    {
        DoorNow door = turn.State.Door(compartment);
        DoorStep step = Door.Step(door.State, input, turn.Now, turn.Plan.Timing(compartment));
        if (!ReferenceEquals(step.Next, door.State))
        {
            Set(turn, compartment, door with { State = step.Next });
        }

        foreach (DoorEffect effect in step.Effects)
        {
            Carry(turn, compartment, effect);
        }
    }

    private static void Carry(Turn turn, int compartment, DoorEffect effect)
    {
        switch (effect)
        {
            case DoorEffect.Pulse pulse:
                DoorNow door = turn.State.Door(compartment);
                Set(turn, compartment, door with { Pulses = [.. Recent(door.Pulses, turn.Now), turn.Now] });
                turn.Do(new CabinetEffect.PulseLatch(pulse.Command, compartment, pulse.Attempt, pulse.Width));
                break;
            case DoorEffect.CutSupply:
                turn.Do(new CabinetEffect.CutLockSupply(compartment));
                break;
            case DoorEffect.Ended ended:
                FlowRoutes.ReleaseEnded(turn, ended.Command, compartment, ended.Result, ended.Pulses);
                break;
            case DoorEffect.Opened opened:
                FlowRoutes.DoorOpened(turn, compartment, opened.Command);
                break;
            case DoorEffect.Shut shut:
                turn.Record(new Fact.DoorShut(compartment, shut.OpenFor));
                FlowRoutes.DoorShut(turn, compartment);
                break;
            case DoorEffect.Raise raise:
                turn.Raise(raise.Fault, compartment, raise.Detail);
                break;
            case DoorEffect.Clear clear:
                turn.Clear(clear.Fault, compartment);
                break;
            case DoorEffect.Warn:
                turn.Do(new CabinetEffect.Signal(KioskSignal.Warning, compartment));
                break;
            default:
                throw new UnreachableException($"No route for {effect}.");
        }
    }

    /// <summary>What the lock's rate limit leaves; none where a fault or the operator forbids any pulse.</summary>
    private static int AttemptsLeft(Turn turn, int compartment)
    {
        if (!Compartments.MayPulse(turn.State, turn.Plan, compartment))
        {
            return 0;
        }

        int recent = Recent(turn.State.Door(compartment).Pulses, turn.Now).Count();
        return Math.Clamp(turn.Plan.Timing(compartment).PulsesPerMinute - recent, 0, turn.Plan.Timing(compartment).Widths.Length);
    }

    private static bool IsGroupBusy(Turn turn, int group) =>
        turn.State.Doors.Index().Any(door => door.Item.InSequence && turn.Plan.Group(door.Index + 1) == group);

    private static IEnumerable<Uptime> Recent(ImmutableArray<Uptime> pulses, Uptime now) => pulses.Where(at => now - at < Minute);

    private static void Set(Turn turn, int compartment, DoorNow door) =>
        turn.State = turn.State with { Doors = turn.State.Doors.SetItem(compartment - 1, door) };
}
