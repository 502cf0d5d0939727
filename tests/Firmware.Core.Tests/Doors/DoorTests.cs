using FsCheck;
using FsCheck.Fluent;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.HardwareSpecs;
using SmartLocker.TestKit;

namespace SmartLocker.Firmware.Core.Tests.Doors;

/// <summary>The door alone: every pair by table, every history by property.</summary>
public sealed class DoorTests
{
    private static readonly DoorTiming Timing = DoorTiming.Of(Models.Find("SDL-24-CH")!, 1);
    private static readonly CommandId Own = CommandId.Parse("own");
    private static readonly Sequence First = new(Own, 1, 3, At(0));
    private static readonly Sequence Last = new(Own, 3, 3, At(0));

    private static readonly DoorState[] EveryState =
    [
        new DoorState.Unknown(), new DoorState.Closed(), new DoorState.Pulsing(First, At(9), DoorSeen.Shut),
        new DoorState.Detecting(First, At(9)), new DoorState.Resting(First with { Attempt = 2 }, At(9)), new DoorState.Released(
            First, At(9)),
        new DoorState.ReleasedNotOpened(Own), new DoorState.Open(Own, At(0)), new DoorState.HeldOpen(Own, At(0)),
        new DoorState.LeftOpen(Own, At(0)), new DoorState.LatchedWhileOpen(Own, At(0)),
        new DoorState.Freeing(Own, At(0), At(9), DoorSeen.LatchedOpen), new DoorState.Stirring(DoorSeen.Open, At(9)),
        new DoorState.NotLatched(Own, At(0)), new DoorState.SensorFaulty(Own, At(0)), new DoorState.Jammed(
            Own), new DoorState.Dead(Own),
    ];

    /// <summary>What else a state's own data decides.</summary>
    private static readonly DoorState[] Variants =
    [
        new DoorState.Pulsing(First, At(9), DoorSeen.Released), new DoorState.Pulsing(First, At(9), DoorSeen.Open),
        new DoorState.Pulsing(First, At(9), DoorSeen.LatchedOpen), new DoorState.Pulsing(First, At(9), DoorSeen.Unknown),
        new DoorState.Detecting(Last, At(9)), new DoorState.Freeing(Own, At(0), At(9), DoorSeen.Open),
        new DoorState.Stirring(DoorSeen.Released, At(9)), new DoorState.Stirring(DoorSeen.LatchedOpen, At(9)),
        new DoorState.NotLatched(null, At(0)),
    ];

    private static readonly DoorInput[] EveryInput =
    [
        new DoorInput.Release(CommandId.Parse("new"), 3), new DoorInput.Release(CommandId.Parse("new"), 0),
        .. new PulseResult[]
        {
            new PulseResult.Pulsed(), new PulseResult.Resting(), new PulseResult.LineFault("l", "d"), new PulseResult.CoilOpen(),
            new PulseResult.CoilShort(), new PulseResult.DriverStuckOn(),
        }.Select(result => new DoorInput.PulseEnded(Own, 1, result)),
        .. Enum.GetValues<DoorSeen>().Select(seen => new DoorInput.Sensed(seen, Coupled: false)),
        new DoorInput.Sensed(DoorSeen.Open, Coupled: true), new DoorInput.Sensed(DoorSeen.Released, Coupled: true),
        new DoorInput.Tick(), new DoorInput.Serviced(),
    ];

    [Fact]
    public void Every_state_answers_every_input_as_the_table_says()
    {
        List<string> lines = [];
        foreach (DoorState state in EveryState.Concat(Variants))
        {
            foreach (DoorInput input in EveryInput)
            {
                DoorStep step = Door.Step(state, input, At(9.5), Timing);
                string next = step.Next == state ? "=" : Text(step.Next);
                if (next != "=" || step.Effects.Count > 0)
                {
                    lines.Add($"{Text(state)} | {Text(input)} -> {next}{Follows(step)}");
                }
            }

            DoorStep late = Door.Step(state, new DoorInput.Tick(), At(400), Timing);
            lines.Add($"{Text(state)} | much later -> {Text(late.Next)}{Follows(late)}");
        }

        Snapshot.Matches("Door.transitions.txt", string.Join('\n', lines) + "\n");
    }

    [Fact]
    public void No_state_and_no_input_is_missing_from_the_lists_above()
    {
        Assert.Equal(Nested(typeof(DoorState)), EveryState.Select(state => state.GetType().Name).ToHashSet());
        Assert.Equal(Nested(typeof(DoorInput)), EveryInput.Select(input => input.GetType().Name).ToHashSet());
        Assert.Equal(
            Nested(typeof(PulseResult)), EveryInput.OfType<DoorInput.PulseEnded>().Select(
                input => input.Result.GetType().Name).ToHashSet());
    }

    /// <summary>
    /// docs/rules.md F-3, F-9: the coil is energised only while the door is read shut, never again after a fault of its own.
    /// </summary>
    [Fact]
    public void No_history_pulses_a_door_that_is_not_seen_shut_or_whose_coil_is_bad() => Prop.ForAll(Histories(), history =>
    {
        (DoorState door, DoorSeen seen, int allowed, HashSet<CommandId> ended, int release) =
            (new DoorState.Unknown(), DoorSeen.Unknown, 0, [], 0);
        foreach ((int index, DoorInput drawn) in history.Index())
        {
            DoorInput input = drawn switch
            {
                DoorInput.Release => new DoorInput.Release(CommandId.Parse($"r{release++}"), 3),
                DoorInput.PulseEnded reported => (DoorInput?)Owed(door, reported.Result) ?? new DoorInput.Tick(),
                _ => drawn,
            };
            allowed = input is DoorInput.Release ? allowed + 3 : allowed;
            seen = input is DoorInput.Sensed sensed ? sensed.Seen : seen;
            DoorStep step = Door.Step(door, input, At(index * 0.7), Timing);
            foreach (DoorEffect effect in step.Effects)
            {
                switch (effect)
                {
                    case DoorEffect.Pulse pulse:
                        bool frees = step.Next is DoorState.Freeing && seen is DoorSeen.LatchedOpen;
                        Assert.True(seen is DoorSeen.Shut || frees, $"Pulsed while {seen} at step {index}.");
                        Assert.True(--allowed >= 0, $"Pulsed without leave at step {index}.");
                        Assert.False(ended.Contains(pulse.Command), $"Pulsed after its end at step {index}.");
                        break;
                    case DoorEffect.Ended end:
                        Assert.True(ended.Add(end.Command), $"Ended twice at step {index}.");
                        break;
                    default:
                        break;
                }
            }

            Assert.False(door is DoorState.Dead && step.Next is DoorState.Pulsing, $"A dead coil was pulsed at step {index}.");
            door = step.Next;
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    /// <summary>A person who was let in and pulls late is no burglar; who opens without any release is one.</summary>
    [Fact]
    public void Only_what_nobody_released_is_forced()
    {
        DoorState door = new DoorState.Jammed(Own);
        DoorStep late = Door.Step(door, new DoorInput.Sensed(DoorSeen.Open, false), At(1), Timing);
        Assert.Contains(new DoorEffect.Opened(Own), late.Effects);
        Assert.DoesNotContain(late.Effects, effect => effect is DoorEffect.Raise { Fault: "ForcedOpen" });

        DoorState stirring = Door.Step(new DoorState.Closed(), new DoorInput.Sensed(DoorSeen.Open, false), At(1), Timing).Next;
        Assert.Empty(Door.Step(stirring, new DoorInput.Tick(), At(1.1), Timing).Effects);
        Assert.Contains(
            Door.Step(stirring, new DoorInput.Tick(), At(1.15), Timing).Effects, effect =>
                effect is DoorEffect.Raise { Fault: "ForcedOpen" });
        Assert.IsType<DoorState.Closed>(Door.Step(stirring, new DoorInput.Sensed(DoorSeen.Shut, false), At(1.1), Timing).Next);
    }

    [Fact]
    public void A_loop_that_stood_still_gives_no_pulse_after_the_sequence_is_over()
    {
        DoorState resting = new DoorState.Resting(First with { Attempt = 2 }, At(3));
        Assert.Contains(
            Door.Step(resting, new DoorInput.Tick(), At(3), Timing).Effects, effect => effect is DoorEffect.Pulse { Attempt: 2 });
        DoorStep late = Door.Step(resting, new DoorInput.Tick(), At(10.1), Timing);
        Assert.Contains(new DoorEffect.Ended(Own, ReleaseResult.Jammed, 1), late.Effects);
    }

    /// <summary>
    /// With a hook switch alone, released and open look the same; with a door switch alone a given pulse is a release.
    /// </summary>
    [Fact]
    public void A_cabinet_with_one_sensor_per_door_is_judged_by_what_it_has()
    {
        Assert.Equal(DoorSeen.Open, DoorSight.Of(new DoorReading(1, Contact.Open, Contact.Absent)));
        Assert.Equal(DoorSeen.Shut, DoorSight.Of(new DoorReading(1, Contact.Closed, Contact.Absent)));
        Assert.Equal(DoorSeen.Unknown, DoorSight.Of(new DoorReading(1, Contact.Closed, Contact.Unknown)));
        Assert.Equal(DoorSeen.Unknown, DoorSight.Of(new DoorReading(1, Contact.Absent, Contact.Absent)));

        DoorStep step = Door.Step(
            new DoorState.Pulsing(First, At(9), DoorSeen.Shut), new DoorInput.PulseEnded(Own, 1, new PulseResult.Pulsed()), At(1),
            Timing with { HookWatched = false });
        Assert.IsType<DoorState.Released>(step.Next);
    }

    [Fact]
    public void Locks_of_one_rail_share_a_group_in_every_model() => Assert.All(Models.All, model =>
        Assert.Single(model.Compartments.Select(door => DoorPlan.Of(model).Group(door.Number)).Distinct()));

    private static DoorInput.PulseEnded? Owed(DoorState door, PulseResult result) => door switch
    {
        DoorState.Pulsing pulsing => new DoorInput.PulseEnded(pulsing.Sequence.Command, pulsing.Sequence.Attempt, result),
        DoorState.Freeing freeing => new DoorInput.PulseEnded(freeing.Command, 1, result),
        _ => null,
    };

    private static Arbitrary<DoorInput[]> Histories() => Gen.Frequency(
        (6, Gen.Constant<DoorInput>(new DoorInput.Tick())),
        (3, Gen.Constant<DoorInput>(new DoorInput.Release(Own, 3))),
        (4, Gen.Constant<DoorInput>(new DoorInput.PulseEnded(Own, 1, new PulseResult.Pulsed()))),
        (6, Gen.Elements(EveryInput.Where(input => input is not DoorInput.Serviced).ToArray()))).ArrayOf().ToArbitrary();

    private static string Follows(DoorStep step) => string.Concat(step.Effects.Select(effect => $" ! {Text(effect)}"));

    private static HashSet<string> Nested(Type family) => [.. family.GetNestedTypes().Select(type => type.Name)];

    private static string Text(object value) => value switch
    {
        DoorState.Pulsing p => $"Pulsing({p.Sequence.Attempt}/{p.Sequence.AttemptsMax} seen {p.Seen})",
        DoorState.Detecting d => $"Detecting({d.Sequence.Attempt}/{d.Sequence.AttemptsMax})",
        DoorState.Resting r => $"Resting({r.Sequence.Attempt}/{r.Sequence.AttemptsMax})",
        DoorState.Released r => $"Released({r.Sequence.Command})",
        DoorState.Freeing f => $"Freeing(seen {f.Seen})",
        DoorState.Stirring s => $"Stirring({s.Seen})",
        DoorState.NotLatched n => $"NotLatched({n.Command?.Value ?? "nobody"})",
        DoorState.Open o => $"Open({o.Command?.Value ?? "nobody"})",
        DoorState => value.GetType().Name,
        DoorInput.Release r => $"Release x{r.AttemptsMax}",
        DoorInput.PulseEnded e => e.Result.GetType().Name,
        DoorInput.Sensed s => $"sees {s.Seen}{(s.Coupled ? " coupled" : "")}",
        DoorInput => value.GetType().Name,
        DoorEffect.Pulse p => $"Pulse {p.Command} {p.Attempt} {p.Width.TotalMilliseconds} ms",
        DoorEffect.Ended e => $"Ended {e.Command} {e.Result} {e.Pulses}",
        DoorEffect.Opened o => $"Opened {o.Command?.Value ?? "nobody"}",
        DoorEffect.Raise r => $"Raise {r.Fault}",
        DoorEffect.Clear c => $"Clear {c.Fault}",
        DoorEffect => value.GetType().Name,
        _ => value.ToString() ?? "",
    };

    private static Uptime At(double seconds) => new(TimeSpan.FromSeconds(seconds));
}
