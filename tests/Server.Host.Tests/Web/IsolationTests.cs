using System.Net;

namespace SmartLocker.Server.Host.Tests.Web;

/// <summary>A packet between two agencies, looked at by everybody.</summary>
public sealed class IsolationTests(City city) : IClassFixture<City>
{
    private static readonly string[] Views = ["", "/story", "/changes", "/label", "/transfer-list"];

    [Theory]
    [InlineData("clerk-bureau")]
    [InlineData("clerk-school")]
    [InlineData("courier-edu")]
    [InlineData("admin-one")]
    public async Task A_packet_is_seen_by_those_whom_it_concerns_alone(string account)
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        string packet = await city.Send(clerk, "0000201", "只給學校看");
        using Visitor other = await city.SignIn(account);

        // Open yet: nobody but its sender and the administrator knows of it.
        bool concerned = account is "admin-one" or "courier-edu";
        Assert.Equal(concerned ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await other.Get($"/packets/{packet}")).StatusCode);
        Assert.Equal(concerned, (await other.Text($"/search?q={packet}")).Contains("只給學校看", StringComparison.Ordinal));

        await clerk.Get($"/packets/{packet}");
        await clerk.Post($"/packets/{packet}/seal", ("size", "S"));
        concerned |= account == "clerk-school";
        Assert.Equal(concerned ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await other.Get($"/packets/{packet}")).StatusCode);
    }

    [Fact]
    public async Task A_foreign_agency_gets_the_answer_of_a_packet_that_does_not_exist_from_every_address()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        string packet = await city.Send(clerk, "0000202", "與工務局無關");
        await clerk.Get($"/packets/{packet}");
        await clerk.Post($"/packets/{packet}/seal", ("size", "S"));

        using Visitor bureau = await city.SignIn("clerk-bureau");
        foreach (string view in Views)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await bureau.Get($"/packets/{packet}{view}")).StatusCode);
        }

        await bureau.Get("/out");
        foreach ((string form, string field, string value) in new[]
        {
            ("seal", "size", "S"), ("reopen", "reason", "我要看"), ("receipt", "all", "Received"), ("exceptions/1", "note", "好了"),
        })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await bureau.Post($"/packets/{packet}/{form}", (field, value))).StatusCode);
        }

        foreach (string list in new[] { "/out", "/in", "/out/list", "/in/list", "/search?q=0000202", "/search?q=工務局無關" })
        {
            string page = await bureau.Text(list);
            Assert.DoesNotContain(packet, page, StringComparison.Ordinal);
            Assert.DoesNotContain("與工務局無關", page.Replace("value=\"工務局無關\"", "", StringComparison.Ordinal),
                StringComparison.Ordinal);
        }
    }

    /// <summary>What the receiver may see is not what the receiver may do.</summary>
    [Fact]
    public async Task The_receiver_neither_reopens_nor_prints_what_another_sealed()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        string packet = await city.Send(clerk, "0000203", "封好了");
        await clerk.Get($"/packets/{packet}");
        await clerk.Post($"/packets/{packet}/seal", ("size", "S"));

        using Visitor school = await city.SignIn("clerk-school");
        Assert.Equal(HttpStatusCode.NotFound, (await school.Get($"/packets/{packet}/label")).StatusCode);
        await school.Get($"/packets/{packet}");
        Assert.DoesNotContain("id=\"reopen\"", school.Page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await school.Post($"/packets/{packet}/reopen", ("reason", "我要"))).StatusCode);
    }
}
