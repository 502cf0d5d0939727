using Microsoft.AspNetCore.Http.HttpResults;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Packaging;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Features.Intake;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Web;
using SmartLocker.Server.Web.Layout;

namespace SmartLocker.Server.Features.Upload;

/// <summary>The work list of receivers that nobody knows for certain: a person chooses, the program never does.</summary>
internal static class UnresolvedRoutes
{
    private const int DocumentsMax = 200;

    public static void Map(RouteGroupBuilder pages)
    {
        RouteGroupBuilder list = pages.MapGroup("/out/unresolved").RequireAuthorization(AccountsModule.DispatchersOnly);
        list.MapGet("", (HttpContext http, ILedger ledger, NamesReader names) => Show(http, ledger, names, null));
        list.MapPost("/{document}/receivers/{receiver:int}", Receiver);
        list.MapPost("/{document}/receivers", Name);
        list.MapPost("/{document}/close", Close);
        list.MapPost("/{document}/sender", Sender);
    }

    private static async Task<IResult> Show(HttpContext http, ILedger ledger, NamesReader names, ResolveRejection? refused)
    {
        Person reader = http.SomePerson();
        List<DispatchedDocument> waiting = [];
        if (Rights.MayAdminister(reader)) { waiting.AddRange(await ledger.Views.WaitingDocuments(null, DocumentsMax)); }
        else
        {
            foreach (AgencyCode agency in reader.Agencies.Where(agency => Rights.MayPackFor(reader, agency)))
            {
                waiting.AddRange(await ledger.Views.WaitingDocuments(agency, DocumentsMax));
            }
        }

        IEnumerable<DispatchedDocument> oldestFirst = waiting.OrderBy(document => document.TakenInAt)
            .ThenBy(document => document.Id);
        return new RazorComponentResult<UnresolvedPage>(
            new { Documents = oldestFirst.ToList(), Names = await names.Read(), Refused = refused })
        {
            StatusCode = refused is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
        };
    }

    private static Task<IResult> Receiver(
        HttpContext http, ILedger ledger, NamesReader names, IntakeDesk desk, string document, int receiver) =>
        Resolve(http, ledger, names, document, (id, agency) => desk.ResolveReceiver(id, receiver, agency, http.SomePerson()));

    private static Task<IResult> Sender(HttpContext http, ILedger ledger, NamesReader names, IntakeDesk desk, string document) =>
        Resolve(http, ledger, names, document, (id, agency) => desk.ResolveSender(id, agency, http.SomePerson()));

    private static Task<IResult> Name(HttpContext http, ILedger ledger, NamesReader names, IntakeDesk desk, string document) =>
        Resolve(http, ledger, names, document, (id, agency) => desk.NameReceiver(id, agency, http.SomePerson()));

    private static async Task<IResult> Close(
        HttpContext http, ILedger ledger, NamesReader names, IntakeDesk desk, string document) =>
        DocumentId.TryParse(document, out DocumentId id)
            ? await Answer(http, ledger, names, await desk.CloseReceivers(id, http.SomePerson()))
            : Problem.Page(ProblemKind.BadForm);

    private static async Task<IResult> Resolve(
        HttpContext http, ILedger ledger, NamesReader names, string typed,
        Func<DocumentId, AgencyCode, Task<ResolveRejection?>> resolve)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (!DocumentId.TryParse(typed, out DocumentId document) || !AgencyCode.TryParse(form["agency"], out AgencyCode agency))
        {
            return Problem.Page(ProblemKind.BadForm);
        }

        return await Answer(http, ledger, names, await resolve(document, agency));
    }

    private static async Task<IResult> Answer(
        HttpContext http, ILedger ledger, NamesReader names, ResolveRejection? refused) =>
        refused is null ? Results.LocalRedirect("/out/unresolved") : await Show(http, ledger, names, refused);
}
