using System.IO.Pipelines;
using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmartLocker.Grpc.Tests.Protos;
using SmartLocker.Grpc.Tests.Support;

namespace SmartLocker.Benchmarks.Grpc;

/// <summary>One server with a gRPC echo and a bare one on the same port and the same mutual TLS.</summary>
internal sealed class EchoHost : Echo.EchoBase
{
    public const string BarePath = "/bare";

    public static async Task<WebApplication> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(TestCertificates.Server, https =>
            {
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (certificate, _, _) => TestCertificates.IsOurs(certificate);
            });
        }));
        builder.Services.AddGrpc();
        WebApplication application = builder.Build();
        application.MapGrpcService<EchoHost>();
        application.MapPost(BarePath, BareEchoAsync);
        await application.StartAsync();
        return application;
    }

    public override Task<EchoReply> Say(EchoRequest request, ServerCallContext context) =>
        Task.FromResult(new EchoReply { Payload = request.Payload });

    public override async Task Chat(
        IAsyncStreamReader<EchoRequest> requestStream, IServerStreamWriter<EchoReply> responseStream,
        ServerCallContext context)
    {
        while (await requestStream.MoveNext())
        {
            await responseStream.WriteAsync(new EchoReply { Payload = requestStream.Current.Payload });
        }
    }

    private static async Task BareEchoAsync(HttpContext http)
    {
        http.Features.GetRequiredFeature<IHttpMinRequestBodyDataRateFeature>().MinDataRate = null;
        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        await http.Response.BodyWriter.FlushAsync();
        while (true)
        {
            ReadResult read = await http.Request.BodyReader.ReadAsync();
            foreach (ReadOnlyMemory<byte> part in read.Buffer)
            {
                await http.Response.BodyWriter.WriteAsync(part);
            }

            http.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }
}
