using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Host.Tests.Certificates;
using SmartLocker.Server.Rpc.Peers;
using SmartLocker.TestKit;

namespace SmartLocker.Server.Host.Tests.Peers;

/// <summary>The machines' port on loopback, with few turns and a clock that stands: what is not freed stays taken.</summary>
internal sealed class MachinePort : IAsyncDisposable
{
    /// <summary>RFC 9113 3.4, and an empty SETTINGS.</summary>
    private static readonly byte[] Preface = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, 4, 0, 0, 0, 0, 0];

    private readonly TemporaryFolder _folder = new();
    private readonly CertificateAuthority _authority;
    private readonly WebApplication _app;
    private readonly List<TcpClient> _open = [];

    private MachinePort(int atOnce, int waitingMax)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        _authority = CertificateAuthority.Open(_folder.Path, now);
        Turns = new HandshakeTurns(Time, NullLogger<HandshakeTurns>.Instance, atOnce, waitingMax);
        ServerCertificate certificate = new(_authority, ["localhost"], TimeProvider.System);
        PeerTrust trust = new(_authority.Root, TimeProvider.System, _ => false);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(Turns);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseMachineTls(certificate, trust)));
        _app = builder.Build();
    }

    public ManualTime Time { get; } = new();

    public HandshakeTurns Turns { get; }

    private int Port => new Uri(_app.Services.GetRequiredService<IServer>()
        .Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()).Port;

    public static async Task<MachinePort> Open(int atOnce, int waitingMax)
    {
        MachinePort port = new(atOnce, waitingMax);
        await port._app.StartAsync(TestContext.Current.CancellationToken);
        return port;
    }

    /// <summary>A connection that says this, and then nothing.</summary>
    public async Task<NetworkStream> Say(params byte[] said)
    {
        TcpClient socket = new();
        _open.Add(socket);
        await socket.ConnectAsync(IPAddress.Loopback, Port, TestContext.Current.CancellationToken);
        await socket.GetStream().WriteAsync(said, TestContext.Current.CancellationToken);
        return socket.GetStream();
    }

    /// <summary>A whole handshake, as a cabinet makes it.</summary>
    public async Task Greet(CancellationToken cancellation)
    {
        await using SslStream tls = new(await Say());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { _authority.Root },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        }, cancellation);

        // An answer comes from behind the handshake, where the turn is over.
        await tls.WriteAsync(Preface, cancellation);
        await tls.ReadExactlyAsync(new byte[1], cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (TcpClient socket in _open) { socket.Dispose(); }

        await _app.StopAsync();
        await _app.DisposeAsync();
        _authority.Dispose();
        _folder.Dispose();
    }
}
