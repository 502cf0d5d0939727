using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmartLocker.Grpc.Tests.Support;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace SmartLocker.Grpc.Tests.Server;

/// <summary>The standard health service over the application's own health checks.</summary>
public sealed class HealthTests : IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
    private EchoServer _server = null!;
    private Health.HealthClient _health = null!;
    private volatile bool _broken;

    public async ValueTask InitializeAsync()
    {
        _server = await EchoServer.StartAsync(services: services => services
            .AddGrpcHealthChecks(options => options.Services.Map("storage", check => check.Tags.Contains("storage")))
            .AddCheck("disk", () => _broken ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy(), ["storage"])
            .AddCheck("mail", () => HealthCheckResult.Degraded()));
        _health = new Health.HealthClient(_server.Channel());
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("storage")]
    public async Task A_check_is_asked_anew_each_time(string service)
    {
        Assert.Equal(ServingStatus.Serving, await CheckAsync(service));
        _broken = true;
        Assert.Equal(ServingStatus.NotServing, await CheckAsync(service));
        _broken = false;
        Assert.Equal(ServingStatus.Serving, await CheckAsync(service));
    }

    [Fact]
    public async Task An_unknown_service_is_not_found()
    {
        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => CheckAsync("nobody"));
        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task A_watcher_of_an_unknown_service_learns_when_it_becomes_known_and_goes()
    {
        HealthServiceImpl table = _server.Application.Services.GetRequiredService<HealthServiceImpl>();
        using AsyncServerStreamingCall<HealthCheckResponse> watch = Watch("later");
        Assert.Equal(ServingStatus.ServiceUnknown, await NextAsync(watch));
        table.SetStatus("later", ServingStatus.NotServing);
        Assert.Equal(ServingStatus.NotServing, await NextAsync(watch));
        table.SetStatus("later", ServingStatus.NotServing);
        table.SetStatus("later", ServingStatus.Serving);
        Assert.Equal(ServingStatus.Serving, await NextAsync(watch));
        table.ClearStatus("later");
        Assert.Equal(ServingStatus.ServiceUnknown, await NextAsync(watch));
    }

    [Fact]
    public async Task What_one_check_finds_reaches_those_who_watch()
    {
        using AsyncServerStreamingCall<HealthCheckResponse> watch = Watch("storage");
        Assert.Equal(ServingStatus.Serving, await NextAsync(watch));
        _broken = true;
        Assert.Equal(ServingStatus.NotServing, await CheckAsync("storage"));
        Assert.Equal(ServingStatus.NotServing, await NextAsync(watch));
    }

    [Fact]
    public async Task What_the_applications_own_round_of_checks_finds_reaches_those_who_watch()
    {
        using AsyncServerStreamingCall<HealthCheckResponse> watch = Watch("storage");
        Assert.Equal(ServingStatus.Serving, await NextAsync(watch));
        await PublishAsync(HealthStatus.Unhealthy);
        Assert.Equal(ServingStatus.NotServing, await NextAsync(watch));
        await PublishAsync(HealthStatus.Degraded);
        Assert.Equal(ServingStatus.Serving, await NextAsync(watch));
    }

    [Fact]
    public async Task A_watch_that_begins_when_the_server_goes_is_told_so_and_let_go()
    {
        _server.Application.Services.GetRequiredService<HealthServiceImpl>().EndWatches();
        using AsyncServerStreamingCall<HealthCheckResponse> watch = Watch("storage");
        Assert.Equal(ServingStatus.NotServing, await NextAsync(watch));
        Assert.False(await watch.ResponseStream.MoveNext(Cancellation));
    }

    private Task PublishAsync(HealthStatus disk)
    {
        HealthReportEntry entry = new(disk, null, TimeSpan.Zero, null, null, ["storage"]);
        HealthReport report = new(new Dictionary<string, HealthReportEntry> { ["disk"] = entry }, TimeSpan.Zero);
        return _server.Application.Services.GetRequiredService<IHealthCheckPublisher>().PublishAsync(report, Cancellation);
    }

    private AsyncServerStreamingCall<HealthCheckResponse> Watch(string service) =>
        _health.Watch(new HealthCheckRequest { Service = service }, cancellationToken: Cancellation);

    private static async Task<ServingStatus> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> watch)
    {
        Assert.True(await watch.ResponseStream.MoveNext(Cancellation));
        return watch.ResponseStream.Current.Status;
    }

    private async Task<ServingStatus> CheckAsync(string service) =>
        (await _health.CheckAsync(new HealthCheckRequest { Service = service }, cancellationToken: Cancellation)).Status;
}
