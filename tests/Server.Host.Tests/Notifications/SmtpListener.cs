using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace SmartLocker.Server.Host.Tests.Notifications;

/// <summary>A mail server of the plainest kind (RFC 5321): one caller at a time, every letter kept.</summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Channel<string> _letters = Channel.CreateUnbounded<string>();
    private readonly string _refused;
    private readonly Task _serving;

    /// <param name="refused">The one mailbox that it does not know.</param>
    public SmtpListener(string refused = "nobody@agency.example")
    {
        _refused = refused;
        _listener.Start();
        _serving = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The next letter as it came: envelope, headers and text.</summary>
    public ValueTask<string> Next(CancellationToken cancellation) => _letters.Reader.ReadAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using TcpClient caller = await _listener.AcceptTcpClientAsync(_end.Token);
                await Talk(caller.GetStream());
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task Talk(NetworkStream stream)
    {
        using StreamReader said = new(stream, Encoding.ASCII);
        await using StreamWriter answer = new(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        try
        {
            await answer.WriteLineAsync("220 mail.agency.example");
            StringBuilder envelope = new();
            while (await said.ReadLineAsync(_end.Token) is { } line)
            {
                string verb = line.Split(' ')[0].ToUpperInvariant();
                if (verb is "MAIL" or "RCPT") { envelope.AppendLine(line); }
                if (verb == "DATA")
                {
                    await answer.WriteLineAsync("354 go on");
                    _letters.Writer.TryWrite(envelope + await Data(said));
                }

                bool refuses = verb == "RCPT" && line.Contains(_refused, StringComparison.Ordinal);
                await answer.WriteLineAsync(verb == "QUIT" ? "221 bye" : refuses ? "550 no such mailbox" : "250 ok");
            }
        }
        catch (IOException)
        {
            // The caller hung up.
        }
    }

    private async Task<string> Data(StreamReader said)
    {
        StringBuilder text = new();
        while (await said.ReadLineAsync(_end.Token) is { } line and not ".") { text.AppendLine(line); }

        return text.ToString();
    }
}
