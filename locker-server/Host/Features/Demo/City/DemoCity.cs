using System.Collections.Immutable;
using System.Globalization;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;

namespace SmartLocker.Server.Features.Demo.City;

/// <summary>A small invented city: six agencies, two cabinets, their people.</summary>
/// <remarks>
/// One password for all: everything here listens on loopback, lives for one demonstration, and is printed on the screen.
/// </remarks>
internal sealed class DemoCity
{
    public const string Password = "locker-demo-2026";

    private static readonly (string Code, string Name, string Clerk, string Courier)[] Known =
    [
        ("395010000A", "青嵐市政府秘書處", "林佳穎", "王志明"),
        ("395020000C", "青嵐市政府民政局", "陳柏翰", "李淑芬"),
        ("395030000D", "青嵐市政府財政局", "黃怡君", "張家豪"),
        ("395040000E", "青嵐市政府教育局", "吳俊傑", "蔡雅婷"),
        ("395610000G", "青嵐市東湖區公所", "劉美玲", "楊宗翰"),
        ("395646101H", "青嵐市立東湖國民小學", "許雅雯", "鄭文彬"),
    ];

    public DemoCity()
    {
        foreach ((string code, string name, string clerk, string courier) in Known)
        {
            Add(AgencyCode.Parse(code), name, (clerk, courier));
        }
    }

    public static ImmutableArray<DemoCabinet> Cabinets { get; } =
    [
        new(CabinetId.Parse("CITYHALL-1"), "市政大樓", "SDL-24-CH", "DEMO-0001"),
        new(CabinetId.Parse("LAKESIDE-1"), "東湖圖書館", "SDL-12-SC", "DEMO-0002"),
    ];

    /// <summary>With a badge and a PIN too: a block of opening from afar ends in front of the doors alone (CL-82).</summary>
    public DemoPerson Administrator { get; set; } =
        new(PersonId.Parse("administrator"), "系統管理者", Role.Administrator, "admin", Pin(0, 2));

    /// <summary>In the order in which they were founded.</summary>
    public List<DemoAgency> Agencies { get; } = [];

    public DemoAgency Of(AgencyCode code) =>
        Agencies.FirstOrDefault(agency => agency.Code == code)
        ?? throw new DemoFailedException($"{code} is no agency of the demonstration.");

    /// <summary>Founds an agency that a drop needs, with a clerk and a courier; one that is there learns of units.</summary>
    public void Need(AgencyCode code, string name, ImmutableArray<AgencyUnit> units)
    {
        int index = Agencies.FindIndex(agency => agency.Code == code);
        if (index < 0) { index = Add(code, name.Length > 0 ? name : code.Value, ($"{code} 收發人員", $"{code} 傳遞人員")); }

        DemoAgency agency = Agencies[index];
        Agencies[index] = agency with { Units = [.. agency.Units.Concat(units).DistinctBy(unit => unit.Code)] };
    }

    /// <summary>
    /// The larger cabinet takes twice as many agencies as the smaller. Whatever other drops the same folder saw: an agency
    /// keeps its cabinet and its people their accounts.
    /// </summary>
    private int Add(AgencyCode code, string name, (string Clerk, string Courier) people)
    {
        int number = Agencies.Count + 1;
        string id = code.Value.ToLowerInvariant();
        bool isOfCity = number <= Known.Length;
        string suffix = isOfCity ? number.ToString(CultureInfo.InvariantCulture) : $"-{id}";
        Agencies.Add(new DemoAgency(
            code, name, Cabinets[(isOfCity ? number : id.Sum(letter => letter)) % 3 == 0 ? 1 : 0].Id,
            new DemoPerson(PersonId.Parse($"clerk-{id}"), people.Clerk, Role.Clerk, $"clerk{suffix}", Pin(number, 1)),
            new DemoPerson(PersonId.Parse($"courier-{id}"), people.Courier, Role.Courier, $"courier{suffix}", Pin(number, 2))));
        return Agencies.Count - 1;
    }

    private static string Pin(int number, int kind) =>
        ((number * 137) + (kind * 400_000)).ToString("D6", CultureInfo.InvariantCulture);
}
