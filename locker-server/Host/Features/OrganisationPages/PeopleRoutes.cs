using Microsoft.AspNetCore.Http.HttpResults;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Features.Agencies;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Web;
using SmartLocker.Server.Web.Layout;

namespace SmartLocker.Server.Features.OrganisationPages;

/// <summary>People, their badges, PINs and accounts.</summary>
internal static class PeopleRoutes
{
    public static void Map(RouteGroupBuilder pages)
    {
        RouteGroupBuilder people = pages.MapGroup("/admin/people").RequireAuthorization(AccountsModule.AdministratorOnly);
        people.MapGet("", List);
        people.MapPost("", Add);
        people.MapGet("/{id}", Page);
        people.MapPost("/{id}", Change);
        people.MapPost("/{id}/badge", NewBadge);
        people.MapPost("/{id}/pin", SetPin);
        people.MapPost("/{id}/account", SetAccount);
    }

    private static async Task<RazorComponentResult<PeoplePage>> List(ILedger ledger, NamesReader names)
    {
        Person[] people = [.. (await ledger.Views.People()).OrderBy(person => person.Name, StringComparer.Ordinal)
            .ThenBy(person => person.Id)];
        return new(new { People = System.Collections.Immutable.ImmutableArray.Create(people), Names = await names.Read() });
    }

    private static async Task<IResult> Page(ILedger ledger, NamesReader names, string id, string? told)
    {
        if (await Find(ledger, id) is not { } person) { return Problem.Page(ProblemKind.NotFound); }

        string? account = (await ledger.Vault.FindAccountOf(person.Id))?.Name;
        return new RazorComponentResult<PersonPage>(
            new { Person = person, Names = await names.Read(), Account = account, Told = OrganisationWord.Find(told) });
    }

    private static async Task<IResult> Add(HttpContext http, OrganisationDesk desk, IIdSource ids)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        Person blank = new() { Id = PersonId.Parse(ids.NextId()), Name = "", Badge = await desk.FreshBadge() };
        if (PersonForm.Read(form, blank) is not { } person) { return Problem.Page(ProblemKind.BadForm); }

        return Tell(person.Id, OrganisationWord.Of(await desk.Describe(person, By(http))));
    }

    private static async Task<IResult> Change(HttpContext http, ILedger ledger, OrganisationDesk desk, string id)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (await Find(ledger, id) is not { } before) { return Problem.Page(ProblemKind.NotFound); }
        if (PersonForm.Read(form, before) is not { } person) { return Problem.Page(ProblemKind.BadForm); }

        Person changed = person with { Active = form["active"] == "yes" };
        return Tell(person.Id, OrganisationWord.Of(await desk.Describe(changed, By(http))));
    }

    private static async Task<IResult> NewBadge(HttpContext http, ILedger ledger, OrganisationDesk desk, string id)
    {
        if (await Find(ledger, id) is not { } person) { return Problem.Page(ProblemKind.NotFound); }

        Person changed = person with { Badge = await desk.FreshBadge() };
        return Tell(person.Id, OrganisationWord.Of(await desk.Describe(changed, By(http))));
    }

    private static async Task<IResult> SetPin(HttpContext http, ILedger ledger, OrganisationDesk desk, string id)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (await Find(ledger, id) is not { } person) { return Problem.Page(ProblemKind.NotFound); }

        return Tell(person.Id, OrganisationWord.Of(await desk.SetPin(person.Id, form["pin"].ToString(), By(http))));
    }

    private static async Task<IResult> SetAccount(HttpContext http, ILedger ledger, AccountDesk accounts, string id)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (await Find(ledger, id) is not { } person) { return Problem.Page(ProblemKind.NotFound); }

        return Tell(person.Id, OrganisationWord.Of(
            await accounts.SetPassword(form["name"].ToString(), person.Id, form["password"].ToString(), By(http))));
    }

    private static async Task<Person?> Find(ILedger ledger, string typed) =>
        PersonId.TryParse(typed, out PersonId id) ? (await ledger.FindPerson(id))?.State : null;

    private static Actor By(HttpContext http) => Actor.Person(http.SomePerson().Id);

    private static IResult Tell(PersonId person, OrganisationWord word) =>
        Results.LocalRedirect($"/admin/people/{person}?told={word.Code}");
}
