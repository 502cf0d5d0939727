using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using SmartLocker.HardwareSpecs;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Rpc.Enrolment;
using SmartLocker.Server.Web.Layout;

namespace SmartLocker.Server.Features.CabinetPages.Machines;

/// <summary>Puts a cabinet on record and makes the code with which its controller gets its certificate.</summary>
internal static class EnrolRoutes
{
    public static void Map(RouteGroupBuilder pages) =>
        pages.MapPost("/admin/cabinets", Enrol).RequireAuthorization(AccountsModule.AdministratorOnly);

    private static async Task<IResult> Enrol(HttpContext http, CabinetRegistry registry, EnrolmentDesk enrolment)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        string name = form["name"].ToString().Trim();
        string serial = form["serial"].ToString().Trim();
        if (!CabinetId.TryParse(form["cabinet"], out CabinetId cabinet)
            || name.Length is 0 or > 60
            || serial.Length is 0 or > EnrolmentDesk.SerialNumberLengthMax
            || Models.Find(form["model"].ToString()) is not CabinetModel model)
        {
            return Problem.Page(ProblemKind.BadForm);
        }

        FleetRejection? refused = await registry.Register(
            cabinet, model, new CabinetSettings { DisplayName = name },
            RandomNumberGenerator.GetBytes(CabinetRegistry.PepperBytes), Actor.Person(http.SomePerson().Id));
        if (refused is not null) { return Problem.Page(ProblemKind.NotAllowed); }
        if (await enrolment.MakeCode(new PeerIdentity.Cabinet(cabinet), serial) is not { } code)
        {
            // Its own page says that it is denied, and how it is allowed again.
            return Results.LocalRedirect($"/admin/cabinets/{cabinet}?told={OrderWord.MachineRefused.Code}");
        }

        return new RazorComponentResult<EnrolPage>(new { Code = code, Cabinet = cabinet, Serial = serial });
    }
}
