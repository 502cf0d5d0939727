using System.Net;

namespace SmartLocker.Benchmarks.Grpc;

/// <summary>A request and its response, nothing but bytes.</summary>
internal sealed class BareUnary(HttpMessageInvoker http, Uri address, byte[] message) : IEchoStream
{
    public async Task GoAsync()
    {
        using HttpRequestMessage request = BareDuplex.Request(address, new ByteArrayContent(message));
        using HttpResponseMessage response = await http.SendAsync(request, CancellationToken.None);
        await using Stream body = await response.Content.ReadAsStreamAsync();
        byte[] answer = new byte[message.Length];
        await body.ReadExactlyAsync(answer);
        if (await body.ReadAsync(answer) != 0) { throw new InvalidDataException("The echo says more than it heard."); }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>One long request and its response: bytes there, the same number back.</summary>
internal sealed class BareDuplex : IEchoStream
{
    private readonly OpenContent _content = new();
    private readonly byte[] _message;
    private readonly byte[] _answer;
    private HttpResponseMessage _response = null!;
    private Stream _requests = null!;
    private Stream _responses = null!;

    private BareDuplex(byte[] message) => (_message, _answer) = (message, new byte[message.Length]);

    public static async Task<IEchoStream> OpenAsync(HttpMessageInvoker http, Uri address, byte[] message)
    {
        BareDuplex duplex = new(message);
        HttpRequestMessage request = Request(address, duplex._content);
        duplex._response = await http.SendAsync(request, CancellationToken.None);
        duplex._requests = await duplex._content.Opened.Task;
        duplex._responses = await duplex._response.Content.ReadAsStreamAsync();
        return duplex;
    }

    public static HttpRequestMessage Request(Uri address, HttpContent content) => new(HttpMethod.Post, address)
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Content = content,
    };

    public async Task GoAsync()
    {
        await _requests.WriteAsync(_message);
        await _requests.FlushAsync();
        await _responses.ReadExactlyAsync(_answer);
    }

    public async ValueTask DisposeAsync()
    {
        _content.Done.SetResult();
        if (await _responses.ReadAsync(_answer) != 0) { throw new InvalidDataException("The echo says more than it heard."); }
        await _requests.DisposeAsync();
        await _responses.DisposeAsync();
        _response.Dispose();
        _content.Dispose();
    }

    private sealed class OpenContent : HttpContent
    {
        public TaskCompletionSource<Stream> Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.FlushAsync();
            Opened.SetResult(stream);
            await Done.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
