using System.Security.Cryptography;
using SmartLocker.HardwareSpecs;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Features.Agencies;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Features.Upload;
using SmartLocker.Server.Rpc.Enrolment;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Features.Demo.City;

/// <summary>Puts a city on record through the same desks that the administrator's pages use.</summary>
internal sealed class CitySeeder(IServiceProvider server, DemoCity city)
{
    /// <summary>Far fewer than for real people: these PINs are printed on the screen, and hundreds may be made at once.</summary>
    private const int PinIterations = 2_000;

    private readonly Actor _by = Actor.Person(city.Administrator.Id);
    private readonly ILedger _ledger = server.GetRequiredService<ILedger>();
    private readonly OrganisationDesk _desk = server.GetRequiredService<OrganisationDesk>();
    private readonly AccountDesk _accounts = server.GetRequiredService<AccountDesk>();

    public async Task Seed()
    {
        CabinetRegistry registry = server.GetRequiredService<CabinetRegistry>();
        foreach (DemoCabinet cabinet in DemoCity.Cabinets)
        {
            await registry.Register(
                cabinet.Id, Models.Find(cabinet.Model)!, new CabinetSettings { DisplayName = cabinet.Name },
                RandomNumberGenerator.GetBytes(CabinetRegistry.PepperBytes), Actor.Server);
        }

        // The first administrator is nobody's but the server's own doing; from then on that administrator acts.
        city.Administrator = await Put(city.Administrator, agency: null, Actor.Server);
        for (int index = 0; index < city.Agencies.Count; index++)
        {
            DemoAgency agency = city.Agencies[index];
            await _desk.Describe(
                new Agency
                {
                    Code = agency.Code,
                    Name = agency.Name,
                    CollectionCabinets = [agency.Collects],
                    DepositCabinets = [.. DemoCity.Cabinets.Select(cabinet => cabinet.Id)],
                    Units = agency.Units,
                },
                _by);
            DemoPerson clerk = await Put(agency.Clerk, agency.Code, _by);
            DemoPerson courier = await Put(agency.Courier, agency.Code, _by);
            city.Agencies[index] = agency with { Clerk = clerk, Courier = courier };
        }
    }

    public Task<string?> ImportAddressBook(byte[] json) =>
        server.GetRequiredService<AddressBookShelf>().Import(json, Actor.Server);

    public async Task<string> MakeCode(PeerIdentity identity, string serialNumber) =>
        await server.GetRequiredService<EnrolmentDesk>().MakeCode(identity, serialNumber)
        ?? throw new DemoFailedException($"{identity} is denied in this folder: allow it again on the cabinet's page.");

    private async Task<DemoPerson> Put(DemoPerson person, AgencyCode? agency, Actor by)
    {
        // A badge from an earlier demonstration in the same folder stays with its person.
        BadgeNumber badge = (await _ledger.FindPerson(person.Id))?.State.Badge ?? await _desk.FreshBadge();

        await _desk.Describe(
            new Person
            {
                Id = person.Id,
                Name = person.Name,
                Roles = [person.Role],
                Agencies = agency is { } one ? [one] : [],
                StaffOf = agency is { } staff ? [staff] : [],
                Badge = badge,
                Email = agency is null ? null : $"{person.Account}@qinglan.example",
            },
            by);
        await _desk.SetPin(person.Id, person.Pin, by, PinIterations);
        if (person.Role != Role.Courier
            && await _accounts.SetPassword(person.Account, person.Id, DemoCity.Password, by) != AccountOutcome.Kept)
        {
            throw new DemoFailedException($"The account {person.Account} could not be made.");
        }

        return person with { Badge = badge };
    }
}
