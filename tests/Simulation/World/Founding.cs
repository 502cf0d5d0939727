using System.Collections.Immutable;
using SmartLocker.HardwareSpecs;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.People;
using static SmartLocker.Simulation.Server.Ended;

namespace SmartLocker.Simulation.World;

/// <summary>The city at its first hour: three cabinets, six agencies, three persons each.</summary>
internal static class Founding
{
    private const int AgencyCount = 6;
    private const int PersonsEach = 3;

    private static readonly string[] ModelIds = ["SDL-24-CH", "SDL-12-SC", "SDL-60-RS"];

    public static AgencyCode Agency(int number) => AgencyCode.Parse($"3790{number}0000{(char)('A' + number)}");

    public static (IReadOnlyList<CabinetNode> Cabinets, IReadOnlyList<Somebody> People) Found(City city)
    {
        CabinetNode[] cabinets = [.. ModelIds.Select((model, index) => Cabinet(city, index + 1, Models.Find(model)!))];
        ImmutableArray<CabinetId> ids = [.. cabinets.Select(cabinet => cabinet.Id)];
        for (int number = 0; number < AgencyCount; number++)
        {
            Agency agency = new()
            {
                Code = Agency(number),
                Name = $"第{number}機關",
                CollectionCabinets = ids,
                DepositCabinets = [.. ids],
            };
            Now(city.Server.Organisation.Describe(agency, Actor.Server));
        }

        return (cabinets, [.. Enumerable.Range(0, AgencyCount * PersonsEach).Select(number => Person(city, number))]);
    }

    private static CabinetNode Cabinet(City city, int number, CabinetModel model)
    {
        CabinetId id = CabinetId.Parse($"CABINET-{number}");
        byte[] pepper = city.Chance.NextBytes(32);
        Now(city.Server.Registry.Register(id, model, new CabinetSettings { DisplayName = id.Value }, pepper, Actor.Server));
        return new CabinetNode(city, id, model) { Pepper = [.. pepper] };
    }

    private static Somebody Person(City city, int number)
    {
        Somebody somebody = Somebody.Of(
            PersonId.Parse($"person-{number}"),
            $"人員{number}",
            Agency(number / PersonsEach),
            BadgeNumber.FromDigits(city.Chance.NextDigits(BadgeNumber.RandomDigits)),
            city.Chance.NextDigits(8));
        Now(city.Server.Organisation.Describe(somebody.Person, Actor.Server));
        Now(city.Server.Organisation.SetPin(somebody.Id, somebody.Pin, Actor.Server, iterations: 1));
        return somebody;
    }
}
