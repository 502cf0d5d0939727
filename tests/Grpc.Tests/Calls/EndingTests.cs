using Grpc.Core;
using SmartLocker.Grpc.Tests.Protos;
using SmartLocker.Grpc.Tests.Support;

namespace SmartLocker.Grpc.Tests.Calls;

/// <summary>The ways a call ends, as both ends see them.</summary>
public sealed class EndingTests : IAsyncLifetime
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
    public async Task A_refusal_arrives_with_its_text_and_its_trailers()
    {
        RpcException refused = await SayFails("fail:FailedPrecondition:櫃門 100 % 打開了\r\n");
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Equal("櫃門 100 % 打開了\r\n", refused.Status.Detail);
        Assert.Equal("told to", refused.Trailers.GetValue("why"));
        Assert.Equal([0, 255, 7], refused.Trailers.GetValueBytes("why-bin"));
    }

    [Fact]
    public async Task Trailers_of_the_call_and_of_its_refusal_both_arrive()
    {
        RpcException refused = await SayFails("both");
        Assert.Equal("first", refused.Trailers.GetValue("by-context"));
        Assert.Equal("second", refused.Trailers.GetValue("by-exception"));
    }

    [Fact]
    public async Task A_status_set_by_the_handler_ends_the_call_without_its_reply()
    {
        RpcException refused = await SayFails("status");
        Assert.Equal((StatusCode.AlreadyExists, "by status"), (refused.StatusCode, refused.Status.Detail));
    }

    [Fact]
    public async Task An_unforeseen_exception_is_unknown_and_keeps_its_secret()
    {
        RpcException failed = await SayFails("throw");
        Assert.Equal((StatusCode.Unknown, "Exception was thrown by handler."), (failed.StatusCode, failed.Status.Detail));
    }

    [Fact]
    public async Task An_unforeseen_exception_tells_its_text_when_that_was_asked_for()
    {
        await using EchoServer open = await EchoServer.StartAsync(options: options => options.EnableDetailedErrors = true);
        RpcException failed = await Assert.ThrowsAsync<RpcException>(
            async () => await open.Client().SayAsync(new EchoRequest { Text = "throw" }, cancellationToken: Cancellation));
        Assert.Contains("secret of the house", failed.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_ends_the_call_on_both_sides()
    {
        DateTime soon = TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(300);
        RpcException late = await Assert.ThrowsAsync<RpcException>(
            async () => await _client.SayAsync(
                new EchoRequest { Text = "wait" }, deadline: soon, cancellationToken: Cancellation));
        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
        await _server.Witness.Cancelled.WaitAsync(Patience.Limit, Cancellation);
    }

    [Fact]
    public async Task A_deadline_in_the_past_is_over_before_anything_is_sent()
    {
        RpcException late = await Assert.ThrowsAsync<RpcException>(async () => await _client.SayAsync(
            new EchoRequest { Text = "wait" }, deadline: DateTime.UnixEpoch, cancellationToken: Cancellation));
        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
        Assert.False(_server.Witness.Entered.IsCompleted);
    }

    [Fact]
    public async Task A_deadline_that_is_never_and_one_of_centuries_both_let_the_call_through()
    {
        foreach (DateTime deadline in new[] { DateTime.MaxValue, new DateTime(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc) })
        {
            EchoReply reply =
                await _client.SayAsync(new EchoRequest { Text = "a" }, deadline: deadline, cancellationToken: Cancellation);
            Assert.Equal("a", reply.Text);
        }
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_told_so_and_the_handler_learns_of_it()
    {
        using CancellationTokenSource given = new();
        AsyncUnaryCall<EchoReply> call = _client.SayAsync(new EchoRequest { Text = "wait" }, cancellationToken: given.Token);
        await _server.Witness.Entered.WaitAsync(Patience.Limit, Cancellation);
        await given.CancelAsync();
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        await _server.Witness.Cancelled.WaitAsync(Patience.Limit, Cancellation);
    }

    [Fact]
    public async Task A_conversation_that_is_disposed_is_cancelled_at_the_server()
    {
        AsyncDuplexStreamingCall<EchoRequest, EchoReply> call = _client.Chat(cancellationToken: Cancellation);
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "wait" }, Cancellation);
        await _server.Witness.Entered.WaitAsync(Patience.Limit, Cancellation);
        call.Dispose();
        await _server.Witness.Cancelled.WaitAsync(Patience.Limit, Cancellation);
    }

    [Fact]
    public async Task A_server_that_ends_first_is_heard_by_a_client_that_still_sends()
    {
        using AsyncClientStreamingCall<EchoRequest, EchoReply> call = _client.Collect(cancellationToken: Cancellation);
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "fail:OutOfRange:enough" }, Cancellation);
        RpcException heard = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal((StatusCode.OutOfRange, "enough"), (heard.StatusCode, heard.Status.Detail));

        RpcException refused =
            await Assert.ThrowsAsync<RpcException>(() => call.RequestStream.WriteAsync(new EchoRequest(), Cancellation));
        Assert.Equal(StatusCode.OutOfRange, refused.StatusCode);
    }

    [Fact]
    public async Task Nothing_can_be_written_after_the_last_request()
    {
        using AsyncDuplexStreamingCall<EchoRequest, EchoReply> call = _client.Chat(cancellationToken: Cancellation);
        await call.RequestStream.CompleteAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => call.RequestStream.WriteAsync(new EchoRequest(), Cancellation));
        Assert.False(await call.ResponseStream.MoveNext(Cancellation));
    }

    [Fact]
    public async Task A_second_reader_at_a_time_is_refused()
    {
        using AsyncDuplexStreamingCall<EchoRequest, EchoReply> call = _client.Chat(cancellationToken: Cancellation);
        Task<bool> first = call.ResponseStream.MoveNext(Cancellation);
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.ResponseStream.MoveNext(Cancellation));
        await call.RequestStream.CompleteAsync();
        Assert.False(await first);
    }

    [Fact]
    public async Task Headers_of_a_call_that_never_got_any_fail_with_its_status()
    {
        AsyncUnaryCall<EchoReply> call =
            _client.SayAsync(new EchoRequest(), deadline: DateTime.UnixEpoch, cancellationToken: Cancellation);
        RpcException late = await Assert.ThrowsAsync<RpcException>(() => call.ResponseHeadersAsync);
        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
        await Assert.ThrowsAsync<RpcException>(async () => await call);
    }

    [Fact]
    public void A_call_that_blocks_its_thread_says_what_to_use_instead()
    {
        NotSupportedException refused = Assert.Throws<NotSupportedException>(
            () => _client.Say(new EchoRequest(), cancellationToken: Cancellation));
        Assert.Contains("SayAsync", refused.Message, StringComparison.Ordinal);
    }

    private async Task<RpcException> SayFails(string text) => await Assert.ThrowsAsync<RpcException>(
        async () => await _client.SayAsync(new EchoRequest { Text = text }, cancellationToken: Cancellation));
}
