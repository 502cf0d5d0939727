namespace Grpc.Core;

/// <summary>Whether a channel is encrypted. Certificates are the HTTP handler's business.</summary>
public abstract class ChannelCredentials
{
    public static ChannelCredentials Insecure { get; } = new InsecureCredentials();

    public static ChannelCredentials SecureSsl { get; } = new SslCredentials();

    internal abstract string Scheme { get; }

    private sealed class InsecureCredentials : ChannelCredentials
    {
        internal override string Scheme => Uri.UriSchemeHttp;
    }
}

/// <summary>TLS, configured at the HTTP handler.</summary>
public sealed class SslCredentials : ChannelCredentials
{
    internal override string Scheme => Uri.UriSchemeHttps;
}
