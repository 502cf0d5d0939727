using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;

namespace SmartLocker.Firmware.Agent.Link;

/// <summary>A way to the server, and to nobody else: its certificate must chain to our pinned roots and bear its name.</summary>
public static class ServerChannel
{
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(30);

    /// <summary>When a whole city comes back, the server's turn for this cabinet may be most of a minute away.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(60);

    /// <param name="roots">The only ones believed; the machine's own store counts for nothing here.</param>
    /// <param name="own">Null before enrolment.</param>
    public static GrpcChannel To(Uri server, X509Certificate2Collection roots, SslStreamCertificateContext? own)
    {
        X509ChainPolicy believed = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck, // Short-lived certificates; the server's are replaced, not revoked.
            DisableCertificateDownloads = true,
        };
        believed.CustomTrustStore.AddRange(roots);
        SocketsHttpHandler handler = new()
        {
            SslOptions = new SslClientAuthenticationOptions { ClientCertificateContext = own, CertificateChainPolicy = believed },
            ConnectTimeout = ConnectTimeout,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            KeepAlivePingDelay = PingAfter,
            KeepAlivePingTimeout = PingTimeout,
            EnableMultipleHttp2Connections = true,
            UseProxy = false,
        };
        return GrpcChannel.ForAddress(server, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
    }
}
