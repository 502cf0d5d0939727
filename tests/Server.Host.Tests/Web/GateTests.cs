using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace SmartLocker.Server.Host.Tests.Web;

/// <summary>
/// Every form there is, found in the program's own list of addresses: a new one is tested the day it is mapped.
/// </summary>
public sealed class GateTests(City city) : IClassFixture<City>
{
    [Fact]
    public async Task No_form_is_taken_without_its_token()
    {
        string[] paths = [.. Pages("POST").Select(Fill)];
        Assert.True(paths.Length >= 15, $"Only {paths.Length} forms were found.");
        foreach (string account in new[] { "clerk-edu", "admin-one" })
        {
            using Visitor visitor = await city.SignIn(account);
            foreach (string path in paths.Where(path => path != "/sign-out"))
            {
                visitor.Token = "forged";
                HttpResponseMessage answer = await visitor.Post(path, ("all", "Received"), ("size", "S"), ("reason", "x"));
                Assert.True(
                    answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden,
                    $"{account} {path}: {answer.StatusCode}");
            }
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
        .Replace("{receiver:int}", "0", StringComparison.Ordinal)
        .Replace("{document}", "x", StringComparison.Ordinal)
        .Replace("{code}", City.School, StringComparison.Ordinal)
        .Replace("{request}", "x", StringComparison.Ordinal);
}
