using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Core.Faults;

/// <summary>What ends when a compartment comes back into service: a person has repaired it.</summary>
public static class Service
{
    public static IEnumerable<Fact> Facts(Holdings holdings, int compartment) =>
        holdings.Faults.Keys
            .Where(at => at.Compartment == compartment && FaultName.EndsByService(at.Name))
            .Select(at => new Fact.FaultCleared(at.Name, compartment));
}
