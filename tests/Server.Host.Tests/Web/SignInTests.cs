using System.Net;
using System.Text.RegularExpressions;

namespace SmartLocker.Server.Host.Tests.Web;

public sealed partial class SignInTests(City city) : IClassFixture<City>
{
    [Fact]
    public async Task A_clerk_who_signs_in_stands_before_the_outgoing_trays()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        Assert.Contains("寄件", clerk.Page, StringComparison.Ordinal);
        Assert.Contains("王教育", clerk.Page, StringComparison.Ordinal);
        Assert.Contains("id=\"upload\"", clerk.Page, StringComparison.Ordinal);
    }

    /// <summary>OWASP WSTG-IDNT-04: neither the words nor the status tell whether a name exists.</summary>
    [Fact]
    public async Task S05_A_wrong_password_and_an_unknown_name_get_one_and_the_same_answer()
    {
        string known = await Refusal("courier-edu", "wrong password here");
        string unknown = await Refusal("nobody-at-all", "wrong password here");
        Assert.Equal(known, unknown);
    }

    /// <summary>資通安全責任等級分級辦法, 附表十: five failures close the account for at least 15 minutes.</summary>
    [Fact]
    public async Task Five_wrong_passwords_close_the_account_for_the_right_one_too_and_say_nothing_new()
    {
        string first = await Refusal("clerk-bureau", "wrong password here");
        for (int attempt = 2; attempt <= 5; attempt++) { await Refusal("clerk-bureau", "wrong password here"); }

        Assert.Equal(first, await Refusal("clerk-bureau", City.Password));
    }

    [Fact]
    public async Task A_copied_cookie_opens_nothing_after_the_sign_out()
    {
        using Visitor clerk = await city.SignIn("clerk-school");
        using Visitor thief = new(city.Address, follows: false);
        foreach (Cookie cookie in clerk.Cookies.GetAllCookies())
        {
            thief.Cookies.Add(city.Address, new Cookie(cookie.Name, cookie.Value));
        }

        Assert.Equal(HttpStatusCode.OK, (await thief.Get("/in")).StatusCode);
        await clerk.Post("/sign-out");
        Assert.Equal(HttpStatusCode.Found, (await thief.Get("/in")).StatusCode);
    }

    [Fact]
    public async Task The_session_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        using Visitor visitor = new(city.Address, follows: false);
        await visitor.Get("/sign-in");
        HttpResponseMessage answer = await visitor.Post("/sign-in", ("name", "admin-one"), ("password", City.Password));
        string cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), header =>
            header.StartsWith("smartlocker-session", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task After_the_sign_in_nobody_is_sent_to_another_site(string back)
    {
        using Visitor visitor = new(city.Address, follows: false);
        await visitor.Get("/sign-in");
        HttpResponseMessage answer =
            await visitor.Post("/sign-in", ("name", "admin-one"), ("password", City.Password), ("back", back));
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Every_answer_forbids_what_is_inline_foreign_framed_or_kept()
    {
        using Visitor visitor = city.Stranger();
        foreach (string path in new[] { "/sign-in", "/no-such-page" })
        {
            HttpResponseMessage answer = await visitor.Get(path);
            string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'self'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.True(answer.Headers.CacheControl?.NoStore);
            Assert.DoesNotMatch("<script(?![^>]*src=)|<style|\\sstyle=|\\son[a-z]+=", visitor.Page);
        }
    }

    [Fact]
    public async Task Whatever_a_page_names_as_its_own_file_is_there()
    {
        using Visitor visitor = city.Stranger();
        await visitor.Get("/sign-in");
        string[] files = [.. OwnFile().Matches(visitor.Page).Select(match => match.Groups[1].Value)];
        Assert.True(files.Length >= 6, $"Only {files.Length} files.");
        foreach (string file in files)
        {
            HttpResponseMessage answer = await visitor.Http.GetAsync(file, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private async Task<string> Refusal(string name, string password)
    {
        using Visitor visitor = city.Stranger();
        await visitor.Get("/sign-in");
        HttpResponseMessage answer = await visitor.Post("/sign-in", ("name", name), ("password", password));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);

        // The name stays in its field as it was typed; that says nothing about whether anybody has it.
        return Varying().Replace(visitor.Page.Replace($"value=\"{name}\"", "", StringComparison.Ordinal), "");
    }

    [GeneratedRegex("(?:src|href)=\"(/[^\"]+\\.(?:js|css|svg))\"")]
    private static partial Regex OwnFile();

    [GeneratedRegex("value=\"[^\"]{40,}\"|<time.*?</time>")]
    private static partial Regex Varying();
}
