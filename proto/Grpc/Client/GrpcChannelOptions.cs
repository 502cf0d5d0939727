using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>How a channel reaches its server and what it lets through.</summary>
public sealed class GrpcChannelOptions
{
    /// <summary>Must agree with the address; null takes what the address says.</summary>
    public ChannelCredentials? Credentials { get; set; }

    /// <summary>Bytes of one message; null means no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>Bytes of one message; null means no limit.</summary>
    public int? MaxReceiveMessageSize { get; set; } = Wire.Protocol.ReceiveBytesMax;

    /// <summary>Not together with <see cref="HttpHandler"/>.</summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>Where certificates, keep-alive pings and proxies are set; null makes one with defaults.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Whether the channel owns the client or handler given to it. One it made itself it always owns.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>
    /// Cancelled calls throw <see cref="OperationCanceledException"/> instead of <see cref="RpcException"/>.
    /// </summary>
    public bool ThrowOperationCanceledOnCancellation { get; set; }

    /// <summary>A <see cref="TimeProvider"/> registered here times the deadlines.</summary>
    public IServiceProvider? ServiceProvider { get; set; }
}
