using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace SmartLocker.Server.Host.Tests.Web;

/// <summary>
/// A browser without a screen: keeps cookies, follows redirects, takes the forms' token from the page it saw last.
/// </summary>
public sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _http;

    public Visitor(Uri server, bool follows = true)
    {
        HttpClientHandler handler =
            new() { CookieContainer = Cookies, AllowAutoRedirect = follows, CheckCertificateRevocationList = true };
        _http = new HttpClient(handler) { BaseAddress = server };
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>What the last page's forms carry.</summary>
    public string Token { get; set; } = "";

    /// <summary>The last page.</summary>
    public string Page { get; private set; } = "";

    public HttpClient Http => _http;

    public Task<HttpResponseMessage> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    public async Task<string> Text(string path)
    {
        await Get(path);
        return Page;
    }

    public Task<HttpResponseMessage> Post(string path, params (string Name, string Value)[] fields) =>
        Send(new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(
                fields.Append(("form-token", Token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
        });

    /// <summary>Sends files as a program does and returns the JSON answer.</summary>
    public async Task<string> Upload(params (string Name, string Text)[] files) => await Upload("", files);

    public async Task<string> Upload(string key, (string Name, string Text)[] files)
    {
        if (Token.Length == 0) { await Get("/out"); }

        using MultipartFormDataContent form = [];
        form.Add(new StringContent(Token), "form-token");
        form.Add(new StringContent(key), "key");
        foreach ((string name, string text) in files)
        {
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "files", name);
        }

        using HttpRequestMessage request = new(HttpMethod.Post, "/out/upload") { Content = form };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using HttpResponseMessage answer = await _http.SendAsync(request);
        string text2 = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text2);
        return text2;
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        HttpResponseMessage answer = await _http.SendAsync(request);
        Page = await answer.Content.ReadAsStringAsync();
        Match token = TokenField().Match(Page);
        if (token.Success) { Token = WebUtility.HtmlDecode(token.Groups[1].Value); }
        return answer;
    }

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
