using System.Net;

namespace SmartLocker.Server.Host.Tests.Web;

/// <summary>
/// docs/rules.md R-2: the subject of a 密 document is nowhere; its level is known to the sender's clerk and the named
/// openers alone.
/// </summary>
public sealed class SecrecyTests(City city) : IClassFixture<City>
{
    private const string Marked = "絕不可見的記號";

    private static readonly string[] Everybody =
        ["clerk-edu", "courier-edu", "clerk-school", "opener-school", "clerk-bureau", "admin-one"];

    [Fact]
    public async Task A_marked_subject_of_a_secret_document_occurs_on_no_page_at_no_stage_for_anybody()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        string packet = await city.Send(clerk, "0000301", Marked, "密");
        Dictionary<string, Visitor> visitors = [];
        foreach (string account in Everybody) { visitors[account] = await city.SignIn(account); }

        await Look(visitors, packet);
        await clerk.Get($"/packets/{packet}");
        HttpResponseMessage refused = await clerk.Post($"/packets/{packet}/seal", ("size", "S"));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        await clerk.Post($"/packets/{packet}/seal", ("size", "S"), ("opener", "opener-school"));
        Assert.Contains("已封裝", clerk.Page, StringComparison.Ordinal);
        await Look(visitors, packet);
        await city.Deposit(packet);
        await Look(visitors, packet);
        await city.PickUp(packet);
        await Look(visitors, packet);

        foreach (Visitor visitor in visitors.Values) { visitor.Dispose(); }
    }

    [Fact]
    public async Task The_level_is_told_to_the_senders_clerk_and_the_named_openers_alone()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        string packet = await city.Send(clerk, "0000302", Marked, "密");
        await clerk.Get($"/packets/{packet}");
        await clerk.Post($"/packets/{packet}/seal", ("size", "S"), ("opener", "opener-school"));
        foreach (string account in Everybody.Where(account => account != "clerk-bureau"))
        {
            using Visitor visitor = await city.SignIn(account);
            string page = await visitor.Text($"/packets/{packet}");
            bool told = page.Contains("密等", StringComparison.Ordinal) || page.Contains("拆封人", StringComparison.Ordinal);
            Assert.Equal(account is "clerk-edu" or "opener-school", told);
        }
    }

    /// <summary>docs/rules.md R-2: neither colour nor order betrays the level. A list looks the same without it.</summary>
    [Fact]
    public async Task A_row_of_a_list_is_drawn_the_same_for_a_secret_packet_and_for_another()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        string secret = await city.Send(clerk, "0000303", Marked, "密");
        string ordinary = await city.Send(clerk, "0000304", "一般的", "");
        string page = await clerk.Text("/out");
        Assert.Equal(Row(page, ordinary), Row(page, secret));
    }

    [Fact]
    public async Task What_stands_for_a_withheld_subject_finds_nothing_and_the_number_does()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        string packet = await city.Send(clerk, "0000305", Marked, "密");
        foreach (string account in new[] { "clerk-edu", "admin-one" })
        {
            using Visitor visitor = await city.SignIn(account);
            foreach (string query in new[] { "密不錄由", "密" })
            {
                string found = await visitor.Text($"/search?q={Uri.EscapeDataString(query)}");
                Assert.DoesNotContain(packet, found, StringComparison.Ordinal);
            }

            Assert.Contains(packet, await visitor.Text("/search?q=0000305"), StringComparison.Ordinal);
        }
    }

    private static string Row(string page, string packet)
    {
        int at = page.IndexOf($">{packet}<", StringComparison.Ordinal);
        string row =
            page[page.LastIndexOf("<tr>", at, StringComparison.Ordinal)..page.IndexOf("</tr>", at, StringComparison.Ordinal)];
        string tags = System.Text.RegularExpressions.Regex.Replace(row, ">[^<]+<", "><");
        return System.Text.RegularExpressions.Regex.Replace(tags.Replace(packet, "", StringComparison.Ordinal),
            "(datetime|title)=\"[^\"]*\"", "");
    }

    private static async Task Look(Dictionary<string, Visitor> visitors, string packet)
    {
        string[] paths =
        [
            "/out", "/out?tray=Sealed", "/out?tray=Travelling", "/out?tray=Trouble", "/out/list", "/out/unresolved", "/in",
            "/in/list",
            "/search?q=0000301", $"/search?q={packet}", "/admin", "/admin/cabinets", $"/admin/cabinets/{City.Cabinet}",
            $"/packets/{packet}", $"/packets/{packet}/story", $"/packets/{packet}/label", $"/packets/{packet}/transfer-list",
        ];
        foreach ((string account, Visitor visitor) in visitors)
        {
            foreach (string path in paths)
            {
                Assert.False(
                    (await visitor.Text(path)).Contains(Marked, StringComparison.Ordinal),
                    $"{account} reads the subject at {path}.");
            }

            Assert.DoesNotContain(packet, await visitor.Text($"/search?q={Uri.EscapeDataString(Marked)}"),
                StringComparison.Ordinal);
        }
    }
}
