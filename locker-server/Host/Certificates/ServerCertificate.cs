using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace SmartLocker.Server.Certificates;

/// <summary>The certificate this server shows, made anew at half of its life however long the program runs.</summary>
internal sealed class ServerCertificate(CertificateAuthority authority, ImmutableArray<string> names, TimeProvider time)
{
    private readonly Lock _gate = new();
    private X509Certificate2? _current;
    private DateTimeOffset _renewAfter;

    /// <summary>For each handshake. The certificate that was replaced stays usable for handshakes still under way.</summary>
    public X509Certificate2 Current()
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_gate)
        {
            if (_current is null || now >= _renewAfter)
            {
                (_current, _renewAfter) = (authority.IssueServer(names, now), now + (CertificateAuthority.ServerLife / 2));
            }

            return _current;
        }
    }
}
