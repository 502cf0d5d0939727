using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmartLocker.Grpc.Tests.Protos;

namespace SmartLocker.Grpc.Tests.Support;

/// <summary>A real server on a free port of loopback with the services under test.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly List<IDisposable> _clients = [];

    private EchoServer(WebApplication application, bool tls)
    {
        Application = application;
        Address = new Uri(
            application.Urls.Single().Replace("127.0.0.1", tls ? "localhost" : "127.0.0.1", StringComparison.Ordinal));
    }

    public WebApplication Application { get; }

    public Uri Address { get; }

    public EchoWitness Witness => Application.Services.GetRequiredService<EchoWitness>();

    /// <param name="tls">Mutual TLS as in the product: a client certificate may be missing, but not foreign.</param>
    public static async Task<EchoServer> StartAsync(
        bool tls = false, Action<GrpcServiceOptions>? options = null, Action<IServiceCollection>? services = null,
        Action<WebApplication>? pipeline = null, HttpProtocols protocols = HttpProtocols.Http2)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            if (tls)
            {
                listen.UseHttps(TestCertificates.Server, https =>
                {
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    https.ClientCertificateValidation = (certificate, _, _) => TestCertificates.IsOurs(certificate);
                });
            }
        }));
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddSingleton<EchoWitness>();
        builder.Services.AddGrpc(options ?? (_ => { }));
        builder.Services.AddGrpcHealthChecks();
        builder.Services.AddGrpcReflection();
        services?.Invoke(builder.Services);

        WebApplication application = builder.Build();
        if (pipeline is null)
        {
            application.MapGrpcService<EchoService>();
            application.MapGrpcHealthChecksService();
            application.MapGrpcReflectionService();
        }
        else
        {
            pipeline(application);
        }

        await application.StartAsync(TestContext.Current.CancellationToken);
        return new EchoServer(application, tls);
    }

    public GrpcChannel Channel(X509Certificate2? certificate = null, Action<GrpcChannelOptions>? configure = null)
    {
        GrpcChannelOptions options = new() { HttpHandler = Handler(certificate), DisposeHttpClient = true };
        configure?.Invoke(options);
        GrpcChannel channel = GrpcChannel.ForAddress(Address, options);
        _clients.Add(channel);
        return channel;
    }

    public Echo.EchoClient Client(Action<GrpcChannelOptions>? configure = null) =>
        new(Channel(TestCertificates.Client, configure));

    public HttpClient Http()
    {
        HttpClient client = new(Handler(TestCertificates.Client))
        {
            BaseAddress = Address,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        _clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IDisposable client in _clients)
        {
            client.Dispose();
        }

        await Application.StopAsync(TestContext.Current.CancellationToken);
        await Application.DisposeAsync();
    }

    public static SocketsHttpHandler Handler(X509Certificate2? certificate) => new()
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificates = certificate is null ? null : [certificate],
            RemoteCertificateValidationCallback = (_, server, _, errors) =>
                (errors & SslPolicyErrors.RemoteCertificateNameMismatch) == 0
                && server is X509Certificate2 presented && TestCertificates.IsOurs(presented),
        },
    };
}
