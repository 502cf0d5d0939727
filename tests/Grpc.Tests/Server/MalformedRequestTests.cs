using System.IO.Compression;
using System.Net;
using Google.Protobuf;
using Grpc.Wire;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using SmartLocker.Grpc.Tests.Protos;
using SmartLocker.Grpc.Tests.Support;

namespace SmartLocker.Grpc.Tests.Server;

/// <summary>Requests no client of ours would make: every one is answered, none hangs.</summary>
public sealed class MalformedRequestTests : IAsyncLifetime
{
    private const string Say = "/smartlocker.test.v1.Echo/Say";
    private static readonly byte[] Hello = RawHttp.Frame(new EchoRequest { Text = "hello" });
    private EchoServer _server = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await EchoServer.StartAsync(options: options => options.MaxReceiveMessageSize = 1000);
        _http = _server.Http();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_well_formed_request_made_by_hand_is_answered()
    {
        RawAnswer answer = await _http.PostAsync(Say, Hello);
        Assert.Equal((HttpStatusCode.OK, "0"), (answer.Http, answer.Status));
        Assert.Equal("hello", EchoReply.Parser.ParseFrom(answer.Body.AsSpan(5)).Text);
    }

    [Theory]
    [InlineData("no message at all", new byte[0])]
    [InlineData("a header cut short", new byte[] { 0, 0, 0 })]
    [InlineData("a message cut short", new byte[] { 0, 0, 0, 0, 9, 1, 2 })]
    [InlineData("a flag that is neither 0 nor 1", new byte[] { 7, 0, 0, 0, 0 })]
    [InlineData("a message that does not parse", new byte[] { 0, 0, 0, 0, 2, 0xFF, 0xFF })]
    [InlineData("a compressed message without an encoding", new byte[] { 1, 0, 0, 0, 2, 0x1F, 0x8B })]
    [InlineData("two messages where one is due", new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    public async Task A_request_that_breaks_the_framing_ends_with_internal(string what, byte[] body)
    {
        RawAnswer answer = await _http.PostAsync(Say, body);
        Assert.True((HttpStatusCode.OK, "13") == (answer.Http, answer.Status), $"{what}: {answer}");
    }

    /// <summary>Even where the bytes would parse as they stand: nobody may guess what a sender meant.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("identity")]
    public async Task A_compressed_flag_needs_an_encoding_that_compresses(string? encoding)
    {
        byte[] flagged = RawHttp.Frame(new EchoRequest { Text = "hello" }, flag: 1);
        (string, string)[] headers = encoding is null ? [] : [(Protocol.Encoding, encoding)];
        Assert.Equal("13", (await _http.PostAsync(Say, flagged, headers: headers)).Status);
    }

    [Fact]
    public async Task A_message_that_was_not_worth_compressing_is_read_under_any_encoding() =>
        Assert.Equal("0", (await _http.PostAsync(Say, Hello, headers: (Protocol.Encoding, "gzip"))).Status);

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 3, 0xE9 })]
    [InlineData(new byte[] { 0, 0x7F, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0, 0xFF, 0xFF, 0xFF, 0xFF })]
    public async Task A_message_above_the_limit_is_refused_by_its_header(byte[] body) =>
        Assert.Equal("8", (await _http.PostAsync(Say, body)).Status);

    [Fact]
    public async Task A_gzip_message_is_read()
    {
        RawAnswer answer =
            await _http.PostAsync(Say, Zipped(new EchoRequest { Text = "small" }), headers: (Protocol.Encoding, "gzip"));
        Assert.Equal("0", answer.Status);
        Assert.Equal("small", EchoReply.Parser.ParseFrom(answer.Body.AsSpan(5)).Text);
    }

    [Fact]
    public async Task The_limit_holds_for_what_a_gzip_message_becomes()
    {
        byte[] bomb = Zipped(new EchoRequest { Text = new string('0', 30_000) });
        Assert.True(bomb.Length < 1000, "The packed message itself must be below the limit.");
        Assert.Equal("8", (await _http.PostAsync(Say, bomb, headers: (Protocol.Encoding, "gzip"))).Status);
    }

    [Fact]
    public async Task A_gzip_message_that_is_none_ends_with_internal() =>
        Assert.Equal(
            "13", (await _http.PostAsync(Say, [1, 0, 0, 0, 3, 1, 2, 3], headers: (Protocol.Encoding, "gzip"))).Status);

    [Fact]
    public async Task A_gzip_message_cut_short_ends_with_internal()
    {
        byte[] whole = Zipped(new EchoRequest { Text = "a text that is long enough to be cut" });
        byte[] cut = [1, 0, 0, 0, (byte)(whole.Length - 25), .. whole[5..^20]];
        Assert.Equal("13", (await _http.PostAsync(Say, cut, headers: (Protocol.Encoding, "gzip"))).Status);
    }

    [Fact]
    public async Task An_encoding_nobody_reads_is_unimplemented_and_the_answer_names_those_that_are()
    {
        RawAnswer answer = await _http.PostAsync(Say, Hello, headers: (Protocol.Encoding, "zstd"));
        Assert.Equal("12", answer.Status);
        Assert.Equal("identity,gzip", answer.Headers.GetValues(Protocol.AcceptEncoding).Single());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpc-web")]
    [InlineData("text/plain")]
    [InlineData("")]
    public async Task What_is_not_gRPC_is_an_unsupported_media_type(string contentType) =>
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await _http.PostAsync(Say, Hello, contentType)).Http);

    [Theory]
    [InlineData("application/grpc+proto")]
    [InlineData("application/grpc; charset=utf-8")]
    public async Task A_named_message_format_is_gRPC(string contentType) =>
        Assert.Equal("0", (await _http.PostAsync(Say, Hello, contentType)).Status);

    [Theory]
    [InlineData("123456789m")]
    [InlineData("5")]
    [InlineData("m")]
    [InlineData("-5S")]
    [InlineData("5 S")]
    [InlineData("5x")]
    public async Task A_timeout_nobody_can_read_is_refused_with_its_text(string timeout)
    {
        RawAnswer answer = await _http.PostAsync(Say, Hello, headers: (Protocol.Timeout, timeout));
        Assert.Equal("13", answer.Status);
        Assert.Contains(timeout, StatusText.Decode(answer.Message!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("99999999H")]
    [InlineData("99999999S")]
    public async Task A_timeout_of_centuries_is_no_overflow(string timeout) =>
        Assert.Equal("0", (await _http.PostAsync(Say, Hello, headers: (Protocol.Timeout, timeout))).Status);

    [Fact]
    public async Task The_server_itself_ends_a_call_whose_time_is_over()
    {
        RawAnswer answer = await _http.PostAsync(
            Say, RawHttp.Frame(new EchoRequest { Text = "wait" }), headers: (Protocol.Timeout, "50m"));
        Assert.Equal("4", answer.Status);
    }

    [Fact]
    public async Task HTTP_1_is_told_to_upgrade()
    {
        await using EchoServer both = await EchoServer.StartAsync(protocols: HttpProtocols.Http1);
        using HttpClient old = new() { BaseAddress = both.Address };
        Assert.Equal(HttpStatusCode.UpgradeRequired, (await old.PostAsync(Say, Hello)).Http);
    }

    [Theory]
    [InlineData("/smartlocker.test.v1.Echo/Shout")]
    [InlineData("/nobody.Knows/This")]
    public async Task A_method_that_is_not_there_is_unimplemented_in_gRPC_words(string path)
    {
        RawAnswer answer = await _http.PostAsync(path, Hello);
        Assert.Equal((HttpStatusCode.OK, "12"), (answer.Http, answer.Status));
    }

    private static byte[] Zipped(EchoRequest message)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            message.WriteTo(gzip);
        }

        byte[] bytes = packed.ToArray();
        return [1, 0, 0, (byte)(bytes.Length >> 8), (byte)(bytes.Length & 0xFF), .. bytes];
    }
}
