using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using SmartLocker.Server.Certificates;

namespace SmartLocker.Server.Rpc.Peers;

/// <summary>How the machines' port greets: made once for each certificate of ours, not once for each connection.</summary>
internal sealed class TlsOptions(ServerCertificate certificate, PeerTrust trust)
{
    private readonly Lock _gate = new();
    private (X509Certificate2 Own, SslServerAuthenticationOptions Options)? _current;

    public SslServerAuthenticationOptions Current()
    {
        X509Certificate2 own = certificate.Current();
        lock (_gate)
        {
            if (_current is not { } known || !ReferenceEquals(known.Own, own))
            {
                _current = (own, Make(own));
            }

            return _current.Value.Options;
        }
    }

    /// <summary>
    /// Somebody else's certificate ends the handshake; none at all is for the gate to judge, call by call. The chain was
    /// built already, by the policy below, and is not built again.
    /// </summary>
    private bool Accepts(X509Certificate? presented, SslPolicyErrors problems)
    {
        TlsMemory.ReleaseIdleBuffers();
        return presented is null
            || (problems == SslPolicyErrors.None && presented is X509Certificate2 shown && trust.Believes(shown));
    }

    private SslServerAuthenticationOptions Make(X509Certificate2 own) => new()
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(own, additionalCertificates: null, offline: true),
        ClientCertificateRequired = true,

        // Without it each handshake first looks for the certificate among all roots of the machine's own store.
        CertificateChainPolicy = trust.Policy(),
        RemoteCertificateValidationCallback = (_, presented, _, problems) => Accepts(presented, problems),
    };
}
