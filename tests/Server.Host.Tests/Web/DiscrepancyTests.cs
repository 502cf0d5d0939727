using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Reconciling;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Features.Reconciling;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Host.Tests.Web;

/// <summary>What does not fit is shown to administrators, one of them takes it, and settles it with words.</summary>
public sealed class DiscrepancyTests(City city) : IClassFixture<City>
{
    private static readonly string Page = $"/admin/cabinets/{City.Cabinet}";

    [Fact]
    public async Task What_does_not_fit_is_found_shown_taken_and_settled()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        PacketId packet = PacketId.Parse(await city.Send(clerk, "0000701", "在別處"));
        await city.LiesInDoor(4, packet);
        Assert.Equal(1, await city.Services.GetRequiredService<ReconcilingDesk>().Look(City.Cabinet));
        Discrepancy open = Assert.Single((await Cabinet()).Discrepancies);
        Assert.Equal(
            new Finding(DiscrepancyKind.NotOnPacketsRecord, 4, packet, AgencyCode.Parse(City.Education)), open.Finding);

        using Visitor admin = await city.SignIn("admin-one");
        string attention = await admin.Text("/admin");
        Assert.Contains($"#discrepancy-{open.Number}", attention, StringComparison.Ordinal);
        Assert.Contains(packet.Value, attention, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Post($"{Page}/discrepancies/{open.Number}/take")).StatusCode);
        await admin.Get(Page);
        await admin.Post($"{Page}/discrepancies/{open.Number}/take");
        Assert.Contains("O-taken", admin.Page, StringComparison.Ordinal);
        Assert.Equal(PersonId.Parse("admin-one"), Assert.Single((await Cabinet()).Discrepancies).TakenBy);

        await admin.Get(Page);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await admin.Post($"{Page}/discrepancies/{open.Number}/settle", ("note", " "))).StatusCode);
        await admin.Get(Page);
        await admin.Post($"{Page}/discrepancies/{open.Number}/settle", ("note", "與管二一同查看"));
        Assert.Contains("O-settled", admin.Page, StringComparison.Ordinal);
        Assert.DoesNotContain((await Cabinet()).Discrepancies, one => one.Number == open.Number);
        IReadOnlyList<HistoryRow> history = await city.Ledger.Views.History(StreamNames.Of(City.Cabinet));
        Assert.Contains(history, row => row.Kind == nameof(CabinetEvent.DiscrepancyEnded)
            && row.By == Actor.Person(PersonId.Parse("admin-one")));
        Assert.Empty(await Verify.Fold(city.Ledger));
    }

    private async Task<Cabinet> Cabinet() => (await city.Ledger.FindCabinet(City.Cabinet))!.State;
}
