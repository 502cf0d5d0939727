using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Features.Agencies;
using SmartLocker.Server.Features.Upload;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Web.Layout;

namespace SmartLocker.Server.Features.OrganisationPages;

/// <summary>Agencies that take part, where they deposit and collect, and the official address book.</summary>
internal static class AgencyRoutes
{
    public static void Map(RouteGroupBuilder pages)
    {
        RouteGroupBuilder agencies = pages.MapGroup("/admin/agencies").RequireAuthorization(AccountsModule.AdministratorOnly);
        agencies.MapGet("", List);
        agencies.MapPost("", Keep);
        agencies.MapPost("/address-book", Import);
        agencies.MapGet("/{code}", Page);
    }

    private static async Task<RazorComponentResult<AgenciesPage>> List(ILedger ledger, AddressBookShelf shelf, string? told)
    {
        ImmutableArray<Agency> agencies = [.. (await ledger.Views.Agencies()).OrderBy(agency => agency.Code)];
        int rows = (await shelf.Read())?.Rows.Length ?? 0;
        ImmutableArray<CabinetId> cabinets = await Cabinets(ledger);
        return new(new { Agencies = agencies, Cabinets = cabinets, BookRows = rows, Told = OrganisationWord.Find(told) });
    }

    private static async Task<IResult> Page(ILedger ledger, string code) =>
        AgencyCode.TryParse(code, out AgencyCode known) && (await ledger.FindAgency(known))?.State is { } agency
            ? new RazorComponentResult<AgencyPage>(new { Agency = agency, Cabinets = await Cabinets(ledger) })
            : Problem.Page(ProblemKind.NotFound);

    private static async Task<IResult> Keep(HttpContext http, ILedger ledger, OrganisationDesk desk)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        string name = form["name"].ToString().Trim();
        string mailbox = form["mailbox"].ToString().Trim();
        if (!AgencyCode.TryParse(form["code"], out AgencyCode code) || name.Length is 0 or > 100
            || Ids(form["collect"].ToString()) is not { } collect || Ids(form["deposit"].ToString()) is not { } deposit
            || (mailbox.Length > 0 && !System.Net.Mail.MailAddress.TryCreate(mailbox, out _)))
        {
            return Problem.Page(ProblemKind.BadForm);
        }

        Agency before = (await ledger.FindAgency(code))?.State ?? new Agency { Code = code, Name = name };
        Agency agency = before with
        {
            Name = name,
            Mailbox = mailbox.Length > 0 ? mailbox : null,
            CollectionCabinets = collect,
            DepositCabinets = [.. deposit],
            AllowsAdding = form["allowsAdding"] == "yes",
        };
        return Tell(OrganisationWord.Of(await desk.Describe(agency, Actor.Person(http.SomePerson().Id))));
    }

    private static async Task<IResult> Import(HttpContext http, AddressBookShelf shelf)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form.Files.GetFile("book") is not { Length: <= AddressBook.BytesMax } file)
        {
            return Problem.Page(ProblemKind.BadForm);
        }

        using MemoryStream bytes = new();
        await file.CopyToAsync(bytes, http.RequestAborted);
        string? problem = await shelf.Import(bytes.ToArray(), Actor.Person(http.SomePerson().Id));
        return Tell(problem is null ? OrganisationWord.Saved : OrganisationWord.BadBook);
    }

    private static async Task<ImmutableArray<CabinetId>> Cabinets(ILedger ledger) =>
        [.. (await ledger.Views.Cabinets()).Select(cabinet => cabinet.Id).Order()];

    /// <summary>Nothing when one of them is no cabinet's id.</summary>
    private static ImmutableArray<CabinetId>? Ids(string typed)
    {
        ImmutableArray<CabinetId>.Builder ids = ImmutableArray.CreateBuilder<CabinetId>();
        foreach (string word in typed.Split([',', '，', ' '],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!CabinetId.TryParse(word, out CabinetId id)) { return null; }
            if (!ids.Contains(id)) { ids.Add(id); }
        }

        return ids.ToImmutable();
    }

    private static IResult Tell(OrganisationWord word) => Results.LocalRedirect($"/admin/agencies?told={word.Code}");
}
