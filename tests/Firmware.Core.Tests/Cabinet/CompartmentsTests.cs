using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Doors;

namespace SmartLocker.Firmware.Core.Tests.Cabinet;

public sealed class CompartmentsTests
{
    /// <summary>docs/rules.md I-1: where no intent can be put on record, there is no pulse.</summary>
    [Fact]
    public void A_journal_that_takes_nothing_forbids_every_pulse()
    {
        Bench bench = new();
        Assert.True(Compartments.MayPulse(bench.State, DoorPlan.Of(bench.Model), 1));
        bench.Give(new CabinetInput.JournalHealth(Writable: false, UsedPercent: 10));
        Assert.False(Compartments.MayPulse(bench.State, DoorPlan.Of(bench.Model), 1));
    }
}
