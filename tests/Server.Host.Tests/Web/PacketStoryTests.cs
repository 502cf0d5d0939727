using System.Net;
using System.Text.Json;

namespace SmartLocker.Server.Host.Tests.Web;

public sealed class PacketStoryTests(City city) : IClassFixture<City>
{
    [Fact]
    public async Task A_drop_becomes_a_packet_that_is_sealed_labelled_collected_and_receipted()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        string packet = await city.Send(clerk, "0000101", "檢送研習計畫");
        Assert.Contains(packet, await clerk.Text("/out"), StringComparison.Ordinal);

        await clerk.Get($"/packets/{packet}");
        HttpResponseMessage sealing = await clerk.Post($"/packets/{packet}/seal", ("size", "M"));
        Assert.Equal(HttpStatusCode.OK, sealing.StatusCode);
        Assert.Contains("id=\"print-label\"", clerk.Page, StringComparison.Ordinal);
        Assert.Contains("已封裝", clerk.Page, StringComparison.Ordinal);

        string label = await clerk.Text($"/packets/{packet}/label");
        Assert.Contains("<svg", label, StringComparison.Ordinal);
        Assert.DoesNotContain("檢送研習計畫", label, StringComparison.Ordinal);
        Assert.Contains("檢送研習計畫", await clerk.Text($"/packets/{packet}/transfer-list"), StringComparison.Ordinal);

        await city.Deposit(packet);
        using Visitor receiver = await city.SignIn("clerk-school");
        Assert.Contains("TEST-1 第 3 格", await receiver.Text("/in"), StringComparison.Ordinal);
        await city.PickUp(packet);

        await receiver.Get($"/packets/{packet}");
        Assert.Contains("id=\"receipt\"", receiver.Page, StringComparison.Ordinal);
        await receiver.Post($"/packets/{packet}/receipt", ("all", "Received"));
        Assert.Contains("已簽收", await receiver.Text($"/packets/{packet}"), StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"receipt\"", receiver.Page, StringComparison.Ordinal);

        string timeline = await clerk.Text($"/packets/{packet}/story");
        foreach (string what in new[] { "封裝", "投件", "取件", "簽收" }) { Assert.Contains(what, timeline, StringComparison.Ordinal); }
        Assert.Contains("陳學校", timeline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_document_stays_open_until_somebody_settles_it()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        string packet = await Sealed(clerk, "0000102");
        await city.Deposit(packet);
        await city.PickUp(packet);
        using Visitor receiver = await city.SignIn("clerk-school");
        string page = await receiver.Text($"/packets/{packet}");
        string field = page.Split("name=\"mark.")[1].Split('"')[0];
        await receiver.Post($"/packets/{packet}/receipt", ($"mark.{field}", "Missing"));

        Assert.Contains("短少", await clerk.Text("/out?tray=Trouble") + await clerk.Text($"/packets/{packet}"),
            StringComparison.Ordinal);
        await clerk.Post($"/packets/{packet}/exceptions/1", ("note", "已補送"));
        Assert.Contains("已補送", clerk.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"resolve-1\"", clerk.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_rules_refuse_is_told_with_a_code_and_changes_nothing()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        string packet = await Sealed(clerk, "0000103");
        HttpResponseMessage answer = await clerk.Post($"/packets/{packet}/reopen", ("reason", " "));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("role=\"alert\"", clerk.Page, StringComparison.Ordinal);
        Assert.Contains("資料沒有更改", clerk.Page, StringComparison.Ordinal);

        await clerk.Post($"/packets/{packet}/reopen", ("reason", "漏放附件"));
        Assert.Contains("漏放附件", clerk.Page, StringComparison.Ordinal);
        Assert.Contains("id=\"seal\"", clerk.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drop_tells_of_every_file_what_became_of_it_and_a_repeated_sending_takes_nothing_in_twice()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        (string, string)[] drop =
        [
            ("a.di", Drops.Document("0000104", "第一件", "", City.School)),
            ("b.di", "not xml at all"),
            ("c.di", Drops.Document("0000105", "機密的", "機密", City.School)),
        ];
        string answer = await clerk.Upload("one-form", drop);
        using JsonDocument lines = JsonDocument.Parse(answer);
        Assert.Equal(["accepted", "refused", "refused"], lines.RootElement.EnumerateArray()
            .Select(line => line.GetProperty("outcome").GetString()));
        Assert.Equal("secrecy", lines.RootElement[2].GetProperty("reason").GetString());

        Assert.Equal(answer, await clerk.Upload("one-form", drop));
        Assert.Single((await clerk.Text("/search?q=0000104")).Split("<td data-head=\"發文字號\">").Skip(1));
    }

    [Fact]
    public async Task The_same_number_sent_again_is_taken_in_with_a_warning()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        string document = Drops.Document("0000107", "同一件", "", City.School);
        Assert.False(IsWarned(await clerk.Upload(("a.di", document))));

        Assert.True(IsWarned(await clerk.Upload(("b.di", document))));
        Assert.False(IsWarned(await clerk.Upload(("c.di", Drops.Document("0000108", "另一件", "", City.School)))));
    }

    [Fact]
    public async Task A_receiver_that_nobody_knows_waits_until_a_person_chooses_its_agency()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        using JsonDocument lines = JsonDocument.Parse(
            await clerk.Upload(("d.di", Drops.Document("0000106", "給誰呢", "", "沒有代碼的單位"))));
        Assert.Equal("沒有代碼的單位", lines.RootElement[0].GetProperty("unresolved")[0].GetString());

        string page = await clerk.Text("/out/unresolved");
        string action = "/out/unresolved/" + page.Split("action=\"/out/unresolved/")[1].Split('"')[0];
        await clerk.Post(action, ("agency", City.Bureau));
        using Visitor bureau = await city.SignIn("clerk-bureau");
        string hits = await clerk.Text("/search?q=0000106");
        Assert.Contains("臺北市政府工務局", hits, StringComparison.Ordinal);
        Assert.DoesNotContain("給誰呢", await bureau.Text("/search?q=0000106"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_without_receivers_stays_on_the_work_list_until_a_person_closes_it()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        string order = Drops.Document("0000109", "沒有人收的令", "", City.School);
        order = order[..order.IndexOf("<受文者>", StringComparison.Ordinal)]
            + order[(order.IndexOf("</受文者>", StringComparison.Ordinal) + "</受文者>".Length)..];
        await clerk.Upload(("e.di", order));

        string page = await clerk.Text("/out/unresolved");
        string close = "/out/unresolved/" + page.Split("/close\"")[0].Split("/out/unresolved/")[^1];
        await clerk.Post($"{close}/receivers", ("agency", City.Bureau));
        Assert.Contains("已加入：", await clerk.Text("/out/unresolved"), StringComparison.Ordinal);
        await clerk.Post($"{close}/close");
        Assert.DoesNotContain("沒有人收的令", await clerk.Text("/out/unresolved"), StringComparison.Ordinal);
    }

    private static bool IsWarned(string answer)
    {
        using JsonDocument lines = JsonDocument.Parse(answer);
        return lines.RootElement[0].GetProperty("warnings").EnumerateArray()
            .Any(warning => warning.GetString()!.Contains("先前已匯入過", StringComparison.Ordinal));
    }

    private async Task<string> Sealed(Visitor clerk, string number)
    {
        string packet = await city.Send(clerk, number, $"主旨 {number}");
        await clerk.Get($"/packets/{packet}");
        await clerk.Post($"/packets/{packet}/seal", ("size", "S"));
        return packet;
    }
}
