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

/// <summary>The city at its first hour: cabinets of all models, agencies that share a few of them, three persons each.</summary>
internal static class Founding
{
    private static readonly string[] ModelIds = ["SDL-24-CH", "SDL-12-SC", "SDL-60-RS"];

    public static AgencyCode Agency(int number) => AgencyCode.Parse($"3790{number:D2}000{(char)('A' + number)}");

    /// <summary>
    /// Half of the agencies meet at the first two cabinets, where it gets crowded; the others have cabinets nearly to themselves.
    /// </summary>
    public static int[] Collecting(CityPlan plan, int agency)
    {
        bool meets = agency < plan.Agencies / 2;
        int first = meets ? agency % 2 : 8 + 2 * (agency - plan.Agencies / 2);
        int second = meets ? 2 + agency : first + 1;
        return [first % plan.Cabinets, second % plan.Cabinets];
    }

    public static (IReadOnlyList<CabinetNode> Cabinets, IReadOnlyList<Somebody> People) Found(City city)
    {
        CityPlan plan = city.Plan;
        CabinetNode[] cabinets =
        [
            .. Enumerable.Range(0, plan.Cabinets)
                .Select(index => Cabinet(city, index + 1, Models.Find(ModelIds[index % ModelIds.Length])!)),
        ];
        for (int number = 0; number < plan.Agencies; number++)
        {
            Agency agency = new()
            {
                Code = Agency(number),
                Name = $"第{number}機關",
                CollectionCabinets = [.. Collecting(plan, number).Distinct().Select(index => cabinets[index].Id)],
                DepositCabinets = [.. cabinets.Select(cabinet => cabinet.Id)],
            };
            Now(city.Store.Organisation.Describe(agency, Actor.Server));
        }

        Now(city.Store.Organisation.Describe(Administrator.Person, Actor.Server));
        return (cabinets, [.. Enumerable.Range(0, plan.Agencies * plan.PersonsEach).Select(number => Person(city, number))]);
    }

    private static CabinetNode Cabinet(City city, int number, CabinetModel model)
    {
        CabinetId id = CabinetId.Parse($"CABINET-{number}");
        byte[] pepper = city.Chance.NextBytes(32);
        Now(city.Store.Registry.Register(id, model, new CabinetSettings { DisplayName = id.Value }, pepper, Actor.Server));
        return new CabinetNode(city, id, model) { Pepper = [.. pepper] };
    }

    public static Somebody Technician(City city)
    {
        BadgeNumber badge = BadgeNumber.FromDigits(city.Chance.NextDigits(BadgeNumber.RandomDigits));
        return Known(city, Somebody.Technician(badge, city.Chance.NextDigits(8)));
    }

    private static Somebody Person(City city, int number) => Known(city, Somebody.Of(
        PersonId.Parse($"person-{number}"),
        $"人員{number}",
        Agency(number / city.Plan.PersonsEach),
        BadgeNumber.FromDigits(city.Chance.NextDigits(BadgeNumber.RandomDigits)),
        city.Chance.NextDigits(8),
        mayLeave: number % city.Plan.PersonsEach == city.Plan.PersonsEach - 1));

    private static Somebody Known(City city, Somebody somebody)
    {
        Now(city.Store.Organisation.Describe(somebody.Person, Actor.Server));
        Now(city.Store.Organisation.SetPin(somebody.Id, somebody.Pin, Actor.Server, iterations: 1));
        return somebody;
    }
}
