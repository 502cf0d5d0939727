using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using SmartLocker.Firmware.Agent.Board;
using SmartLocker.Firmware.Agent.Kiosk;
using SmartLocker.Firmware.Agent.Tests.Running;
using SmartLocker.Firmware.Core.Cabinet;

namespace SmartLocker.Firmware.Agent.Tests.Kiosk;

/// <summary>The real listener on loopback with a whole cabinet behind it.</summary>
public sealed class KioskServerTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly HttpClient _http = new();
    private CabinetRig _rig = null!;
    private WebApplication _app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _rig = new CabinetRig(_folder);
        _app = KioskServer.Builder(port: 0).Build();
        _app.MapKiosk(_rig.Cabinet.Socket);
        new BoardEndpoints(_rig.Board, TimeProvider.System).Map(_app);
        await _app.StartAsync(Cancellation);
        _http.BaseAddress = new Uri(KioskServer.AddressOf(_app) + "/");
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _app.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_page_and_what_it_needs_come_from_here_alone()
    {
        string page = await _http.GetStringAsync("", Cancellation);
        foreach (string name in new[] { "kiosk.css", "kiosk.js", "texts.js", "front.js", "pad.js", "sound.js", "board.css",
            "board.js" })
        {
            using HttpResponseMessage file = await _http.GetAsync("kiosk/" + name, Cancellation);
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            Assert.Contains("default-src 'none'", file.Headers.GetValues("Content-Security-Policy").Single(),
                StringComparison.Ordinal);
            Assert.DoesNotContain("http://", (await file.Content.ReadAsStringAsync(Cancellation))
                .Replace("`ws://", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync("kiosk/0001_up.sql", Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "evil.example")]
    public async Task Another_site_s_page_is_refused(string header, string value)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "board/doors/1/force");
        request.Headers.TryAddWithoutValidation(header, value);
        Assert.Equal(HttpStatusCode.Forbidden, (await _http.SendAsync(request, Cancellation)).StatusCode);
        Assert.True(_rig.Board.Door(1).IsShut);
    }

    [Fact]
    public async Task A_page_gets_the_view_at_once_and_after_every_change_and_a_reload_gets_the_same()
    {
        await _rig.SignInAsync();
        using ClientWebSocket socket = await ConnectAsync();
        JsonElement first = await ReadAsync(socket);
        Assert.Equal("Welcome", first.GetProperty("view").GetProperty("screen").GetString());
        using ClientWebSocket reloaded = await ConnectAsync();
        Assert.Equal(
            first.GetProperty("view").GetProperty("screen").GetString(),
            (await ReadAsync(reloaded)).GetProperty("view").GetProperty("screen").GetString());

        await SendAsync(socket, """{"ask":"SignOut"}""");
        JsonElement next = await UntilAsync(socket, message =>
            message.TryGetProperty("view", out JsonElement view) && view.GetProperty("screen").GetString() == "Idle");
        Assert.True(next.GetProperty("version").GetInt64() > first.GetProperty("version").GetInt64());
    }

    [Theory]
    [InlineData("not json", "not JSON")]
    [InlineData("[]", "not understood")]
    [InlineData("""{"ask":"OpenEverything"}""", "OpenEverything")]
    [InlineData("""{"ask":"EnterPin"}""", "EnterPin")]
    public async Task What_is_not_understood_is_answered_and_the_line_stays_open(string message, string named)
    {
        using ClientWebSocket socket = await ConnectAsync();
        await SendAsync(socket, message);
        JsonElement answer = await UntilAsync(socket, each => each.TryGetProperty("problem", out _));
        Assert.Contains(named, answer.GetProperty("problem").GetString(), StringComparison.Ordinal);
        await SendAsync(socket, """{"ask":"Speak","language":"English"}""");
        await UntilAsync(socket, each =>
            each.TryGetProperty("view", out JsonElement view) && view.GetProperty("language").GetString() == "English");
    }

    [Fact]
    public async Task A_message_that_is_too_long_ends_the_line()
    {
        using ClientWebSocket socket = await ConnectAsync();
        await SendAsync(socket, new string('x', 5_000));
        byte[] buffer = new byte[65_536];
        WebSocketReceiveResult result;
        do
        {
            result = await socket.ReceiveAsync(buffer, Cancellation);
        }
        while (result.MessageType is not WebSocketMessageType.Close);
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, result.CloseStatus);
    }

    [Fact]
    public async Task The_board_s_page_pushes_doors_shut_and_types_what_the_scanner_reads()
    {
        using HttpResponseMessage forced = await _http.PostAsync("board/doors/4/force", null, Cancellation);
        Assert.False((await forced.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("shut").GetBoolean());
        await _http.GetAsync("board/wait?door=4&shut=false&seconds=5", Cancellation);
        await _http.PostAsync("board/doors/4/shut", null, Cancellation);
        using HttpResponseMessage waited = await _http.GetAsync("board/wait?door=4&shut=true&seconds=5", Cancellation);
        Assert.Equal(HttpStatusCode.OK, waited.StatusCode);

        using HttpResponseMessage scanned = await _http.PostAsJsonAsync("board/scan", new { text = "rubbish" }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, scanned.StatusCode);
        await _rig.UntilAsync(view => view.Message is not null);

        using HttpResponseMessage bad = await _http
            .PostAsync("board/faults/4", new FormUrlEncodedContent([new("misbehaviour", "Jammed")]), Cancellation);
        Assert.Equal(["Jammed"], (await bad.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("faults")
            .EnumerateArray().Select(f => f.GetString()));
        await _http.PostAsync(
            "board/faults/4", new FormUrlEncodedContent([new("misbehaviour", "Jammed"), new("on", "false")]), Cancellation);
        JsonElement state = await _http.GetFromJsonAsync<JsonElement>("board/state", Cancellation);
        Assert.Equal(24, state.GetArrayLength());
        Assert.Empty(state[3].GetProperty("faults").EnumerateArray());
    }

    [Fact]
    public async Task What_the_board_does_not_have_is_refused()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _http.PostAsync("board/doors/25/shut", null, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _http.GetAsync("board/wait?door=25&shut=true", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest,
            (await _http.PostAsJsonAsync("board/scan", new { text = "" }, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest,
            (await _http.PostAsJsonAsync("board/faults/1", new { misbehaviour = "99" }, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestTimeout,
            (await _http.GetAsync("board/wait?door=1&shut=false&seconds=0", Cancellation)).StatusCode);
    }

    private async Task<ClientWebSocket> ConnectAsync()
    {
        ClientWebSocket socket = new();
        await socket.ConnectAsync(new UriBuilder(_http.BaseAddress!) { Scheme = "ws", Path = "/kiosk/socket" }.Uri, Cancellation);
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, Cancellation);

    private static async Task<JsonElement> UntilAsync(ClientWebSocket socket, Func<JsonElement, bool> wanted)
    {
        while (true)
        {
            JsonElement message = await ReadAsync(socket);
            if (wanted(message))
            {
                return message;
            }
        }
    }

    private static async Task<JsonElement> ReadAsync(ClientWebSocket socket)
    {
        byte[] buffer = new byte[65_536];
        int length = 0;
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), Cancellation);
            length += part.Count;
        }
        while (!part.EndOfMessage);
        return JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement;
    }
}
