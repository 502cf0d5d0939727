using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Firmware.Core.Recovery;
using SmartLocker.Firmware.Core.Tests.Cabinet;
using SmartLocker.TestKit;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Recovery;

/// <summary>Power may fail between any two facts. Nothing is pulsed again, and no packet is forgotten or invented.</summary>
public sealed class RecoveryTests
{
    /// <summary>Every purpose × every result that can be on record: no persisted state lacks a row.</summary>
    [Fact]
    public void Every_release_that_can_be_on_record_has_a_row()
    {
        List<string> lines = [];
        foreach (ReleasePurpose purpose in Enum.GetValues<ReleasePurpose>())
        {
            foreach (
                ReleaseResult? result in Enum.GetValues<ReleaseResult>().Select(value => (ReleaseResult?)value).Prepend(null))
            {
                Fact.ReleaseIntended intent = new(
                    CommandId.Parse("c"), 3, purpose, [Plain], [Sender.Id], new Authorisation.AssignedLocally("a"));
                IEnumerable<string> facts = RecoveryTable.Row(new ReleaseUnderWay(intent, result)).Select(Short);
                lines.Add($"{purpose} {result?.ToString() ?? "-"} -> {string.Join(", ", facts)}");
            }
        }

        Snapshot.Matches("Recovery.table.txt", string.Join('\n', lines) + "\n");
    }

    [Fact]
    public void A_release_cut_short_is_never_pulsed_again_and_the_compartment_waits_for_a_person()
    {
        Bench bench = new();
        bench.SignIn(Sender);
        bench.Scan(Plain.Value);
        int door = bench.LastPulse!.Compartment;
        bench.Start();
        bench.Seconds(60);

        Assert.Equal(1, bench.Effects.Count(effect => effect is CabinetEffect.PulseLatch));
        Assert.Equal(ReleaseResult.Unknown, bench.Last<Fact.ReleaseEnded>().Result);
        Assert.Equal(DepositAbandonment.Interrupted, bench.Last<Fact.DepositAbandoned>().Reason);
        Assert.Equal(CompartmentCondition.OutOfService, Compartments.ConditionOf(bench.State, bench.Model, door));
        Assert.Equal(bench.Last<Fact.SignedIn>().VisitId, bench.Last<Fact.SignedOut>().VisitId);
    }

    [Fact]
    public void A_packet_whose_door_was_open_when_power_failed_is_neither_deposited_nor_its_place_reused()
    {
        Bench bench = new();
        bench.SignIn(Sender);
        bench.Scan(Plain.Value);
        int door = bench.Opens();
        bench.Start();
        Assert.Equal(0, bench.Count<Fact.PacketDeposited>());
        bench.SignIn(Sender);
        Assert.NotEqual(door, bench.Deposits(Plain.Value));
    }

    [Fact]
    public void A_pickup_cut_short_leaves_the_packet_on_record_and_opens_for_nobody()
    {
        Bench bench = PickupStoryTests.Filled(Plain);
        bench.SignIn(Opener);
        bench.Opens();
        bench.Start();
        Assert.True(bench.State.Holdings.Places.ContainsKey(Plain));
        bench.SignIn(Opener);
        Assert.Equal((KioskScreen.Welcome, 0), (bench.Screen.Screen, bench.Screen.Waiting));
    }

    [Fact]
    public void Nothing_fires_before_a_door_was_read()
    {
        Bench bench = PickupStoryTests.Filled(Plain);
        int pulses = bench.Effects.Count(effect => effect is CabinetEffect.PulseLatch);
        bench.Start(readDoors: false);
        bench.SignIn(Opener);
        Assert.Equal(pulses, bench.Effects.Count(effect => effect is CabinetEffect.PulseLatch));
        Assert.Equal(CompartmentCondition.OutOfService, Compartments.ConditionOf(bench.State, bench.Model, 1));
    }

    [Fact]
    public void A_dead_coil_is_not_tried_again_after_a_restart_but_after_service()
    {
        Bench bench = PickupStoryTests.Filled(Plain);
        bench.SignIn(Opener);
        int door = bench.LastPulse!.Compartment;
        bench.Pulse(new PulseResult.CoilOpen());
        Assert.Equal(ReleaseResult.CoilFault, bench.Last<Fact.ReleaseEnded>().Result);
        bench.Start();
        Assert.True(bench.State.Holdings.HasFault("CoilOpen", door));
        Assert.True(bench.State.Holdings.HasFault("ContentsUnknown", door));
        bench.SignIn(Opener);
        Assert.Equal(KioskScreen.Welcome, bench.Screen.Screen);
    }

    [Fact]
    public void A_lock_out_survives_a_power_cut()
    {
        Bench bench = new();
        bench.Scan(Opener.Badge.Value);
        for (int failure = 0; failure < 5; failure++)
        {
            bench.Ask(new KioskRequest.EnterPin("0000"));
            bench.Give(new CabinetInput.PinChecked(Opener.Id, false));
        }

        bench.Start();
        bench.Scan(Opener.Badge.Value);
        Assert.Equal(NoticeKind.LockedOut, bench.Screen.Message?.Kind);
    }

    [Fact]
    public void A_failed_line_is_believed_again_after_the_start_that_checks_it()
    {
        Bench bench = new();
        bench.SignIn(Sender);
        bench.Scan(Plain.Value);
        bench.Pulse(new PulseResult.LineFault("gpio.17", "EIO"));
        Assert.Contains(bench.Effects, effect => effect is CabinetEffect.CutLockSupply);
        bench.Ask(new KioskRequest.OtherDoor(null, Low: false));
        Assert.Equal(NoticeKind.NoRoom, bench.Screen.Message?.Kind);

        bench.Start();
        bench.SignIn(Sender);
        bench.Scan(Plain.Value);
        Assert.Equal(KioskScreen.DoorOpening, bench.Screen.Screen);
    }

    private static string Short(Fact fact) => fact switch
    {
        Fact.ReleaseEnded ended => $"ReleaseEnded {ended.Result}",
        Fact.DepositAbandoned abandoned => $"DepositAbandoned {abandoned.Reason}",
        Fact.FaultRaised raised => $"FaultRaised {raised.Name}",
        _ => fact.ToString(),
    };
}
