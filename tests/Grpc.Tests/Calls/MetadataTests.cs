using Grpc.Core;
using SmartLocker.Grpc.Tests.Protos;
using SmartLocker.Grpc.Tests.Support;

namespace SmartLocker.Grpc.Tests.Calls;

/// <summary>Metadata there and back: the service sends every header that starts with "echo-" back as a trailer.</summary>
public sealed class MetadataTests : IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
    private EchoServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await EchoServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Text_and_bytes_and_repeated_keys_come_back_in_order()
    {
        Metadata trailers = await EchoAsync(new Metadata
        {
            { "Echo-Text", "a, b; ~!" }, { "echo-text", "second" }, { "echo-bin", [0, 1, 254, 255] }, { "echo-bin", [] },
            { "other", "stays" },
        });

        // HTTP may join the values of one key; the client's handler does. Only bytes can be told apart again.
        Assert.Equal(["a, b; ~!, second"], trailers.GetAll("echo-text").Select(entry => entry.Value));
        Assert.Equal([[0, 1, 254, 255], []], trailers.GetAll("echo-bin").Select(entry => entry.ValueBytes));
        Assert.Null(trailers.Get("other"));
    }

    [Fact]
    public async Task Bytes_of_every_length_survive_base64_without_padding()
    {
        for (int length = 0; length < 50; length++)
        {
            byte[] bytes = [.. Enumerable.Range(0, length).Select(at => (byte)(255 - at))];
            Assert.Equal(bytes, (await EchoAsync(new Metadata { { "echo-bin", bytes } })).GetValueBytes("echo-bin"));
        }
    }

    [Fact]
    public async Task Headers_of_many_kilobytes_pass()
    {
        string large = new('x', 12_000);
        Assert.Equal(large, (await EchoAsync(new Metadata { { "echo-large", large } })).GetValue("echo-large"));
    }

    [Theory]
    [InlineData("櫃")]
    [InlineData("a\r\nforged: b")]
    [InlineData("a\tb")]
    [InlineData("a\u007F")]
    public async Task A_text_that_HTTP_cannot_carry_fails_the_call_by_name(string text)
    {
        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => EchoAsync(new Metadata { { "echo-text", text } }));
        Assert.Equal(StatusCode.Internal, refused.StatusCode);
        Assert.Contains("echo-text", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_of_the_transport_cannot_be_set_by_a_caller()
    {
        Metadata trailers =
            await EchoAsync(new Metadata { { "grpc-timeout", "1n" }, { "content-type", "text/plain" }, { "echo-a", "b" } });
        Assert.Equal("b", trailers.GetValue("echo-a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("white space")]
    [InlineData("ünlaut")]
    [InlineData(":path")]
    public void A_key_with_other_characters_is_refused(string key) =>
        Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, "a"));

    [Fact]
    public void Bytes_need_a_key_that_says_so_and_text_one_that_does_not()
    {
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("a-bin", "text"));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("a", [1]));
    }

    [Fact]
    public void The_empty_metadata_stays_empty() =>
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("a", "b"));

    private async Task<Metadata> EchoAsync(Metadata headers)
    {
        using AsyncUnaryCall<EchoReply> call =
            _server.Client().SayAsync(new EchoRequest(), headers, cancellationToken: Cancellation);
        await call;
        return call.GetTrailers();
    }
}
