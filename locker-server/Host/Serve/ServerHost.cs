using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.CommandLine;
using SmartLocker.Server.Configuration;
using SmartLocker.Server.Features.Notifications;
using SmartLocker.Server.Rpc;
using SmartLocker.Server.Rpc.Peers;
using SmartLocker.Server.Web;

namespace SmartLocker.Server.Serve;

/// <summary>Puts the whole server together: one node, pages on one port, machines on the other.</summary>
internal static class ServerHost
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PingAnswerMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShutdownMax = TimeSpan.FromSeconds(10);

    /// <summary>A call that finds the line full is told nothing and comes again seconds later: as long as Linux allows.</summary>
    private const int CallersInLine = 4096;

    public static WebApplication Build(ServerOptions options, LogLevel loudness)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = "wwwroot",
        });
        builder.Logging.SetMinimumLevel(loudness);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

        // For each of many streams it keeps an activity and a scope that nobody reads; Kestrel itself names what went wrong.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // The keys lie in a folder that nobody else may enter; without a hardware module that is all there is to say.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        // Standard output belongs to the verbs' own lines.
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.Backlog = CallersInLine);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownMax);

        TimeProvider time = TimeProvider.System;
        SecretFile.CreateFolder(options.DataFolder);
        CertificateAuthority authority = CertificateAuthority.Open(options.DataFolder, time.GetUtcNow());
        DeniedPeers denied = new();
        PeerTrust trust = new(authority.Root, time, denied.Contains);
        ServerCertificate certificate = new(authority, options.HostNames, time);

        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(denied);
        builder.Services.AddDesks(options.DataFolder);
        builder.Services.AddNotifications(options.Mail);
        builder.Services.AddRpc(authority, trust);
        builder.Services.AddHostedService<QuietTrim>();
        builder.Services.AddWeb(new DirectoryInfo(Path.Combine(options.DataFolder, "keys")));
        builder.WebHost.UseKestrel(kestrel => Listen(kestrel, options, certificate, trust));

        WebApplication app = builder.Build();
        app.UsePeerGate();
        app.MapRpc();
        app.MapWeb();
        return app;
    }

    /// <exception cref="UsageException">Somebody else has one of its ports, or it may not have it.</exception>
    public static async Task<ListeningAt> Start(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception refused) when (refused is IOException { InnerException: AddressInUseException } or SocketException)
        {
            throw new UsageException(refused.Message);
        }

        return Addresses(app);
    }

    /// <summary>Where it listens once it has started: a port that was 0 is known then.</summary>
    private static ListeningAt Addresses(WebApplication app)
    {
        ICollection<string> addresses =
            app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        return new ListeningAt(
            new Uri(addresses.First(address => address.StartsWith("http:", StringComparison.Ordinal))),
            new Uri(addresses.First(address => address.StartsWith("https:", StringComparison.Ordinal))));
    }

    private static void Listen(
        KestrelServerOptions kestrel, ServerOptions options, ServerCertificate certificate, PeerTrust trust)
    {
        kestrel.AddServerHeader = false;

        // A cabinet's stream is silent for long; pings tell a dead path from a quiet one.
        kestrel.Limits.Http2.KeepAlivePingDelay = PingEvery;
        kestrel.Limits.Http2.KeepAlivePingTimeout = PingAnswerMax;
        kestrel.Limits.MaxRequestBodySize = WebModule.UploadBytesMax;
        kestrel.Listen(options.WebAddress, options.WebPort, listen => listen.Protocols = HttpProtocols.Http1);
        kestrel.Listen(options.GrpcAddress, options.GrpcPort, listen => listen.UseMachineTls(certificate, trust));
    }
}

/// <summary>The two ends of a started server.</summary>
internal sealed record ListeningAt(Uri Web, Uri Grpc);
