using System.Collections.Immutable;
using SmartLocker.Benchmarks.Figuring;
using SmartLocker.HardwareSpecs;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Placement;

namespace SmartLocker.Benchmarks.Storage;

/// <summary>One choice of a compartment in a cabinet of 10,000, a third of which is held.</summary>
internal static class PlacementBenchmark
{
    private const int Compartments = 10_000;
    private const int Times = 500;
    private const int WarmUp = 200;
    private const double P99MaxMilliseconds = 50;
    private const int EveryHeld = 3;

    public static Task<int> Run(string[] typed)
    {
        Report.Machine("placement");
        CabinetModel city = Models.Find("SDL-24-CH")!;
        CabinetModel large = city with
        {
            Compartments =
            [
                .. Enumerable.Range(1, Compartments)
                    .Select(number => city.Compartments[number % city.Compartments.Length] with { Number = number }),
            ],
        };
        AgencyCode receiver = AgencyCode.Parse("395010000A");
        ImmutableArray<CompartmentNow> now =
        [
            .. large.Compartments.Select(door => new CompartmentNow(
                door.Number,
                door.Number % EveryHeld == 0 ? new Occupancy.Holds(receiver, 1, MayAdd: false) : new Occupancy.Vacant(),
                door.Number)),
        ];
        PlaceRequest request = new() { Receiver = receiver, Size = PacketSize.S, Alone = false };
        Latencies all = new();
        for (int turn = -WarmUp; turn < Times; turn++)
        {
            if (turn < 0) { Place(); }
            else { all.Add(Place); }
        }

        Console.WriteLine($"one of {Compartments} compartments: {all}");
        return Task.FromResult(Report.Goal($"p99 at most {P99MaxMilliseconds} ms", all.P99 <= P99MaxMilliseconds));

        void Place()
        {
            if (Placer.Place(large, now, request) is not PlaceOutcome.Placed)
            {
                throw new InvalidOperationException("A cabinet with room must take a packet.");
            }
        }
    }
}
