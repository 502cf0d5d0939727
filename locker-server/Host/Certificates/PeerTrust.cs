using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace SmartLocker.Server.Certificates;

/// <summary>Which client certificates this server believes, and what name each carries.</summary>
/// <remarks>
/// One root, no system store, no downloads: a certificate of anybody else fails the handshake. Who is denied is asked again at
/// every call, because a certificate outlives a decision.
/// </remarks>
internal sealed class PeerTrust(X509Certificate2 root, TimeProvider time, Func<Peer, bool> isDenied)
{
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";
    private const string SubjectAlternativeName = "2.5.29.17";
    private static readonly Asn1Tag UriTag = new(TagClass.ContextSpecific, 6);

    /// <summary>The whole of it, whoever asks.</summary>
    public bool Accepts(X509Certificate2 certificate)
    {
        using X509Chain chain = new();
        chain.ChainPolicy = Policy();
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().UtcDateTime;
        return chain.Build(certificate) && Believes(certificate);
    }

    /// <summary>For a handshake that has built the chain by <see cref="Policy"/>: what is left to ask.</summary>
    public bool Believes(X509Certificate2 certificate) => PeerOf(certificate) is { } peer && !isDenied(peer);

    public X509ChainPolicy Policy() => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { root },
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
        ApplicationPolicy = { new(ClientUse) },
    };

    public bool IsDenied(Peer peer) => isDenied(peer);

    /// <summary>The machine in the certificate: its name and the generation it was enrolled in.</summary>
    public static Peer? PeerOf(X509Certificate2 certificate)
    {
        // A certificate keeps all that was ever read of it, and the connection's lives as long as the connection does.
        using X509Certificate2 read = new(certificate);
        return IdentityOf(read) is { } identity && MachineName.Generation(read.SubjectName) is { } generation
            ? new Peer(identity, generation)
            : null;
    }

    /// <summary>The one name of ours in the certificate; nothing when there is none, or more than one.</summary>
    public static PeerIdentity? IdentityOf(X509Certificate2 certificate)
    {
        X509Extension? extension = certificate.Extensions.SingleOrDefault(known => known.Oid?.Value == SubjectAlternativeName);
        if (extension is null || Uris(extension.RawData) is not [string only]) { return null; }
        return PeerIdentity.TryParse(only, out PeerIdentity? identity) ? identity : null;
    }

    private static List<string> Uris(byte[] extension)
    {
        List<string> uris = [];
        try
        {
            AsnReader names = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence();
            while (names.HasData)
            {
                if (names.PeekTag().HasSameClassAndValue(UriTag))
                {
                    uris.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, UriTag));
                }
                else
                {
                    names.ReadEncodedValue();
                }
            }
        }
        catch (AsnContentException)
        {
            return []; // Only our own authority's certificates come this far, and it writes none that are broken.
        }

        return uris;
    }
}
