using System.Collections.Immutable;
using System.Net;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Deciding;

namespace SmartLocker.Server.Host.Tests.Web;

/// <summary>CL-85 and CL-66 on the administrator's pages: what cannot be read, and who is away, needs a human.</summary>
public sealed class DeadLetterPageTests(City city) : IClassFixture<City>
{
    private static readonly string Page = $"/admin/cabinets/{City.Cabinet}";
    private static readonly JournalId Journal = JournalId.Parse("journal-letters");

    [Fact]
    public async Task An_unreadable_entry_is_on_the_list_until_an_administrator_settles_it_with_a_reason()
    {
        await Happened(
            new CabinetEvent.JournalAccepted(Journal),
            new CabinetEvent.EntryApplied(
                1, EntryHash.None, false, new CabinetFact.Unreadable("<b>a kind of tomorrow</b>", null)));
        using Visitor admin = await city.SignIn("admin-one");
        string list = await admin.Text("/admin");
        Assert.Contains("無法判讀", list, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;a kind of tomorrow", list, StringComparison.Ordinal);
        Assert.Contains("id=\"letter-1\"", await admin.Text(Page), StringComparison.Ordinal);

        HttpResponseMessage silent = await admin.Post($"{Page}/letters/1", ("journal", Journal.Value), ("note", " "));
        Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
        await admin.Get(Page);
        await admin.Post($"{Page}/letters/1", ("journal", Journal.Value), ("note", "韌體較新，已更新伺服器"));
        Assert.Contains("O-letter", admin.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"letter-1\"", await admin.Text(Page), StringComparison.Ordinal);
        Assert.Contains(
            await city.Ledger.Views.History(StreamNames.Of(City.Cabinet)),
            row => row is { Kind: "DeadLetterSettled" } && row.By == Actor.Person(PersonId.Parse("admin-one")));
    }

    [Fact]
    public async Task A_cabinet_that_is_away_is_on_the_list_with_its_hour()
    {
        using Visitor admin = await city.SignIn("admin-one");
        string list = await admin.Text("/admin");
        int row = list.IndexOf("櫃體離線", StringComparison.Ordinal);
        Assert.True(row > 0);
        Assert.Contains("<time", list[row..list.IndexOf("</tr>", row, StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_settles_one()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        await clerk.Get("/");
        await clerk.Post($"{Page}/letters/1", ("journal", Journal.Value), ("note", "看過了"));
        Assert.DoesNotContain("O-letter", clerk.Page, StringComparison.Ordinal);
    }

    private async Task Happened(params CabinetEvent[] events)
    {
        Stored<Cabinet> cabinet = (await city.Ledger.FindCabinet(City.Cabinet))!;
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        ImmutableArray<Recorded<CabinetEvent>> recorded =
            [.. events.Select(one => new Recorded<CabinetEvent>(now, Actor.Cabinet(City.Cabinet), one))];
        Assert.IsType<CommitOutcome.Committed>(
            await city.Ledger.Commit(new Commit { Changes = Change.Of(cabinet, recorded) }, now));
    }
}
