using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Reconciling;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Web.Layout;

namespace SmartLocker.Server.Features.CabinetPages.Discrepancies;

/// <summary>A person takes what does not fit as theirs, and settles it with words.</summary>
internal static class DiscrepancyRoutes
{
    public static void Map(RouteGroupBuilder cabinet)
    {
        cabinet.MapPost("/discrepancies/{number:int}/take", Take);
        cabinet.MapPost("/discrepancies/{number:int}/settle", Settle);
    }

    private static async Task<IResult> Take(
        HttpContext http, CabinetReader reader, CabinetRegistry registry, string id, int number)
    {
        if (await CabinetRoutes.Find(reader, id) is not { } view) { return Problem.Page(ProblemKind.NotFound); }

        FleetRejection? refused = await registry.TakeDiscrepancy(view.Cabinet.Id, http.SomePerson(), number);
        return CabinetRoutes.Tell(view, refused is null ? OrderWord.Taken : OrderWord.Refused);
    }

    private static async Task<IResult> Settle(
        HttpContext http, CabinetReader reader, CabinetRegistry registry, string id, int number)
    {
        if (await CabinetRoutes.Find(reader, id) is not { } view) { return Problem.Page(ProblemKind.NotFound); }

        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        string note = form["note"].ToString().Trim();
        if (note.Length is 0 or > Reconciliation.NoteLengthMax) { return Problem.Page(ProblemKind.BadForm); }

        FleetRejection? refused = await registry.SettleDiscrepancy(view.Cabinet.Id, http.SomePerson(), number, note);
        return CabinetRoutes.Tell(view, refused is null ? OrderWord.Settled : OrderWord.Refused);
    }
}
