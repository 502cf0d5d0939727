using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SmartLocker.HardwareSpecs;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Features.Agencies;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Features.Upload;

namespace SmartLocker.Server.Host.Tests.Web;

/// <summary>A desk decides by the rights of whoever acts, whatever page or program let them come so far.</summary>
public sealed class DeskRightsTests(City city) : IClassFixture<City>
{
    private static readonly CabinetId Unknown = CabinetId.Parse("TEST-9");
    private static readonly AgencyCode NewAgency = AgencyCode.Parse("379099999Z");
    private static readonly Person NewPerson = new() { Id = PersonId.Parse("new-person"), Name = "新人" };
    private static readonly byte[] Book = Encoding.UTF8.GetBytes("[]");

    private OrganisationDesk Organisation => city.Services.GetRequiredService<OrganisationDesk>();
    private AccountDesk Accounts => city.Services.GetRequiredService<AccountDesk>();

    [Theory]
    [InlineData("person:clerk-edu")]
    [InlineData("person:courier-edu")]
    [InlineData("person:admin-gone")]
    [InlineData("person:nobody")]
    [InlineData("cabinet:TEST-1")]
    [InlineData("system:379030000E")]
    public async Task Whoever_is_no_administrator_changes_nothing_at_any_desk(string actor)
    {
        Assert.Null(await Organisation.Describe(
            new Person { Id = PersonId.Parse("admin-gone"), Name = "離職", Roles = [Role.Administrator], Active = false },
            Actor.Server));
        Actor by = Actor.Parse(actor);
        PersonId clerk = PersonId.Parse("clerk-edu");
        int rows = (await city.Ledger.Views.WholeHistory(0, 10_000)).Count;

        Assert.Equal(
            OrganisationRejection.NotAllowed, await Organisation.Describe(new Agency { Code = NewAgency, Name = "新" }, by));
        Assert.Equal(OrganisationRejection.NotAllowed, await Organisation.Describe(NewPerson, by));
        Assert.Equal(OrganisationRejection.NotAllowed, await Organisation.SetPin(clerk, "2468", by, iterations: 1));
        Assert.Equal(AccountOutcome.NotAllowed, await Accounts.SetPassword("clerk-edu", clerk, "another long password", by));
        Assert.Equal(FleetRejection.NotAllowed, await Register(by));
        Assert.NotNull(await city.Services.GetRequiredService<AddressBookShelf>().Import(Book, by));

        Assert.Equal(rows, (await city.Ledger.Views.WholeHistory(0, 10_000)).Count);
        Assert.Null(await city.Ledger.Vault.FindSecret(OrganisationDesk.PinKind, clerk.Value));
        Assert.Null(await city.Ledger.Vault.FindSecret(CabinetRegistry.PepperKind, Unknown.Value));
        using Visitor asBefore = await city.SignIn("clerk-edu");
    }

    [Fact]
    public async Task An_administrator_may_and_the_same_badge_unknown_persons_and_bad_pins_are_refused()
    {
        Actor by = Actor.Person(PersonId.Parse("admin-one"));
        Person one = new() { Id = PersonId.Parse("badge-one"), Name = "一", Badge = BadgeNumber.FromDigits("1234567890") };
        Assert.Null(await Organisation.Describe(one, by));
        Assert.Equal(
            OrganisationRejection.BadgeTaken, await Organisation.Describe(one with { Id = PersonId.Parse("badge-two") }, by));
        Assert.Null(await Organisation.SetPin(one.Id, "2468", by, iterations: 1));
        Assert.Equal(OrganisationRejection.BadPin, await Organisation.SetPin(one.Id, "24", by, iterations: 1));
        Assert.Equal(
            OrganisationRejection.UnknownPerson, await Organisation.SetPin(PersonId.Parse("nobody"), "2468", by, iterations: 1));
    }

    private Task<FleetRejection?> Register(Actor by) => city.Services.GetRequiredService<CabinetRegistry>().Register(
        Unknown, Models.All[0], new CabinetSettings { DisplayName = "新櫃" }, new byte[32], by);
}
