using SmartLocker.Firmware.Core.Doors;
using SmartLocker.HardwareSpecs;
using SmartLocker.HardwareSpecs.Cabinets;

namespace SmartLocker.Firmware.Core.Tests.Doors;

/// <summary>docs/rules.md F-2: which doors wait for each other. Either reason alone is enough.</summary>
public sealed class DoorPlanTests
{
    private static readonly CabinetModel TwoBanks = Models.Find("SDL-24-CH")!;

    [Fact]
    public void Banks_on_one_rail_wait_for_each_other_even_when_no_exclusive_group_names_them() =>
        Assert.Single(Groups(TwoBanks with { ExclusiveGroups = [] }));

    [Fact]
    public void Banks_of_an_exclusive_group_wait_for_each_other_even_on_rails_of_their_own() =>
        Assert.Single(Groups(TwoBanks with { Banks = [.. TwoBanks.Banks.Select(bank => bank with { Rail = bank.Id })] }));

    [Fact]
    public void Banks_that_share_nothing_do_not_wait_for_each_other() =>
        Assert.Equal(2, Groups(TwoBanks with
        {
            Banks = [.. TwoBanks.Banks.Select(bank => bank with { Rail = bank.Id })],
            ExclusiveGroups = [],
        }).Count);

    private static HashSet<int> Groups(CabinetModel model) =>
        [.. model.Compartments.Select(compartment => DoorPlan.Of(model).Group(compartment.Number))];
}
