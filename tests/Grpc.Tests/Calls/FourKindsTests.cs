using Grpc.Core;
using SmartLocker.Grpc.Tests.Protos;
using SmartLocker.Grpc.Tests.Support;

namespace SmartLocker.Grpc.Tests.Calls;

/// <summary>Our client against our server, over mutual TLS.</summary>
public sealed class FourKindsTests : IAsyncLifetime
{
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
    public async Task A_unary_call_is_answered()
    {
        using AsyncUnaryCall<EchoReply> call =
            _client.SayAsync(new EchoRequest { Text = "哈囉" }, cancellationToken: Cancellation);
        EchoReply reply = await call;
        Assert.Equal("哈囉", reply.Text);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Many_requests_end_in_one_response()
    {
        using AsyncClientStreamingCall<EchoRequest, EchoReply> call = _client.Collect(cancellationToken: Cancellation);
        for (int number = 0; number < 100; number++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = $"{number}" }, Cancellation);
        }

        await call.RequestStream.CompleteAsync();
        EchoReply reply = await call;
        Assert.Equal(100, reply.Number);
        Assert.StartsWith("0|1|2|", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_request_brings_many_responses_in_order()
    {
        using AsyncServerStreamingCall<EchoReply> call =
            _client.Repeat(new EchoRequest { Text = "a", Times = 1000 }, cancellationToken: Cancellation);
        int expected = 0;
        await foreach (EchoReply reply in call.ResponseStream.ReadAllAsync(Cancellation))
        {
            Assert.Equal(++expected, reply.Number);
        }

        Assert.Equal(1000, expected);
        Assert.False(await call.ResponseStream.MoveNext(Cancellation));
    }

    [Fact]
    public async Task A_conversation_goes_back_and_forth_until_the_client_has_said_all()
    {
        using AsyncDuplexStreamingCall<EchoRequest, EchoReply> call = _client.Chat(cancellationToken: Cancellation);
        Assert.Equal("hello", (await call.ResponseHeadersAsync).GetValue("greeting"));
        for (int number = 1; number <= 100; number++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = $"{number}" }, Cancellation);
            Assert.True(await call.ResponseStream.MoveNext(Cancellation));
            Assert.Equal(number, call.ResponseStream.Current.Number);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(Cancellation));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task The_service_sees_the_certificate_of_the_caller_both_ways()
    {
        RpcException said = await Assert.ThrowsAsync<RpcException>(
            async () => await _client.SayAsync(new EchoRequest { Text = "certificate" }, cancellationToken: Cancellation));
        Assert.Equal("x509_subject_alternative_name=cabinet-7 CN=cabinet-7", said.Status.Detail);
    }

    [Fact]
    public async Task A_foreign_certificate_fails_the_handshake()
    {
        Echo.EchoClient stranger = new(_server.Channel(TestCertificates.Foreign));
        RpcException refused = await Assert.ThrowsAsync<RpcException>(
            async () => await stranger.SayAsync(new EchoRequest { Text = "a" }, cancellationToken: Cancellation));
        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
    }

    [Fact]
    public async Task An_unknown_method_and_an_unknown_service_are_unimplemented()
    {
        Elsewhere.ElsewhereClient elsewhere = new(_server.Channel(TestCertificates.Client));
        RpcException refused = await Assert.ThrowsAsync<RpcException>(
            async () => await elsewhere.NothingAsync(new EchoRequest(), cancellationToken: Cancellation));
        Assert.Equal(StatusCode.Unimplemented, refused.StatusCode);
        Assert.Equal("Service is unimplemented.", refused.Status.Detail);
    }
}
