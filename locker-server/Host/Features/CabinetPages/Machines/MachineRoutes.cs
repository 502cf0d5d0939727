using Microsoft.AspNetCore.Http.HttpResults;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Rpc.Enrolment;
using SmartLocker.Server.Web.Layout;

namespace SmartLocker.Server.Features.CabinetPages.Machines;

/// <summary>A controller that was stolen or taken apart is denied here, and another one let in with a new code.</summary>
internal static class MachineRoutes
{
    public static void Map(RouteGroupBuilder cabinet)
    {
        cabinet.MapPost("/deny", Deny);
        cabinet.MapPost("/allow", Allow);
    }

    private static async Task<IResult> Deny(HttpContext http, CabinetReader reader, MachineDesk desk, string id)
    {
        if (await CabinetRoutes.Find(reader, id) is not { } view) { return Problem.Page(ProblemKind.NotFound); }

        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        FleetRejection? refused = await desk.Deny(view.Cabinet.Id, http.SomePerson(), form["reason"].ToString());
        return CabinetRoutes.Tell(view, refused is null ? OrderWord.Denied : OrderWord.MachineRefused);
    }

    private static async Task<IResult> Allow(HttpContext http, CabinetReader reader, MachineDesk desk, string id)
    {
        if (await CabinetRoutes.Find(reader, id) is not { } view) { return Problem.Page(ProblemKind.NotFound); }

        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        string serial = form["serial"].ToString().Trim();
        if (serial.Length is 0 or > EnrolmentDesk.SerialNumberLengthMax) { return Problem.Page(ProblemKind.BadForm); }

        (string? code, _) = await desk.Allow(view.Cabinet.Id, http.SomePerson(), serial, form["reason"].ToString());
        return code is null
            ? CabinetRoutes.Tell(view, OrderWord.MachineRefused)
            : new RazorComponentResult<EnrolPage>(new { Code = code, Cabinet = view.Cabinet.Id, Serial = serial });
    }
}
