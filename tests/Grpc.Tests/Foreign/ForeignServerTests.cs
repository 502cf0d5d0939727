using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using SmartLocker.Grpc.Tests.Protos;
using SmartLocker.Grpc.Tests.Support;

namespace SmartLocker.Grpc.Tests.Foreign;

/// <summary>Our client against servers that nobody here wrote, over mutual TLS. They compress what they send.</summary>
public abstract class ForeignServerTests(ForeignServer server) : IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
    private GrpcChannel? _channel;
    private Echo.EchoClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _channel = await server.ChannelAsync(Program);
        _client = new Echo.EchoClient(_channel);
    }

    public ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_unary_call_is_answered() =>
        Assert.Equal("哈囉", (await _client.SayAsync(new EchoRequest { Text = "哈囉" }, cancellationToken: Cancellation)).Text);

    [Fact]
    public async Task Many_requests_end_in_one_response()
    {
        using AsyncClientStreamingCall<EchoRequest, EchoReply> call = _client.Collect(cancellationToken: Cancellation);
        for (int number = 0; number < 100; number++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = $"{number}" }, Cancellation);
        }

        await call.RequestStream.CompleteAsync();
        Assert.Equal(100, (await call).Number);
    }

    [Fact]
    public async Task One_request_brings_many_responses_in_order()
    {
        using AsyncServerStreamingCall<EchoReply> call =
            _client.Repeat(new EchoRequest { Text = "a", Times = 500 }, cancellationToken: Cancellation);
        List<int> numbers = [];
        await foreach (EchoReply reply in call.ResponseStream.ReadAllAsync(Cancellation))
        {
            numbers.Add(reply.Number);
        }

        Assert.Equal(Enumerable.Range(1, 500), numbers);
    }

    [Fact]
    public async Task A_conversation_goes_back_and_forth()
    {
        using AsyncDuplexStreamingCall<EchoRequest, EchoReply> call = _client.Chat(cancellationToken: Cancellation);
        Assert.Equal("hello", (await call.ResponseHeadersAsync).GetValue("greeting"));
        for (int number = 1; number <= 50; number++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = $"{number}" }, Cancellation);
            Assert.True(await call.ResponseStream.MoveNext(Cancellation));
            Assert.Equal((number, $"{number}"), (call.ResponseStream.Current.Number, call.ResponseStream.Current.Text));
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(Cancellation));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Metadata_comes_back()
    {
        Metadata headers = new() { { "echo-text", "a, b; ~!" }, { "echo-bin", [0, 1, 254, 255] } };
        using AsyncUnaryCall<EchoReply> call = _client.SayAsync(new EchoRequest(), headers, cancellationToken: Cancellation);
        await call;
        Assert.Equal("a, b; ~!", call.GetTrailers().GetValue("echo-text"));
        Assert.Equal([0, 1, 254, 255], call.GetTrailers().GetValueBytes("echo-bin"));
    }

    [Fact]
    public async Task A_refusal_arrives_with_its_text_and_its_trailers()
    {
        RpcException refused = await SayFails(new EchoRequest { Text = "fail:FailedPrecondition:櫃門 100 % 打開了" });
        Assert.Equal((StatusCode.FailedPrecondition, "櫃門 100 % 打開了"), (refused.StatusCode, refused.Status.Detail));
        Assert.Equal("told to", refused.Trailers.GetValue("why"));
        Assert.Equal([0, 255, 7], refused.Trailers.GetValueBytes("why-bin"));
    }

    [Fact]
    public async Task A_stream_that_is_refused_says_so_to_its_reader()
    {
        using AsyncServerStreamingCall<EchoReply> call =
            _client.Repeat(new EchoRequest { Text = "fail:NotFound:nothing" }, cancellationToken: Cancellation);
        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancellation));
        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task A_server_that_ends_first_is_heard_by_a_client_that_still_sends()
    {
        using AsyncClientStreamingCall<EchoRequest, EchoReply> call = _client.Collect(cancellationToken: Cancellation);
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "fail:OutOfRange:enough" }, Cancellation);
        Assert.Equal(StatusCode.OutOfRange, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
    }

    [Fact]
    public async Task A_deadline_ends_a_call_that_is_not_answered()
    {
        DateTime soon = TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(300);
        RpcException late = await Assert.ThrowsAsync<RpcException>(
            async () => await _client.SayAsync(
                new EchoRequest { Text = "wait" }, deadline: soon, cancellationToken: Cancellation));
        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
    }

    [Fact]
    public async Task The_server_learns_that_the_client_gave_up()
    {
        AsyncDuplexStreamingCall<EchoRequest, EchoReply> call = _client.Chat(cancellationToken: Cancellation);
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "wait" }, Cancellation);
        Assert.True(await call.ResponseStream.MoveNext(Cancellation));
        call.Dispose();
        await server.Cancelled.WaitAsync(Patience.Limit, Cancellation);
    }

    [Fact]
    public async Task A_message_of_megabytes_passes_below_the_limit_and_not_above()
    {
        ByteString payload =
            ByteString.CopyFrom(Enumerable.Range(0, 3 * 1024 * 1024).Select(at => (byte)(at % 251)).ToArray());
        EchoReply reply = await _client.SayAsync(new EchoRequest { Payload = payload }, cancellationToken: Cancellation);
        Assert.Equal(payload, reply.Payload);
        RpcException refused = await SayFails(new EchoRequest { Payload = ByteString.CopyFrom(new byte[4 * 1024 * 1024]) });
        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
    }

    [Fact]
    public async Task An_unknown_service_is_unimplemented()
    {
        Elsewhere.ElsewhereClient elsewhere = new(_channel!);
        RpcException refused = await Assert.ThrowsAsync<RpcException>(
            async () => await elsewhere.NothingAsync(new EchoRequest(), cancellationToken: Cancellation));
        Assert.Equal(StatusCode.Unimplemented, refused.StatusCode);
    }

    private protected abstract ProcessStartInfo Program(string folder);

    private async Task<RpcException> SayFails(EchoRequest request) =>
        await Assert.ThrowsAsync<RpcException>(async () => await _client.SayAsync(request, cancellationToken: Cancellation));
}

public sealed class GrpcJsServerTests(ForeignServer server) : ForeignServerTests(server), IClassFixture<ForeignServer>
{
    private protected override ProcessStartInfo Program(string folder) => Peer.Node("server.js", folder);
}

public sealed class PythonServerTests(ForeignServer server) : ForeignServerTests(server), IClassFixture<ForeignServer>
{
    private protected override ProcessStartInfo Program(string folder) => Peer.Python("server.py", folder);
}
