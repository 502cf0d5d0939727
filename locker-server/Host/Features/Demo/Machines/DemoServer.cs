using System.Collections.Immutable;
using System.Net;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Configuration;
using SmartLocker.Server.Serve;

namespace SmartLocker.Server.Features.Demo.Machines;

/// <summary>The real server of a demonstration, on loopback alone.</summary>
internal sealed class DemoServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DemoServer(WebApplication app, ListeningAt listening, string caFile)
    {
        (_app, CaFile) = (app, caFile);
        (Web, Grpc) = (listening.Web, new UriBuilder(listening.Grpc) { Host = "127.0.0.1" }.Uri);
    }

    public Uri Web { get; }

    public Uri Grpc { get; }

    public string CaFile { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<DemoServer> Start(string dataFolder, int port)
    {
        ServerOptions options = new()
        {
            DataFolder = dataFolder,
            WebAddress = IPAddress.Loopback,
            WebPort = port,
            GrpcAddress = IPAddress.Loopback,
            GrpcPort = 0,
            HostNames = ImmutableArray.Create("localhost", "127.0.0.1"),
            Mail = new MailOptions
            {
                Host = "",
                Port = 0,
                StartTls = true,
                User = "",
                Password = "",
                From = "smartlocker@qinglan.example",
                PickupFolder = Path.Combine(dataFolder, "mail"),
            },
        };
        WebApplication app = ServerHost.Build(options, LogLevel.Warning);
        try
        {
            return new DemoServer(
                app, await ServerHost.Start(app), app.Services.GetRequiredService<CertificateAuthority>().CertificatePath);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
