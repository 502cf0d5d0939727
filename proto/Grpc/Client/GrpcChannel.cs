using Grpc.Client;
using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>A way to one server over HTTP/2. Make one and keep it: connections are shared and reopened.</summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly bool _ownsHttp;
    private readonly CancellationTokenSource _closed = new();

    private GrpcChannel(Uri address, GrpcChannelOptions options) : base(address.Authority)
    {
        if (options is { HttpClient: not null, HttpHandler: not null })
        {
            throw new ArgumentException(
                "HttpClient and HttpHandler have been configured. Only one can be specified.", nameof(options));
        }

        if (options.Credentials is { } credentials && credentials.Scheme != address.Scheme)
        {
            throw new InvalidOperationException($"The credentials are for {credentials.Scheme}, the address is {address}.");
        }

        _ownsHttp = options.DisposeHttpClient || options is { HttpClient: null, HttpHandler: null };
        _http = options.HttpClient
            ?? new HttpMessageInvoker(options.HttpHandler ?? DefaultHandler(), disposeHandler: _ownsHttp);
        TimeProvider? time = options.ServiceProvider?.GetService(typeof(TimeProvider)) as TimeProvider;
        Transport = new ClientTransport(_http, address, options, time ?? TimeProvider.System, _closed.Token);
    }

    internal ClientTransport Transport { get; }

    public static GrpcChannel ForAddress(string address) => ForAddress(new Uri(address));

    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) =>
        ForAddress(new Uri(address), channelOptions);

    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions) =>
        address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps
            ? new GrpcChannel(address, channelOptions)
            : throw new ArgumentException($"A channel needs an http or https address, got {address}.", nameof(address));

    public override CallInvoker CreateCallInvoker()
    {
        ObjectDisposedException.ThrowIf(_closed.IsCancellationRequested, this);
        return new HttpCallInvoker(Transport);
    }

    /// <summary>Cancels the calls still running.</summary>
    public void Dispose()
    {
        if (_closed.IsCancellationRequested)
        {
            return;
        }

        _closed.Cancel();
        if (_ownsHttp)
        {
            _http.Dispose();
        }
    }

    protected override Task ShutdownAsyncCore()
    {
        Dispose();
        return Task.CompletedTask;
    }

    private static SocketsHttpHandler DefaultHandler() => new() { EnableMultipleHttp2Connections = true };
}
