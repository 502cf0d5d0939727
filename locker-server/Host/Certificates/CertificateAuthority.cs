using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmartLocker.Server.Certificates;

/// <summary>Our own authority: the one root that machines and this server trust, and the certificates it gives.</summary>
/// <remarks>
/// Short lives and a deny list stand in for revocation lists. The key lies beside the data, readable by this program's user
/// alone.
/// </remarks>
internal sealed class CertificateAuthority : IDisposable
{
    /// <summary>A machine's certificate; renewed at half of it.</summary>
    public static readonly TimeSpan MachineLife = TimeSpan.FromDays(7);

    /// <summary>The server's own, made anew at each start and at half of its life.</summary>
    public static readonly TimeSpan ServerLife = TimeSpan.FromDays(90);

    /// <summary>Two clocks may differ by this much before a new certificate is "not yet valid" somewhere.</summary>
    public static readonly TimeSpan ClockAllowance = TimeSpan.FromMinutes(10);

    private const string ClientUse = "1.3.6.1.5.5.7.3.2";
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const int RootYears = 10;

    private readonly X509Certificate2 _root;

    private CertificateAuthority(X509Certificate2 root, string path) => (_root, CertificatePath) = (root, path);

    /// <summary>Where the root certificate lies as PEM, for machines to trust.</summary>
    public string CertificatePath { get; }

    /// <summary>The root without its key.</summary>
    public X509Certificate2 Root => X509CertificateLoader.LoadCertificate(_root.RawData);

    /// <summary>Opens the authority of a data folder, or founds it.</summary>
    /// <exception cref="InvalidOperationException">The certificate is there without its key.</exception>
    public static CertificateAuthority Open(string dataFolder, DateTimeOffset now)
    {
        string folder = Path.Combine(dataFolder, "authority");
        string keyPath = Path.Combine(folder, "ca-key.pem");
        string certificatePath = Path.Combine(folder, "ca.pem");
        SecretFile.CreateFolder(folder);

        if (!File.Exists(keyPath))
        {
            if (File.Exists(certificatePath))
            {
                throw new InvalidOperationException($"{certificatePath} is there, but its key {keyPath} is missing. Restore it.");
            }

            using ECDsa made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            SecretFile.Write(keyPath, made.ExportPkcs8PrivateKeyPem());
        }

        using ECDsa key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(keyPath));
        if (!File.Exists(certificatePath))
        {
            // Also the way back after a power cut between the two files: nobody has seen a certificate of this key yet.
            using X509Certificate2 made = MakeRoot(key, now);
            SecretFile.Write(certificatePath, made.ExportCertificatePem());
        }

        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(certificatePath);
        return new CertificateAuthority(certificate.CopyWithPrivateKey(key), certificatePath);
    }

    /// <summary>The server's own certificate, for the names and addresses under which machines dial it.</summary>
    public X509Certificate2 IssueServer(ImmutableArray<string> names, DateTimeOffset now)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=SmartLocker Server", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder subject = new();
        foreach (string name in names)
        {
            if (IPAddress.TryParse(name, out IPAddress? address)) { subject.AddIpAddress(address); }
            else { subject.AddDnsName(name); }
        }

        using X509Certificate2 issued = Issue(request, subject, ServerUse, ServerLife, now);
        using X509Certificate2 withKey = issued.CopyWithPrivateKey(key);

        // TLS on some systems does not take a key that exists in memory alone; a round trip through PKCS #12 makes it theirs.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>A machine's certificate. The name is ours to give; of the request only the key counts.</summary>
    public IssuedCertificate IssueMachine(Peer peer, MachineRequest request, DateTimeOffset now)
    {
        CertificateRequest certificate = new(MachineName.Of(peer), request.Key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder subject = new();
        subject.AddUri(peer.Identity.ToUri());

        using X509Certificate2 issued = Issue(certificate, subject, ClientUse, MachineLife, now);
        return new IssuedCertificate([[.. issued.RawData], [.. _root.RawData]], now + (MachineLife / 2));
    }

    public void Dispose() => _root.Dispose();

    private static X509Certificate2 MakeRoot(ECDsa key, DateTimeOffset now)
    {
        CertificateRequest request = new("CN=SmartLocker Authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        X509SubjectKeyIdentifierExtension ownKey = new(request.PublicKey, false);
        request.CertificateExtensions.Add(ownKey);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(ownKey));
        X509SignatureGenerator signer = X509SignatureGenerator.CreateForECDsa(key);
        return request.Create(request.SubjectName, signer, now - ClockAllowance, now.AddYears(RootYears), Serial());
    }

    private X509Certificate2 Issue(
        CertificateRequest request, SubjectAlternativeNameBuilder subject, string use, TimeSpan life, DateTimeOffset now)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], true));
        request.CertificateExtensions.Add(subject.Build());
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_root, true, false));
        return request.Create(_root, now - ClockAllowance, now + life, Serial());
    }

    /// <summary>Positive in DER only while the top bit is clear (RFC 5280, 4.1.2.2); never zero.</summary>
    private static byte[] Serial()
    {
        byte[] serial = new byte[8];
        ulong drawn = BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(8)) & long.MaxValue;
        BinaryPrimitives.WriteUInt64BigEndian(serial, Math.Max(drawn, 1));
        return serial;
    }
}
