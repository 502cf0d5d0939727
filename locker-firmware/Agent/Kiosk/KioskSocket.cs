using System.Net.WebSockets;
using System.Threading.Channels;
using SmartLocker.Firmware.Core.Cabinet;

namespace SmartLocker.Firmware.Agent.Kiosk;

/// <summary>The page's line to the agent: the view on every change one way, what the person asks the other.</summary>
public sealed class KioskSocket(KioskFeed feed, ChannelWriter<CabinetInput> inbox)
{
    /// <summary>A request is a line of JSON; anything longer is none.</summary>
    private const int MessageMax = 4096;

    /// <summary>One screen, a reload in passing, a technician's second window.</summary>
    private const int PagesMax = 8;

    private int _pages;

    public async Task ServeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (Interlocked.Increment(ref _pages) > PagesMax)
        {
            Interlocked.Decrement(ref _pages);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        Channel<byte[]> page = feed.Join();
        try
        {
            using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
            await TalkAsync(socket, page, context.RequestAborted);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // The page was closed or reloaded; the state is not in it.
        }
        finally
        {
            feed.Leave(page);
            Interlocked.Decrement(ref _pages);
        }
    }

    private async Task TalkAsync(WebSocket socket, Channel<byte[]> page, CancellationToken aborted)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        Task[] parts = [SendAsync(socket, page.Reader, end.Token), ReceiveAsync(socket, page.Writer, end.Token)];
        await Task.WhenAny(parts);
        await end.CancelAsync();
        await Task.WhenAll(parts);
    }

    private static async Task SendAsync(WebSocket socket, ChannelReader<byte[]> messages, CancellationToken end)
    {
        await foreach (byte[] message in messages.ReadAllAsync(end))
        {
            await socket.SendAsync(message.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, end);
        }
    }

    private async Task ReceiveAsync(WebSocket socket, ChannelWriter<byte[]> answers, CancellationToken end)
    {
        byte[] buffer = new byte[MessageMax];
        while (true)
        {
            int length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), end);
                length += part.Count;
            }
            while (!part.EndOfMessage && length < MessageMax);

            if (part.MessageType is WebSocketMessageType.Close || !part.EndOfMessage)
            {
                WebSocketCloseStatus why = part.EndOfMessage ? WebSocketCloseStatus.NormalClosure
                    : WebSocketCloseStatus.MessageTooBig;
                await socket.CloseOutputAsync(why, null, end);
                return;
            }

            (KioskRequest? request, string? problem) = KioskAsk.Read(buffer.AsMemory(0, length), feed.View);
            Array.Clear(buffer, 0, length); // It may have held a PIN.
            if (request is null)
            {
                answers.TryWrite(KioskFeed.Message(json => json.WriteString("problem", problem)));
            }
            else
            {
                await inbox.WriteAsync(new CabinetInput.KioskAsked(request), end);
            }
        }
    }
}
