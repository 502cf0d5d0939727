using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;

namespace SmartLocker.Server.Features.Demo.Exchange;

/// <summary>Somebody in front of a cabinet: sees and touches its screen, shows things to the scanner, pushes doors.</summary>
internal sealed class Kiosk : IAsyncDisposable
{
    /// <summary>Long enough for a machine that does ten other things; nothing here waits for a time to pass.</summary>
    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(120);
    private const int MessageBytesMax = 256 * 1024;

    private readonly ClientWebSocket _socket = new();
    private readonly HttpClient _board;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private Task _reading = Task.CompletedTask;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Scene? _scene;
    private bool _gone;

    private Kiosk(Uri address, TimeProvider time) => (_board, _time) = (new HttpClient { BaseAddress = address }, time);

    public static async Task<Kiosk> Open(Uri address, TimeProvider time)
    {
        Kiosk kiosk = new(address, time);
        UriBuilder socket = new(new Uri(address, "kiosk/socket")) { Scheme = "ws" };
        using CancellationTokenSource patience = new(PatienceMax, time);
        try
        {
            await kiosk._socket.ConnectAsync(socket.Uri, patience.Token);
        }
        catch (Exception silent) when (silent is WebSocketException or OperationCanceledException)
        {
            await kiosk.DisposeAsync();
            throw new DemoFailedException($"The screen at {address} does not answer: {silent.Message}");
        }

        kiosk._reading = kiosk.ReadOn();
        return kiosk;
    }

    /// <summary>Waits until the screen shows what is waited for.</summary>
    /// <param name="what">For the message when it never does.</param>
    public async Task<Scene> Until(string what, Func<Scene, bool> shows)
    {
        using CancellationTokenSource patience = new(PatienceMax, _time);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_scene is { } scene && shows(scene)) { return scene; }
                if (_gone) { throw new DemoFailedException($"The cabinet went away while {what} was waited for."); }

                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new DemoFailedException($"Waited for {what}; the screen shows {_scene}.");
            }
        }
    }

    public Task Ask(string ask) => Ask(new { ask });

    public Task EnterPin(string pin) => Ask(new { ask = "EnterPin", pin });

    public Task Scan(string text) => Act("board/scan", JsonContent.Create(new { text }));

    public Task PushShut(int door) => Act($"board/doors/{door}/shut", content: null);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading;
        _socket.Dispose();
        _board.Dispose();
        _end.Dispose();
    }

    private async Task Ask(object asked)
    {
        try
        {
            await _socket.SendAsync(
                JsonSerializer.SerializeToUtf8Bytes(asked).AsMemory(), WebSocketMessageType.Text, true, _end.Token);
        }
        catch (WebSocketException gone)
        {
            throw new DemoFailedException($"The cabinet's screen went away: {gone.Message}");
        }
    }

    private async Task Act(string path, HttpContent? content)
    {
        try
        {
            using HttpResponseMessage answer = await _board.PostAsync(new Uri(path, UriKind.Relative), content, _end.Token);
            if (!answer.IsSuccessStatusCode) { throw new DemoFailedException($"POST {path} answered {(int)answer.StatusCode}."); }
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
        {
            // Gone, or alive and silent for as long as the client waits.
            throw new DemoFailedException($"The cabinet's board went away: {gone.Message}");
        }
    }

    private async Task ReadOn()
    {
        byte[] buffer = new byte[MessageBytesMax];
        try
        {
            while (true)
            {
                int length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(length), _end.Token);
                    length += part.Count;
                }
                while (!part.EndOfMessage);

                if (part.MessageType == WebSocketMessageType.Close) { break; }
                if (Scene.Read(buffer.AsMemory(0, length)) is { } scene) { Show(scene); }
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // The agent ended, or nobody looks any more.
        }

        lock (_gate) { _gone = true; }
        Show(null);
    }

    private void Show(Scene? scene)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _scene = scene ?? _scene;
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }
}
