using Google.Protobuf;
using Grpc.Core;
using SmartLocker.Grpc.Tests.Protos;
using SmartLocker.Grpc.Tests.Support;

namespace SmartLocker.Grpc.Tests.Calls;

/// <summary>Limits and back-pressure: what a peer may put on the other side.</summary>
public sealed class FlowTests : IAsyncLifetime
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>The largest window a client opens by itself is 16 MiB; with the buffers of both ends less than 25.</summary>
    private const int ChunksUnderWayMax = 400;

    private const int ManyChunks = 1000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
    private EchoServer _server = null!;
    private Echo.EchoClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await EchoServer.StartAsync(tls: true);
        _client = _server.Client();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_client_that_does_not_read_stalls_the_server_and_reading_on_lets_it_go()
    {
        EchoRequest request = new() { Times = ManyChunks, Payload = ByteString.CopyFrom(new byte[ChunkBytes]) };
        using AsyncServerStreamingCall<EchoReply> call = _client.Repeat(request, cancellationToken: Cancellation);
        Assert.True(await call.ResponseStream.MoveNext(Cancellation));
        await OtherTrafficAsync();
        Assert.InRange(_server.Witness.Written, 1, ChunksUnderWayMax);

        int read = 1;
        while (await call.ResponseStream.MoveNext(Cancellation))
        {
            read++;
        }

        Assert.Equal((ManyChunks, ManyChunks), (read, _server.Witness.Written));
    }

    [Fact]
    public async Task A_server_that_does_not_read_stalls_the_client_until_that_gives_up()
    {
        using CancellationTokenSource given = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        using AsyncClientStreamingCall<EchoRequest, EchoReply> call = _client.Collect(cancellationToken: given.Token);
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "wait" }, Cancellation);
        int written = 0;
        Task writing = WriteAllAsync();
        await OtherTrafficAsync();
        Assert.InRange(written, 1, ChunksUnderWayMax);
        Assert.False(writing.IsCompleted);

        await given.CancelAsync();
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => writing)).StatusCode);

        async Task WriteAllAsync()
        {
            EchoRequest chunk = new() { Payload = ByteString.CopyFrom(new byte[ChunkBytes]) };
            for (; written < ManyChunks; written++)
            {
                await call.RequestStream.WriteAsync(chunk, CancellationToken.None);
            }
        }
    }

    [Fact]
    public async Task A_message_of_megabytes_passes_below_the_limit_and_not_above()
    {
        EchoReply reply = await _client.SayAsync(Sized(4 * 1024 * 1024 - 100), cancellationToken: Cancellation);
        Assert.Equal(4 * 1024 * 1024 - 100, reply.Payload.Length);
        Assert.Equal(StatusCode.ResourceExhausted, await SayFails(_client, Sized(4 * 1024 * 1024)));
    }

    [Fact]
    public async Task A_client_refuses_what_is_above_its_own_limits_both_ways()
    {
        Echo.EchoClient small =
            _server.Client(options => (options.MaxSendMessageSize, options.MaxReceiveMessageSize) = (1000, 900));
        Assert.Equal(StatusCode.ResourceExhausted, await SayFails(small, Sized(1001)));
        Assert.Equal(StatusCode.ResourceExhausted, await SayFails(small, Sized(950)));
        Assert.Equal(500, (await small.SayAsync(Sized(500), cancellationToken: Cancellation)).Payload.Length);
    }

    [Fact]
    public async Task A_server_does_not_send_above_its_limit()
    {
        await using EchoServer small = await EchoServer.StartAsync(options: options => options.MaxSendMessageSize = 900);
        Assert.Equal(StatusCode.ResourceExhausted, await SayFails(small.Client(), Sized(901)));
    }

    [Fact]
    public async Task Hundreds_of_calls_at_a_time_share_one_connection()
    {
        Task<EchoReply>[] calls =
            [.. Enumerable.Range(0, 300).Select(number =>
                _client.SayAsync(new EchoRequest { Text = $"{number}" }).ResponseAsync)];
        EchoReply[] replies = await Task.WhenAll(calls);
        Assert.Equal(Enumerable.Range(0, 300).Select(number => $"{number}"), replies.Select(reply => reply.Text));
    }

    // Some hundred round trips through the same connection: whoever can go on has had every chance to.
    private async Task OtherTrafficAsync()
    {
        for (int number = 0; number < 500; number++)
        {
            await _client.SayAsync(new EchoRequest { Text = "meanwhile" }, cancellationToken: Cancellation);
        }
    }

    private static EchoRequest Sized(int bytes) => new() { Payload = ByteString.CopyFrom(new byte[bytes]) };

    private static async Task<StatusCode> SayFails(Echo.EchoClient client, EchoRequest request) =>
        (await Assert.ThrowsAsync<RpcException>(
            async () => await client.SayAsync(request, cancellationToken: Cancellation))).StatusCode;
}
