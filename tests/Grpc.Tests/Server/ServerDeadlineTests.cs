using System.Globalization;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;
using SmartLocker.Grpc.Tests.Protos;
using SmartLocker.Grpc.Tests.Support;
using SmartLocker.TestKit;

namespace SmartLocker.Grpc.Tests.Server;

/// <summary>What a server makes of the time and the size that a call may take.</summary>
public sealed class ServerDeadlineTests
{
    private const string Say = "/smartlocker.test.v1.Echo/Say";
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_handler_that_ends_after_its_deadline_has_not_made_it()
    {
        await using EchoServer server = await StartAsync();
        Task<RawAnswer> call = server.Http().PostAsync(
            Say, RawHttp.Frame(new EchoRequest { Text = "gate" }), headers: (Protocol.Timeout, "10S"));
        await server.Witness.Entered.WaitAsync(Patience.Limit, Cancellation);
        _time.Advance(TimeSpan.FromSeconds(11));
        server.Witness.OpenGate();
        RawAnswer answer = await call;
        Assert.Equal("4", answer.Status);
        Assert.Empty(answer.Body);
    }

    [Theory]
    [InlineData("10S", 10)]
    [InlineData("2M", 120)]
    public async Task A_handler_sees_when_its_time_is_over(string timeout, int seconds)
    {
        await using EchoServer server = await StartAsync();
        RawAnswer answer = await server.Http().PostAsync(
            Say, RawHttp.Frame(new EchoRequest { Text = "deadline" }), headers: (Protocol.Timeout, timeout));
        DateTime deadline = _time.GetUtcNow().UtcDateTime.AddSeconds(seconds);
        Assert.Equal(deadline.ToString("O", CultureInfo.InvariantCulture), StatusText.Decode(answer.Message!));
    }

    [Fact]
    public async Task A_caller_who_gives_up_before_the_deadline_is_noticed_all_the_same()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        using CancellationTokenSource given = new();
        AsyncUnaryCall<EchoReply> call = server.Client().SayAsync(
            new EchoRequest { Text = "wait" }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1),
            cancellationToken: given.Token);
        await server.Witness.Entered.WaitAsync(Patience.Limit, Cancellation);
        await given.CancelAsync();
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
        await server.Witness.Cancelled.WaitAsync(Patience.Limit, Cancellation);
    }

    /// <summary>A web server ends a request that is large, or slow to come; a stream of messages is both.</summary>
    [Fact]
    public async Task The_web_servers_own_limits_of_size_and_pace_are_lifted_from_a_stream()
    {
        SlowBody pace = new() { MinDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5)) };
        await using EchoServer server = await EchoServer.StartAsync(
            services: services => services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = 10_000),
            pipeline: application =>
            {
                application.UseRouting();
                application.Use((http, next) =>
                {
                    http.Features.Set<IHttpMinRequestBodyDataRateFeature>(pace);
                    return next(http);
                });
                application.MapGrpcService<EchoService>();
            });
        using AsyncClientStreamingCall<EchoRequest, EchoReply> call = server.Client().Collect(cancellationToken: Cancellation);
        for (int number = 0; number < 20; number++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = new string('a', 1000) }, Cancellation);
        }

        await call.RequestStream.CompleteAsync();
        Assert.Equal(20, (await call).Number);
        Assert.Null(pace.MinDataRate);
    }

    private Task<EchoServer> StartAsync() =>
        EchoServer.StartAsync(services: services => services.AddSingleton<TimeProvider>(_time));

    private sealed class SlowBody : IHttpMinRequestBodyDataRateFeature
    {
        public MinDataRate? MinDataRate { get; set; }
    }
}
