using System.Net;
using System.Text.RegularExpressions;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Host.Tests.Web;

/// <summary>CL-74 on the cabinet's page: denied with a reason, and let in again with another and a new code.</summary>
public sealed partial class MachinePageTests(City city) : IClassFixture<City>
{
    private static readonly string Page = $"/admin/cabinets/{City.Cabinet}";

    [Fact]
    public async Task An_administrator_denies_the_controller_and_allows_another_and_both_are_on_record()
    {
        using Visitor admin = await city.SignIn("admin-one");
        Assert.Contains("id=\"deny-machine\"", await admin.Text(Page), StringComparison.Ordinal);
        await admin.Post($"{Page}/deny", ("reason", "  "));
        Assert.Contains("O-machine-refused", admin.Page, StringComparison.Ordinal);
        Assert.Null((await Standing()).Denial);

        await admin.Post($"{Page}/deny", ("reason", "控制器<失竊>"));
        Assert.Contains("O-denied", admin.Page, StringComparison.Ordinal);
        Assert.Contains("M-denied", admin.Page, StringComparison.Ordinal);
        Assert.Contains("控制器&lt;失竊&gt;", admin.Page, StringComparison.Ordinal);
        Assert.Contains("管一", admin.Page, StringComparison.Ordinal);

        // The form that registers a cabinet is no way around it.
        await admin.Post("/admin/cabinets",
            ("cabinet", City.Cabinet.Value), ("name", "x"), ("model", "SDL-24-CH"), ("serial", "S-1"));
        Assert.DoesNotMatch(CodeShown(), admin.Page);
        Assert.Contains("M-denied", admin.Page, StringComparison.Ordinal);

        await admin.Post($"{Page}/allow", ("serial", "S-2"), ("reason", ""));
        Assert.DoesNotMatch(CodeShown(), admin.Page);
        HttpResponseMessage nameless = await admin.Post($"{Page}/allow", ("serial", " "), ("reason", "換新"));
        Assert.Equal(HttpStatusCode.BadRequest, nameless.StatusCode);
        await admin.Get(Page);
        await admin.Post($"{Page}/allow", ("serial", "S-2"), ("reason", "換新"));
        Assert.Matches(CodeShown(), admin.Page);
        Assert.Equal(new MachineStanding(1, null), await Standing());

        await admin.Get(Page);
        await admin.Post($"{Page}/allow", ("serial", "S-2"), ("reason", "再一次"));
        Assert.DoesNotMatch(CodeShown(), admin.Page);
        Assert.Equal(
            ["MachineDenied person:admin-one", "MachineAllowed person:admin-one"],
            (await city.Ledger.Views.History(StreamNames.Of(City.Cabinet)))
                .Where(row => row.Kind.StartsWith("Machine", StringComparison.Ordinal)).Select(row => $"{row.Kind} {row.By}"));
    }

    [Theory]
    [InlineData("clerk-edu")]
    [InlineData("courier-edu")]
    public async Task Nobody_else_denies_or_allows(string account)
    {
        MachineStanding before = await Standing();
        using Visitor visitor = await city.SignIn(account);
        foreach (string order in new[] { "deny", "allow" })
        {
            HttpResponseMessage answer = await visitor.Post($"{Page}/{order}", ("serial", "S-1"), ("reason", "我要"));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Equal(before, await Standing());
    }

    private async Task<MachineStanding> Standing() => (await city.Ledger.FindCabinet(City.Cabinet))!.State.Machine;

    [GeneratedRegex("id=\"code\">[0-9a-f]{32}<")]
    private static partial Regex CodeShown();
}
