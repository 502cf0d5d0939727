using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Features.Intake;
using SmartLocker.Server.Web;
using SmartLocker.Server.Web.Layout;

namespace SmartLocker.Server.Features.Upload;

/// <summary>Drops of a document system, sent from the page; programs that ask for JSON get the outcomes as JSON.</summary>
internal static class UploadRoutes
{
    public static void Map(RouteGroupBuilder pages) => pages.MapPost("/out/upload", Upload)
        .RequireAuthorization(AccountsModule.DispatchersOnly)
        .WithMetadata(new RequestSizeLimitAttribute(WebModule.UploadBytesMax + (1024 * 1024)));

    private static async Task<IResult> Upload(HttpContext http, UploadDesk desk)
    {
        if (!UploadDesk.MayTakeIn(http.SomePerson())) { return Problem.Page(ProblemKind.NotAllowed); }

        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form.Files.Count == 0) { return Problem.Page(ProblemKind.BadForm); }

        ImmutableArray<TakenIn> taken = await desk.TakeIn(http.SomePerson(), form.Files, form["key"].ToString());
        UploadView view = new(taken) { Ignored = UploadDesk.Ignored(form.Files) };
        return http.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal)
            ? Results.Json(taken.Select(UploadOutcome.Of))
            : new RazorComponentResult<UploadPage>(new { View = view });
    }
}
