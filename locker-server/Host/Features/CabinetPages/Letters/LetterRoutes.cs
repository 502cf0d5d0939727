using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Server.Web.Layout;

namespace SmartLocker.Server.Features.CabinetPages.Letters;

/// <summary>Somebody found out what an unreadable entry means (CL-85).</summary>
internal static class LetterRoutes
{
    public const int NoteMax = 200;

    public static void Map(RouteGroupBuilder cabinet) => cabinet.MapPost("/letters/{sequence:long}", Settle);

    private static async Task<IResult> Settle(
        HttpContext http, CabinetReader reader, CabinetRegistry registry, ICabinetOrders orders, string id, long sequence)
    {
        if (await CabinetRoutes.Find(reader, id) is not { } view) { return Problem.Page(ProblemKind.NotFound); }

        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        string note = form["note"].ToString().Trim();
        if (note.Length is 0 or > NoteMax || !JournalId.TryParse(form["journal"], out JournalId journal))
        {
            return Problem.Page(ProblemKind.BadForm);
        }

        CabinetId cabinet = view.Cabinet.Id;
        if (await registry.SettleDeadLetter(cabinet, http.SomePerson(), journal, sequence, note) is not null)
        {
            return CabinetRoutes.Tell(view, OrderWord.Refused);
        }

        // Entries that waited at the cabinet come with its next stream.
        if (view.Cabinet.DeadLetters.Length >= DeadLetter.Max) { await orders.Reconnect(cabinet); }
        return CabinetRoutes.Tell(view, OrderWord.LetterSettled);
    }
}
