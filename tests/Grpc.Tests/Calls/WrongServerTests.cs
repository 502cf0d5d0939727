using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SmartLocker.Grpc.Tests.Protos;
using SmartLocker.Grpc.Tests.Support;

namespace SmartLocker.Grpc.Tests.Calls;

/// <summary>Our client against an end that answers by hand: every call ends, and never with more than was said.</summary>
public sealed class WrongServerTests
{
    private static readonly byte[] Reply = new EchoReply { Text = "a" }.ToByteArray();
    private static readonly byte[] Framed = [0, 0, 0, 0, (byte)Reply.Length, .. Reply];
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>"HTTP to gRPC status code mapping" of the protocol.</summary>
    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(502, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(504, StatusCode.Unavailable)]
    [InlineData(500, StatusCode.Unknown)]
    [InlineData(418, StatusCode.Unknown)]
    public async Task An_answer_of_HTTP_alone_becomes_the_status_that_the_protocol_names(int http, StatusCode status) =>
        Assert.Equal(status, (await SayFails(context =>
        {
            context.Response.StatusCode = http;
            return Task.CompletedTask;
        })).StatusCode);

    /// <summary>RFC 9113 section 7; REFUSED_STREAM says that nothing was done, so the call may be made again.</summary>
    [Theory]
    [InlineData(0x2, StatusCode.Internal)]
    [InlineData(0x7, StatusCode.Unavailable)]
    [InlineData(0x8, StatusCode.Cancelled)]
    [InlineData(0xb, StatusCode.ResourceExhausted)]
    [InlineData(0xc, StatusCode.PermissionDenied)]
    public async Task A_stream_that_is_reset_becomes_the_status_of_its_code(int code, StatusCode status) =>
        Assert.Equal(status, (await SayFails(async context =>
        {
            await WriteAsync(context, Framed);
            context.Features.Get<IHttpResetFeature>()!.Reset(code);
        })).StatusCode);

    [Fact]
    public async Task A_reply_without_a_status_behind_it_is_no_success() =>
        Assert.Equal(StatusCode.Unknown, (await SayFails(context => WriteAsync(context, Framed))).StatusCode);

    [Fact]
    public async Task A_stream_without_a_status_behind_it_is_no_success()
    {
        await using EchoServer server = await StartAsync(context => WriteAsync(context, Framed));
        using AsyncServerStreamingCall<EchoReply> call =
            server.Client().Repeat(new EchoRequest(), cancellationToken: Cancellation);
        Assert.True(await call.ResponseStream.MoveNext(Cancellation));
        RpcException ended = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancellation));
        Assert.Equal(StatusCode.Unknown, ended.StatusCode);
    }

    [Fact]
    public async Task A_success_without_its_reply_is_none() =>
        Assert.Equal(StatusCode.Internal, (await SayFails(context => AnswerAsync(context))).StatusCode);

    [Fact]
    public async Task Two_replies_where_one_is_due_are_a_failure() =>
        Assert.Equal(StatusCode.Internal, (await SayFails(context => AnswerAsync(context, Framed, Framed))).StatusCode);

    [Fact]
    public async Task A_reply_in_an_encoding_that_was_not_accepted_is_unimplemented() =>
        Assert.Equal(StatusCode.Unimplemented, (await SayFails(context =>
        {
            context.Response.Headers["grpc-encoding"] = "zstd";
            return AnswerAsync(context, Framed);
        })).StatusCode);

    [Fact]
    public async Task A_server_that_keeps_no_deadline_does_not_keep_the_caller()
    {
        await using EchoServer server = await StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        DateTime soon = TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(300);
        using AsyncUnaryCall<EchoReply> call =
            server.Client().SayAsync(new EchoRequest(), deadline: soon, cancellationToken: Cancellation);
        RpcException late = await Assert.ThrowsAsync<RpcException>(
            () => call.ResponseAsync.WaitAsync(Patience.Limit, Cancellation));
        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
    }

    [Fact]
    public async Task A_request_says_what_the_protocol_asks_of_it()
    {
        IHeaderDictionary headers = new HeaderDictionary();
        await using EchoServer server = await StartAsync(context =>
        {
            headers = new HeaderDictionary(context.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase));
            return AnswerAsync(context, Framed);
        });
        DateTime inAnHour = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1);
        await server.Client().SayAsync(
            new EchoRequest(), new Metadata { { "a-bin", [0, 1] } }, deadline: inAnHour, cancellationToken: Cancellation);
        Assert.Equal("application/grpc", headers.ContentType);
        Assert.Equal("trailers", headers["te"]);
        Assert.Equal("identity,gzip", headers["grpc-accept-encoding"]);
        Assert.Equal("AAE", headers["a-bin"]);
        Assert.Matches("^[0-9]{1,8}[umSMH]$", headers["grpc-timeout"].ToString());
    }

    private static async Task WriteAsync(HttpContext context, params byte[][] frames)
    {
        context.Response.ContentType = "application/grpc";
        foreach (byte[] frame in frames)
        {
            await context.Response.Body.WriteAsync(frame, context.RequestAborted);
        }

        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static async Task AnswerAsync(HttpContext context, params byte[][] frames)
    {
        await WriteAsync(context, frames);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private static Task<EchoServer> StartAsync(RequestDelegate answer) =>
        EchoServer.StartAsync(pipeline: application => application.Run(answer));

    private static async Task<RpcException> SayFails(RequestDelegate answer)
    {
        await using EchoServer server = await StartAsync(answer);
        return await Assert.ThrowsAsync<RpcException>(
            async () => await server.Client().SayAsync(new EchoRequest(), cancellationToken: Cancellation));
    }
}
