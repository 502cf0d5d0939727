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

    /// <summary>A city that comes back at once waits its turn; a handshake given up half-way would only begin anew.</summary>
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
        TlsOptions options = new(certificate, trust);
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = HandshakeMax,
            OnConnection = _ => ValueTask.FromResult(options.Current()),
        });
    }

    public static bool IsMachinePort(this HttpContext http) =>
        http.Features.Get<IConnectionItemsFeature>()?.Items.ContainsKey(Mark) ?? false;
}
