using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SmartLocker.Grpc.Tests.Protos;
using SmartLocker.Grpc.Tests.Support;

namespace SmartLocker.Grpc.Tests.Server;

/// <summary>
/// One port, with and without a client certificate: some services answer anybody, every other call is unauthenticated.
/// Decided by ordinary middleware over endpoint metadata; here it is checked that its answers come out as gRPC.
/// </summary>
public sealed class CertificateDoorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Refusals => new("http", "trailers-only");

    [Theory, MemberData(nameof(Refusals))]
    public async Task Without_a_certificate_only_open_services_answer(string refusal)
    {
        await using EchoServer server = await StartAsync(refusal);
        using var channel = server.Channel(certificate: null);
        HealthCheckResponse health =
            await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), cancellationToken: Cancellation);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);

        Echo.EchoClient echo = new(channel);
        Assert.Equal(StatusCode.Unauthenticated, await EndAsync(() => echo.SayAsync(new EchoRequest()).ResponseAsync));
        using AsyncDuplexStreamingCall<EchoRequest, EchoReply> chat = echo.Chat(cancellationToken: Cancellation);
        Assert.Equal(StatusCode.Unauthenticated, await EndAsync(() => chat.ResponseStream.MoveNext(Cancellation)));

        Elsewhere.ElsewhereClient elsewhere = new(channel);
        Assert.Equal(StatusCode.Unimplemented, await EndAsync(() => elsewhere.NothingAsync(new EchoRequest()).ResponseAsync));
    }

    [Theory, MemberData(nameof(Refusals))]
    public async Task With_a_certificate_every_service_answers(string refusal)
    {
        await using EchoServer server = await StartAsync(refusal);
        Assert.Equal(
            "a", (await server.Client().SayAsync(new EchoRequest { Text = "a" }, cancellationToken: Cancellation)).Text);
    }

    private static Task<EchoServer> StartAsync(string refusal) => EchoServer.StartAsync(tls: true, pipeline: application =>
    {
        application.UseRouting();
        application.Use((http, next) => IsOpen(http) ? next(http) : RefuseAsync(http, refusal));
        application.MapGrpcService<EchoService>();
        application.MapGrpcHealthChecksService().WithMetadata(new AllowAnonymousAttribute());
    });

    private static bool IsOpen(HttpContext http) =>
        http.Connection.ClientCertificate is not null
        || http.GetEndpoint()?.Metadata is not { } metadata
        || metadata.GetMetadata<GrpcMethodMetadata>() is null
        || metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static Task RefuseAsync(HttpContext http, string refusal)
    {
        if (refusal == "http")
        {
            http.Response.StatusCode = (int)HttpStatusCode.Unauthorized;
        }
        else
        {
            http.Response.ContentType = "application/grpc";
            http.Response.Headers["grpc-status"] = "16";
            http.Response.Headers["grpc-message"] = "No client certificate.";
        }

        return Task.CompletedTask;
    }

    private static async Task<StatusCode> EndAsync(Func<Task> call) =>
        (await Assert.ThrowsAsync<RpcException>(call)).StatusCode;
}
