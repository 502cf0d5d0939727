using System.Net;
using System.Text.RegularExpressions;
using SmartLocker.Server.Features.Demo.City;

namespace SmartLocker.Server.Features.Demo.Exchange;

/// <summary>A person at the web pages: cookies, the token of the form, and nothing a browser could not do.</summary>
internal sealed partial class Browser : IDisposable
{
    private const string TokenField = "form-token";

    private readonly HttpClient _http;
    private string _token = "";

    private Browser(Uri server) =>
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server };

    public static async Task<Browser> SignIn(Uri server, DemoPerson person)
    {
        Browser browser = new(server);
        await browser.Read("/sign-in");
        await browser.Post("/sign-in", [("name", person.Account), ("password", DemoCity.Password)]);

        // The token changes with the sign-in.
        await browser.Read("/search");
        return browser;
    }

    /// <summary>A page as it is shown.</summary>
    public async Task<string> Read(string path)
    {
        using HttpResponseMessage answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
        string page = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Found))
        {
            throw new DemoFailedException($"GET {path} answered {(int)answer.StatusCode}.");
        }

        if (Token.Match(page) is { Success: true } found) { _token = WebUtility.HtmlDecode(found.Groups[1].Value); }
        return page;
    }

    /// <summary>Sends a form; a redirect is a yes.</summary>
    public async Task Post(string path, IEnumerable<(string Name, string Value)> fields)
    {
        using FormUrlEncodedContent form = new(
            fields.Append((TokenField, _token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using HttpResponseMessage answer = await _http.PostAsync(new Uri(path, UriKind.Relative), form);
        if (answer.StatusCode is not (HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.OK))
        {
            throw new DemoFailedException(
                $"POST {path} answered {(int)answer.StatusCode}: {Alert(await answer.Content.ReadAsStringAsync())}");
        }
    }

    /// <summary>Sends files; the answer is JSON.</summary>
    public async Task<string> Upload(string path, IEnumerable<(string Name, Stream Content)> files, string key)
    {
        using MultipartFormDataContent form = new()
        {
            { new StringContent(_token), TokenField },
            { new StringContent(key), "key" },
        };
        foreach ((string name, Stream content) in files) { form.Add(new StreamContent(content), "files", name); }

        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = form };
        request.Headers.Accept.ParseAdd("application/json");
        using HttpResponseMessage answer = await _http.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode == HttpStatusCode.OK
            ? text
            : throw new DemoFailedException($"POST {path} answered {(int)answer.StatusCode}: {Alert(text)}");
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"form-token\"[^>]*value=\"([^\"]*)\"")]
    private static partial Regex Token { get; }

    [GeneratedRegex("role=\"alert\"[^>]*>(.*?)</", RegexOptions.Singleline)]
    private static partial Regex AlertText { get; }

    private static string Alert(string page) =>
        AlertText.Match(page) is { Success: true } found
            ? WebUtility.HtmlDecode(found.Groups[1].Value).Trim()
            : "no reason given";
}
