using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Wiring;

namespace SmartLocker.HardwareSpecs.Cabinets;

/// <summary>One kind of cabinet: its boards, wiring, ratings, timing and geometry, as its model file says.</summary>
/// <remarks>Made by the loader alone, after every rule held; so ids resolve and compartments are 1…N in order.</remarks>
public sealed record CabinetModel
{
    public required string Id { get; init; }
    public required int Revision { get; init; }
    public required string Name { get; init; }
    public required CabinetUse Use { get; init; }
    public required ControllerSpec Controller { get; init; }
    public required ImmutableArray<DeviceSpec> Devices { get; init; }
    public required ImmutableArray<LineSpec> Lines { get; init; }
    public required PowerSpec Power { get; init; }
    public required ImmutableArray<BankSpec> Banks { get; init; }

    /// <summary>Ids of banks of which only one may have a lock energised at a time.</summary>
    public required ImmutableArray<ImmutableArray<string>> ExclusiveGroups { get; init; }

    public required DoorPolicy Policy { get; init; }
    public required PeripheralSpec Peripherals { get; init; }

    /// <summary>In order of their numbers, which run from 1 without a gap.</summary>
    public required ImmutableArray<CompartmentSpec> Compartments { get; init; }

    /// <param name="number">1…N; a number that the cabinet does not have is a bug of the caller.</param>
    public CompartmentSpec Compartment(int number) =>
        Has(number)
            ? Compartments[number - 1]
            : throw new ArgumentOutOfRangeException(
                nameof(number), number, $"Model {Id} has compartments 1 to {Compartments.Length}.");

    public bool Has(int number) => number >= 1 && number <= Compartments.Length;

    public BankSpec BankOf(CompartmentSpec compartment) => Banks.First(bank => bank.Id == compartment.Bank);

    public LineSpec? Line(string id) => Lines.FirstOrDefault(line => line.Id == id);
}
