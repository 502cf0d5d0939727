using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SmartLocker.Server.Features.Reconciling;

namespace SmartLocker.Server.Host.Tests.Web;

/// <summary>docs/rules.md R-19: the agency that owns what does not fit sees it on its own page; no other agency does.</summary>
public sealed class OwnDiscrepancyTests(City city) : IClassFixture<City>
{
    private static readonly string[] Accounts = ["clerk-edu", "clerk-school", "clerk-bureau", "courier-edu", "admin-one"];

    [Fact]
    public async Task What_the_sender_owns_stands_above_its_packets_and_no_other_agency_sees_it()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        PacketId packet = PacketId.Parse(await city.Send(clerk, "0000702", "在別處"));
        await city.LiesInDoor(5, packet);
        await StandsOnlyAt("clerk-edu", "/out", "格內封套的紀錄在別處", $"{City.Cabinet} 第 5 格 · {packet}");
        Assert.Contains("its record says elsewhere", await English("clerk-edu", "/out"), StringComparison.Ordinal);
    }

    /// <summary>Which of them must lie alone is not said: that may be its secrecy (R-2).</summary>
    [Fact]
    public async Task What_the_receiver_owns_stands_above_what_waits_and_no_other_agency_sees_it()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        PacketId packet = PacketId.Parse(await city.Send(clerk, "0000703", "單獨"));
        await clerk.Get($"/packets/{packet}");
        await clerk.Post($"/packets/{packet}/seal", ("size", "S"));
        await city.LiesInDoor(6, packet, AgencyCode.Parse(City.School));
        await city.LiesInDoor(6, PacketId.Parse(await city.Send(clerk, "0000704", "同格")));
        await StandsOnlyAt("clerk-school", "/in", "不應同格的封套在同一格", $"{City.Cabinet} 第 6 格 · {packet}");
        Assert.Contains("Packets lie together that should not", await English("clerk-school", "/in"), StringComparison.Ordinal);
    }

    private async Task StandsOnlyAt(string owner, string page, string what, string where)
    {
        Assert.True(await city.Services.GetRequiredService<ReconcilingDesk>().Look(City.Cabinet) > 0);
        foreach (string account in Accounts)
        {
            using Visitor visitor = await city.SignIn(account);
            foreach (string address in new[] { "/out", "/out/list", "/in", "/in/list" })
            {
                bool isOwn = account == owner && address.StartsWith(page, StringComparison.Ordinal);
                HttpResponseMessage answer = await visitor.Get(address);
                Assert.True(!isOwn || answer.StatusCode == HttpStatusCode.OK);
                string told = Regex.Replace(Regex.Replace(visitor.Page, "<[^>]*>", " "), @"\s+", " ");
                Assert.True(isOwn == told.Contains($"{what} {where}", StringComparison.Ordinal), $"{account} at {address}");
            }
        }
    }

    private async Task<string> English(string account, string page)
    {
        using Visitor visitor = await city.SignIn(account);
        visitor.Cookies.Add(city.Address, new Cookie("language", "en"));
        return await visitor.Text(page);
    }
}
