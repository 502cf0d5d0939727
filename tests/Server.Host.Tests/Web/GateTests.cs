using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SmartLocker.Server.Web.Layout;

namespace SmartLocker.Server.Host.Tests.Web;

/// <summary>
/// Every form there is, found in the program's own list of addresses: a new one is tested the day it is mapped.
/// </summary>
public sealed class GateTests(City city) : IClassFixture<City>
{
    /// <summary>
    /// The answer must be the gate's own, not a handler's that happens to find the form bad: each address is reached by somebody
    /// who may use it, and told that its form is stale.
    /// </summary>
    [Theory]
    [InlineData(null)]
    [InlineData("forged")]
    public async Task No_form_is_taken_without_its_token(string? token)
    {
        string stale = Problem.Code(ProblemKind.StaleForm);
        string[] paths = [.. Changing()];
        Assert.True(paths.Length >= 20, $"Only {paths.Length} forms were found.");
        HashSet<string> reached = [];
        foreach (string account in new[] { "clerk-edu", "courier-edu", "admin-one" })
        {
            using Visitor visitor = await city.SignIn(account);
            foreach (string path in paths)
            {
                HttpResponseMessage answer = await Bare(visitor, path, token);
                bool isGate = answer.StatusCode == HttpStatusCode.BadRequest
                    && (await answer.Content.ReadAsStringAsync(Cancel)).Contains(stale, StringComparison.Ordinal);
                Assert.True(isGate || answer.StatusCode == HttpStatusCode.Forbidden, $"{account} {path}: {answer.StatusCode}");
                if (isGate) { reached.Add(path); }
            }
        }

        Assert.Empty(paths.Except(reached));
    }

    [Fact]
    public async Task No_form_is_taken_from_a_stranger()
    {
        using Visitor stranger = new(city.Address, follows: false);
        await stranger.Get("/sign-in");
        foreach (string path in Changing().Where(path => path != "/sign-in"))
        {
            HttpResponseMessage answer = await Bare(stranger, path, stranger.Token);
            Assert.True(
                answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                    || answer.Headers.Location?.OriginalString.Contains("/sign-in", StringComparison.Ordinal) == true,
                $"{path}: {answer.StatusCode} {answer.Headers.Location}");
        }
    }

    [Fact]
    public async Task Nothing_but_the_way_in_is_shown_to_a_stranger()
    {
        using Visitor stranger = new(city.Address, follows: false);
        foreach (string path in Pages("GET").Select(Fill).Where(path => path is not ("/" or "/sign-in" or "/language")))
        {
            HttpResponseMessage answer = await stranger.Get(path);
            Assert.True(answer.StatusCode is HttpStatusCode.Found, $"{path}: {answer.StatusCode}");
            Assert.Contains("/sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }
    }

    /// <summary>
    /// Who may reach what, for each address there is; what a packet's address shows is asked of the packet's rights.
    /// </summary>
    [Theory]
    [InlineData("clerk-edu", "/admin")]
    [InlineData("courier-edu", "/admin /out")]
    [InlineData("admin-one", "/in")]
    public async Task A_role_reaches_its_own_pages_alone(string account, string closed)
    {
        string[] prefixes = closed.Split(' ');
        using Visitor visitor = await city.SignIn(account);
        int seen = 0;
        foreach (string path in Pages("GET").Select(Fill)
            .Where(path => prefixes.Any(prefix => path == prefix || path.StartsWith(prefix + "/", StringComparison.Ordinal))))
        {
            HttpResponseMessage answer = await visitor.Get(path);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{account} {path}: {answer.StatusCode}");
            seen++;
        }

        Assert.True(seen >= 2, $"{account} tried {seen} pages only.");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Whatever is not a plain reading.</summary>
    private IEnumerable<string> Changing() =>
        new[] { "POST", "PUT", "PATCH", "DELETE" }.SelectMany(Pages).Distinct().Select(Fill);

    private static Task<HttpResponseMessage> Bare(Visitor visitor, string path, string? token)
    {
        (string, string)[] fields = [("all", "Received"), ("size", "S"), ("reason", "x"), ("serial", "S-1"), ("note", "x")];
        IEnumerable<(string, string)> sent = token is null ? fields : fields.Append(("form-token", token));
        FormUrlEncodedContent form = new(sent.Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return visitor.Http.PostAsync(new Uri(path, UriKind.Relative), form, Cancel);
    }

    /// <summary>Pages carry their policy or need a sign-in; machines' calls are no pages.</summary>
    private IEnumerable<string> Pages(string method) => city.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(method) == true)
        .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
        .Where(path =>
            !path.Contains("smartlocker.v1", StringComparison.Ordinal) && !path.Contains("grpc", StringComparison.Ordinal))
        .Distinct();

    private static string Fill(string pattern) => pattern
        .Replace("/packets/{id}", "/packets/P1234567890124", StringComparison.Ordinal)
        .Replace("{id}", City.Cabinet.Value, StringComparison.Ordinal)
        .Replace("{number:int}", "1", StringComparison.Ordinal)
        .Replace("{sequence:long}", "1", StringComparison.Ordinal)
        .Replace("{receiver:int}", "0", StringComparison.Ordinal)
        .Replace("{document}", "x", StringComparison.Ordinal)
        .Replace("{code}", City.School, StringComparison.Ordinal)
        .Replace("{request}", "x", StringComparison.Ordinal);
}
