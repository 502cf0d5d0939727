using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Cabinets;

namespace SmartLocker.HardwareSpecs.Placement;

/// <summary>Which compartment of a cabinet a packet gets. The same code decides on the server and in the cabinet.</summary>
/// <remarks>
/// Pure, and blind to the order in which compartments are listed. A compartment that is not listed is never chosen:
/// what nobody vouches for is not free. Linear in the number of compartments.
/// </remarks>
public static class Placer
{
    /// <param name="now">Each compartment at most once, in any order.</param>
    public static PlaceOutcome Place(CabinetModel model, IReadOnlyCollection<CompartmentNow> now, PlaceRequest request)
    {
        FreeCount free = FreeCount.Of(model, now);
        int[] fellOut = new int[Enum.GetValues<NoRoomReason>().Length];
        Verdict.Fits? best = null;
        foreach (CompartmentNow compartment in now.Where(compartment => model.Has(compartment.Number)))
        {
            switch (Judge.Of(model.Compartment(compartment.Number), compartment, request, free))
            {
                case Verdict.Fits fits when best is null || fits.Rank.CompareTo(best.Rank) < 0:
                    best = fits;
                    break;
                case Verdict.FallsOut { Reason: var reason }:
                    fellOut[(int)reason]++;
                    break;
                default:
                    break;
            }
        }

        return best is null
            ? new PlaceOutcome.NoRoom(Counts(fellOut))
            : new PlaceOutcome.Placed(best.Rank.Number, best.Why);
    }

    private static ImmutableSortedDictionary<NoRoomReason, int> Counts(int[] fellOut) =>
        fellOut.Index().Where(entry => entry.Item > 0)
            .ToImmutableSortedDictionary(entry => (NoRoomReason)entry.Index, entry => entry.Item);
}
