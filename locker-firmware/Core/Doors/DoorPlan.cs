using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Wiring;

namespace SmartLocker.Firmware.Core.Doors;

/// <summary>
/// What the rules need of a model at every tick: each door's timing, and which doors must not be pulsed together.
/// </summary>
public sealed class DoorPlan
{
    // A model never changes, so its plan is worked out once; this is a memory, not a state.
    private static readonly ConditionalWeakTable<CabinetModel, DoorPlan> Plans = [];

    private readonly ImmutableArray<DoorTiming> _timings;
    private readonly ImmutableArray<int> _groups;

    private DoorPlan(CabinetModel model)
    {
        _timings = [.. model.Compartments.Select(compartment => DoorTiming.Of(model, compartment.Number))];
        Dictionary<string, int> groups = GroupBanks(model);
        _groups = [.. model.Compartments.Select(compartment => groups[compartment.Bank])];
    }

    public static DoorPlan Of(CabinetModel model) => Plans.GetValue(model, made => new DoorPlan(made));

    public DoorTiming Timing(int compartment) => _timings[compartment - 1];

    /// <summary>Doors of one group share a rail or exclude each other: one sequence at a time (docs/rules.md F-2).</summary>
    public int Group(int compartment) => _groups[compartment - 1];

    private static Dictionary<string, int> GroupBanks(CabinetModel model)
    {
        Dictionary<string, int> groups = model.Banks.Index().ToDictionary(entry => entry.Item.Id, entry => entry.Index);
        IEnumerable<string[]> together =
        [
            .. model.Banks.GroupBy(bank => bank.Rail).Select(rail => rail.Select(bank => bank.Id).ToArray()),
            .. model.ExclusiveGroups.Select(banks => banks.ToArray()),
        ];
        foreach (string[] banks in together)
        {
            int lowest = banks.Min(bank => groups[bank]);
            HashSet<int> merged = [.. banks.Select(bank => groups[bank])];
            foreach (BankSpec bank in model.Banks.Where(bank => merged.Contains(groups[bank.Id])))
            {
                groups[bank.Id] = lowest;
            }
        }

        return groups;
    }
}
