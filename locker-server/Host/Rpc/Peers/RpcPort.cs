using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using SmartLocker.Server.Certificates;

namespace SmartLocker.Server.Rpc.Peers;

/// <summary>The listening end for machines: HTTP/2 over TLS, client certificates of our own authority or none.</summary>
internal static class RpcPort
{
    private static readonly object Mark = new();
    private static readonly object Turn = new();

    /// <summary>From the beginning of its turn; a handshake given up half-way would only begin anew.</summary>
    private static readonly TimeSpan HandshakeMax = TimeSpan.FromSeconds(30);

    public static void UseMachineTls(this ListenOptions listen, ServerCertificate certificate, PeerTrust trust)
    {
        listen.Protocols = HttpProtocols.Http2;

        // Which port a request came in by is known from its connection, not from a header that the caller writes.
        listen.Use(next => connection =>
        {
            connection.Items[Mark] = Mark;
            return next(connection);
        });
        HandshakeTurns turns = listen.ApplicationServices.GetRequiredService<HandshakeTurns>();
        TimeProvider time = listen.ApplicationServices.GetRequiredService<TimeProvider>();
        listen.Use(next => async connection =>
        {
            if (await FirstWords.Came(connection.Transport.Input, time)) { await Greet(turns, next, connection); }
        });
        TlsOptions options = new(certificate, trust);
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = HandshakeMax,
            OnConnection = _ => ValueTask.FromResult(options.Current()),
        });
        listen.Use(next => connection =>
        {
            EndTurn(connection);
            return next(connection);
        });
    }

    private static async Task Greet(HandshakeTurns turns, ConnectionDelegate next, ConnectionContext connection)
    {
        try
        {
            IPAddress from = HandshakeLine.CallerOf(connection.RemoteEndPoint);
            if (await turns.Take(from, connection.ConnectionClosed) is not { } turn) { return; }

            connection.Items[Turn] = turn;
        }
        catch (OperationCanceledException)
        {
            return; // It went away while it waited.
        }

        try
        {
            await next(connection);
        }
        finally
        {
            EndTurn(connection);
        }
    }

    private static void EndTurn(ConnectionContext connection)
    {
        if (connection.Items.Remove(Turn, out object? turn)) { ((HandshakeTurns.Turn)turn!).Dispose(); }
    }

    public static bool IsMachinePort(this HttpContext http) =>
        http.Features.Get<IConnectionItemsFeature>()?.Items.ContainsKey(Mark) ?? false;
}
