using Google.Protobuf;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using SmartLocker.Grpc.Tests.Protos;
using SmartLocker.Grpc.Tests.Support;

namespace SmartLocker.Grpc.Tests.Calls;

/// <summary>A limit is the largest size that passes: one byte more does not, whichever end it belongs to.</summary>
public sealed class ExactLimitTests
{
    private const int Limit = 1000;
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Limit, StatusCode.OK)]
    [InlineData(Limit + 1, StatusCode.ResourceExhausted)]
    public async Task A_server_takes_a_request_as_large_as_its_limit(int bytes, StatusCode status)
    {
        await using EchoServer server = await EchoServer.StartAsync(options: options => options.MaxReceiveMessageSize = Limit);
        Assert.Equal(status, await SayAsync(server.Client(), bytes));
    }

    [Theory]
    [InlineData(0, StatusCode.OK)]
    [InlineData(1, StatusCode.ResourceExhausted)]
    public async Task A_server_sends_a_reply_as_large_as_its_limit(int more, StatusCode status)
    {
        int limit = await ReplyBytesAsync(Limit);
        await using EchoServer server =
            await EchoServer.StartAsync(options: options => options.MaxSendMessageSize = limit - more);
        Assert.Equal(status, await SayAsync(server.Client(), Limit));
    }

    [Theory]
    [InlineData(Limit, StatusCode.OK)]
    [InlineData(Limit + 1, StatusCode.ResourceExhausted)]
    public async Task A_client_sends_a_request_as_large_as_its_limit(int bytes, StatusCode status)
    {
        await using EchoServer server = await EchoServer.StartAsync();
        Assert.Equal(status, await SayAsync(server.Client(options => options.MaxSendMessageSize = Limit), bytes));
    }

    [Theory]
    [InlineData(0, StatusCode.OK)]
    [InlineData(1, StatusCode.ResourceExhausted)]
    public async Task A_client_takes_a_reply_as_large_as_its_limit(int more, StatusCode status)
    {
        int limit = await ReplyBytesAsync(Limit);
        await using EchoServer server = await EchoServer.StartAsync();
        Assert.Equal(status, await SayAsync(server.Client(options => options.MaxReceiveMessageSize = limit - more), Limit));
    }

    [Fact]
    public async Task A_service_with_options_of_its_own_keeps_the_limits_of_all()
    {
        await using EchoServer server = await EchoServer.StartAsync(
            options: options => options.MaxReceiveMessageSize = Limit,
            services: services =>
                services.AddGrpc().AddServiceOptions<EchoService>(options => options.EnableDetailedErrors = true));
        Assert.Equal(StatusCode.ResourceExhausted, await SayAsync(server.Client(), Limit + 1));
    }

    private static async Task<StatusCode> SayAsync(Echo.EchoClient client, int bytes)
    {
        try
        {
            await client.SayAsync(Sized(bytes), cancellationToken: Cancellation);
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    private static async Task<int> ReplyBytesAsync(int requestBytes)
    {
        await using EchoServer server = await EchoServer.StartAsync();
        return (await server.Client().SayAsync(Sized(requestBytes), cancellationToken: Cancellation)).CalculateSize();
    }

    /// <summary>Of so many bytes with its tag and its length of two.</summary>
    private static EchoRequest Sized(int bytes)
    {
        EchoRequest request = new() { Payload = ByteString.CopyFrom(new byte[bytes - 3]) };
        Assert.Equal(bytes, request.CalculateSize());
        return request;
    }
}
