using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.Server.Calls;

/// <summary>A call that came in as an HTTP/2 request.</summary>
internal sealed class HttpServerCallContext : ServerCallContext, IDisposable
{
    private readonly CancellationTokenSource? _deadlineOrAbort;
    private readonly Wire.DeadlineTimer? _timer;
    private Metadata? _requestHeaders;
    private Metadata? _responseTrailers;
    private AuthContext? _authContext;

    public HttpServerCallContext(HttpContext http, string method, TimeSpan? timeout, TimeProvider time)
    {
        (HttpContext, MethodCore, DeadlineCore) = (http, method, DateTime.MaxValue);
        CancellationTokenCore = http.RequestAborted;
        if (timeout is { } after)
        {
            DateTime now = time.GetUtcNow().UtcDateTime;
            DeadlineCore = after < DateTime.MaxValue - now ? now + after : DateTime.MaxValue;
            _deadlineOrAbort = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
            CancellationTokenCore = _deadlineOrAbort.Token;
            _timer = new Wire.DeadlineTimer(time, after, ExceedDeadline);
        }
    }

    public HttpContext HttpContext { get; }

    /// <summary>
    /// For reads and writes. Those end by themselves when the caller goes; only a deadline breaks into them.
    /// </summary>
    public CancellationToken Interruption => _timer is null ? CancellationToken.None : CancellationTokenCore;

    public bool IsDeadlineExceeded { get; private set; }

    /// <summary>The handler has returned: its streams are closed to it.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Messages are on their way, so the status has to follow them.</summary>
    public bool HasMessages { get; set; }

    public Metadata? TrailersIfAny => _responseTrailers;

    protected override string MethodCore { get; }

    protected override string HostCore => HttpContext.Request.Host.Value ?? "";

    protected override string PeerCore => HttpContext.Connection is { RemoteIpAddress: { } address, RemotePort: var port }
        ? PeerText(address, port)
        : "unknown";

    protected override DateTime DeadlineCore { get; }

    protected override Metadata RequestHeadersCore => _requestHeaders ??= RequestHead.Metadata(HttpContext.Request);

    protected override CancellationToken CancellationTokenCore { get; }

    protected override Metadata ResponseTrailersCore => _responseTrailers ??= new Metadata();

    protected override Status StatusCore { get; set; } = Status.DefaultSuccess;

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore =>
        _authContext ??= PeerCertificate.Describe(HttpContext.Connection.ClientCertificate);

    public void Dispose()
    {
        _timer?.Dispose();
        _deadlineOrAbort?.Dispose();
    }

    protected override async Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        if (HttpContext.Response.HasStarted)
        {
            throw new InvalidOperationException("Response headers can only be sent once per call.");
        }

        ResponseHead.Write(HttpContext.Response.Headers, responseHeaders);
        await HttpContext.Response.BodyWriter.FlushAsync();
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException("Propagation is not supported; pass deadline and cancellation on by hand.");

    private static string PeerText(IPAddress address, int port)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetworkV6 ? $"ipv6:[{plain}]:{port}" : $"ipv4:{plain}:{port}";
    }

    private void ExceedDeadline()
    {
        IsDeadlineExceeded = true;
        try
        {
            _deadlineOrAbort!.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended in the same moment; there is nobody left to tell.
        }
    }
}
