using SmartLocker.HardwareSpecs.Cabinets;

namespace SmartLocker.HardwareSpecs.Placement;

/// <summary>How many shared compartments of each size are empty and usable: what the reserve is measured against.</summary>
internal sealed class FreeCount
{
    private readonly int[] _bySize = new int[Enum.GetValues<PacketSize>().Length];

    public static FreeCount Of(CabinetModel model, IReadOnlyCollection<CompartmentNow> now)
    {
        FreeCount free = new();
        bool[] seen = new bool[model.Compartments.Length];
        foreach (CompartmentNow compartment in now.Where(compartment => model.Has(compartment.Number)))
        {
            // Two claims about one door would let a stale "vacant" win over a true "holds": that is double booking.
            if (seen[compartment.Number - 1])
            {
                throw new ArgumentException($"Compartment {compartment.Number} is listed twice.", nameof(now));
            }

            seen[compartment.Number - 1] = true;
            if (compartment is { Occupancy: Occupancy.Vacant, FixedFor: null })
            {
                free._bySize[(int)model.Compartment(compartment.Number).Size]++;
            }
        }

        return free;
    }

    public int Of(PacketSize size) => _bySize[(int)size];
}
