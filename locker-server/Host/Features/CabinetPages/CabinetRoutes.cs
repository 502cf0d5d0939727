using Microsoft.AspNetCore.Http.HttpResults;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Features.CabinetPages.Attention;
using SmartLocker.Server.Features.CabinetPages.Discrepancies;
using SmartLocker.Server.Features.CabinetPages.Letters;
using SmartLocker.Server.Features.CabinetPages.Machines;
using SmartLocker.Server.Features.CabinetPages.Opening;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Server.Web.Layout;

namespace SmartLocker.Server.Features.CabinetPages;

/// <summary>Cabinets for administrators: what they hold, what is wrong, and orders to them.</summary>
internal static class CabinetRoutes
{
    public static void Map(RouteGroupBuilder pages)
    {
        RouteGroupBuilder admin = pages.MapGroup("/admin").RequireAuthorization(AccountsModule.AdministratorOnly);
        admin.MapGet("", async (AttentionReader reader, TimeProvider time) =>
            new RazorComponentResult<AttentionPage>(new { Items = await reader.Read(), Now = time.GetUtcNow() }));
        admin.MapGet("/cabinets", async (CabinetReader reader) =>
            new RazorComponentResult<CabinetsPage>(new { Views = await reader.All() }));
        RouteGroupBuilder cabinet = admin.MapGroup("/cabinets/{id}");
        cabinet.MapGet("", Page);
        cabinet.MapGet("/compartments/{number:int}", Compartment);
        cabinet.MapPost("/compartments/{number:int}", Set);
        cabinet.MapPost("/open", Open);
        cabinet.MapPost("/open/{request}/approve", Approve);
        cabinet.MapPost("/identify", Identify);
        ReconciliationRoutes.Map(cabinet);
        MachineRoutes.Map(cabinet);
        DiscrepancyRoutes.Map(cabinet);
        LetterRoutes.Map(cabinet);
    }

    private static async Task<IResult> Page(CabinetReader reader, string id, string? told) =>
        await Find(reader, id) is { } view
            ? new RazorComponentResult<CabinetPage>(new { View = view, Told = OrderWord.Find(told) })
            : Problem.Page(ProblemKind.NotFound);

    private static async Task<IResult> Compartment(CabinetReader reader, string id, int number) =>
        await Find(reader, id) is { } view && view.Numbers.Contains(number)
            ? new RazorComponentResult<CompartmentPage>(new { View = view, Number = number })
            : Problem.Page(ProblemKind.NotFound);

    private static async Task<IResult> Set(HttpContext http, CabinetReader reader, CabinetRegistry registry, string id,
        int number)
    {
        if (await Find(reader, id) is not { } view || !view.Numbers.Contains(number))
        {
            return Problem.Page(ProblemKind.NotFound);
        }

        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        string agency = form["fixedFor"].ToString();
        AgencyCode fixedFor = default;
        if (agency.Length > 0 && !AgencyCode.TryParse(agency, out fixedFor)) { return Problem.Page(ProblemKind.BadForm); }

        string reason = form["outOfService"].ToString().Trim();
        FleetRejection? refused = await registry.SetCompartment(
            view.Cabinet.Id, http.SomePerson(), number, agency.Length > 0 ? fixedFor : null, reason.Length > 0 ? reason : null);
        return Tell(view, refused is null ? OrderWord.Saved : OrderWord.Refused);
    }

    private static async Task<IResult> Open(HttpContext http, CabinetReader reader, OpenRequests requests,
        RemoteOpening opening, string id)
    {
        if (await Find(reader, id) is not { } view) { return Problem.Page(ProblemKind.NotFound); }

        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        string reason = form["reason"].ToString().Trim();
        if (!int.TryParse(form["compartment"], out int number) || !view.Numbers.Contains(number) || reason.Length is 0 or > 200)
        {
            return Problem.Page(ProblemKind.BadForm);
        }

        Person by = http.SomePerson();
        if (view.Cabinet.MayHold(number))
        {
            return Tell(view, requests.Ask(view.Cabinet.Id, number, by.Id, reason) ? OrderWord.Asked : OrderWord.Refused);
        }

        OpenWish wish = new(number, by.Id, Approver: null, reason);
        return Tell(view, await opening.Order(view.Cabinet.Id, by, wish, http.RequestAborted));
    }

    private static async Task<IResult> Approve(
        HttpContext http, CabinetReader reader, OpenRequests requests, RemoteOpening opening, string id, string request)
    {
        if (await Find(reader, id) is not { } view) { return Problem.Page(ProblemKind.NotFound); }

        Person approver = http.SomePerson();
        if (requests.Take(view.Cabinet.Id, request, approver.Id) is not { } asked) { return Tell(view, OrderWord.Gone); }

        OpenWish wish = new(asked.Compartment, asked.By, approver.Id, asked.Reason);
        return Tell(view, await opening.Order(view.Cabinet.Id, approver, wish, http.RequestAborted));
    }

    private static async Task<IResult> Identify(HttpContext http, CabinetReader reader, ICabinetOrders orders, string id) =>
        await Find(reader, id) is { } view
            ? Tell(view, OrderWord.Of(await orders.Identify(view.Cabinet.Id, http.RequestAborted)))
            : Problem.Page(ProblemKind.NotFound);

    internal static async Task<CabinetView?> Find(CabinetReader reader, string typed) =>
        CabinetId.TryParse(typed, out CabinetId id) ? await reader.Find(id) : null;

    internal static IResult Tell(CabinetView view, OrderWord word) =>
        Results.LocalRedirect($"/admin/cabinets/{view.Cabinet.Id}?told={word.Code}");
}
