using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.HardwareSpecs.Cabinets;

namespace SmartLocker.Firmware.Core.Link;

/// <summary>What the cabinet can say about itself without moving anything.</summary>
public static class SelfTest
{
    public static ImmutableArray<SelfTestItem> Of(CabinetState state, CabinetModel model) =>
    [
        new SelfTestItem(
            "journal",
            state.JournalWritable ? SelfTestResult.Passed : SelfTestResult.Failed,
            $"expected writable, {state.JournalUsedPercent} % used"),
        .. model.Compartments.Select(door => Door(state, door.Number)),
    ];

    private static SelfTestItem Door(CabinetState state, int compartment)
    {
        string[] faults = [.. state.Holdings.Faults.Keys.Where(at => at.Compartment == compartment).Select(at => at.Name)];
        DoorState door = state.Door(compartment).State;
        SelfTestResult result = door is DoorState.Unknown || faults.Length > 0 ? SelfTestResult.Failed
            : door is DoorState.Closed ? SelfTestResult.Passed
            : SelfTestResult.NotRun;
        return new SelfTestItem(
            $"compartment {compartment}", result, $"expected Closed, found {string.Join(' ', [door.GetType().Name, .. faults])}");
    }
}
