using System.Collections.Immutable;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Server.Web.Layout;

namespace SmartLocker.Server.Features.CabinetPages;

/// <summary>What somebody found who looked: the contents of a compartment, and a new journal that is taken from now on.</summary>
internal static class ReconciliationRoutes
{
    private const int NoteMax = 200;
    private const int PacketsMax = 50;

    public static void Map(RouteGroupBuilder cabinet)
    {
        cabinet.MapPost("/compartments/{number:int}/contents", Reconcile);
        cabinet.MapPost("/journal", AcceptJournal);
    }

    private static async Task<IResult> Reconcile(
        HttpContext http, CabinetReader reader, ReconciliationDesk desk, string id, int number)
    {
        if (await CabinetRoutes.Find(reader, id) is not { } view || !view.Numbers.Contains(number))
        {
            return Problem.Page(ProblemKind.NotFound);
        }

        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        string note = form["note"].ToString().Trim();
        if (note.Length is 0 or > NoteMax || Labels(form["packets"].ToString()) is not { } inside)
        {
            return Problem.Page(ProblemKind.BadForm);
        }

        FleetRejection? refused = await desk.Reconcile(view.Cabinet.Id, http.SomePerson(), number, inside, note);
        return CabinetRoutes.Tell(view, refused is null ? OrderWord.Found : OrderWord.Refused);
    }

    private static async Task<IResult> AcceptJournal(
        HttpContext http, CabinetReader reader, CabinetRegistry registry, ICabinetOrders orders, string id)
    {
        if (await CabinetRoutes.Find(reader, id) is not { } view) { return Problem.Page(ProblemKind.NotFound); }

        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (!JournalId.TryParse(form["journal"], out JournalId journal)) { return Problem.Page(ProblemKind.BadForm); }
        if (await registry.AcceptJournal(view.Cabinet.Id, http.SomePerson(), journal) is not null)
        {
            return CabinetRoutes.Tell(view, OrderWord.JournalRefused);
        }

        await orders.Reconnect(view.Cabinet.Id);
        return CabinetRoutes.Tell(view, OrderWord.JournalTaken);
    }

    /// <returns>Nothing when a line is no label: half a list would say that the rest is gone.</returns>
    private static ImmutableSortedSet<PacketId>? Labels(string typed)
    {
        ImmutableSortedSet<PacketId>.Builder labels = ImmutableSortedSet.CreateBuilder<PacketId>();
        foreach (string word in typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!PacketId.TryParse(word, out PacketId packet)) { return null; }

            labels.Add(packet);
        }

        return labels.Count <= PacketsMax ? labels.ToImmutable() : null;
    }
}
