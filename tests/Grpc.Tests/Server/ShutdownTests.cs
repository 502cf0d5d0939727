using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using SmartLocker.Grpc.Tests.Protos;
using SmartLocker.Grpc.Tests.Support;

namespace SmartLocker.Grpc.Tests.Server;

/// <summary>What becomes of calls when an end goes away.</summary>
public sealed class ShutdownTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_stops_lets_running_calls_finish_and_takes_no_new_ones()
    {
        EchoServer server = await EchoServer.StartAsync();
        Echo.EchoClient client = server.Client();
        AsyncUnaryCall<EchoReply> running =
            client.SayAsync(new EchoRequest { Text = "gate" }, cancellationToken: Cancellation);
        await server.Witness.Entered.WaitAsync(Patience.Limit, Cancellation);

        Task stopping = server.Application.StopAsync(Cancellation);
        server.Witness.OpenGate();
        Assert.Equal("gate", (await running).Text);
        await stopping;

        RpcException refused = await Assert.ThrowsAsync<RpcException>(
            async () => await client.SayAsync(new EchoRequest(), cancellationToken: Cancellation));
        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_watch_of_health_does_not_hold_up_a_server_that_stops()
    {
        EchoServer server = await EchoServer.StartAsync();
        Health.HealthClient health = new(server.Channel());
        using AsyncServerStreamingCall<HealthCheckResponse> watch =
            health.Watch(new HealthCheckRequest(), cancellationToken: Cancellation);
        Assert.True(await watch.ResponseStream.MoveNext(Cancellation));
        Task stopping = server.Application.StopAsync(Cancellation);
        Assert.True(await watch.ResponseStream.MoveNext(Cancellation));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, watch.ResponseStream.Current.Status);
        Assert.False(await watch.ResponseStream.MoveNext(Cancellation));
        await stopping;
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_listening_is_unavailable()
    {
        using GrpcChannel channel = GrpcChannel.ForAddress("http://127.0.0.1:1");
        Echo.EchoClient client = new(channel);
        RpcException refused = await Assert.ThrowsAsync<RpcException>(
            async () => await client.SayAsync(new EchoRequest(), cancellationToken: Cancellation));
        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
        Assert.IsType<HttpRequestException>(refused.Status.DebugException);
    }

    [Fact]
    public async Task A_channel_that_is_disposed_cancels_its_calls()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        GrpcChannel channel = server.Channel();
        AsyncUnaryCall<EchoReply> call =
            new Echo.EchoClient(channel).SayAsync(new EchoRequest { Text = "wait" }, cancellationToken: Cancellation);
        await server.Witness.Entered.WaitAsync(Patience.Limit, Cancellation);
        channel.Dispose();
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
        await server.Witness.Cancelled.WaitAsync(Patience.Limit, Cancellation);
    }
}
