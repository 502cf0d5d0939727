using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmartLocker.Grpc.Tests.Support;

/// <summary>An authority with a server and a client certificate, and another authority nobody trusts.</summary>
internal static class TestCertificates
{
    private static readonly DateTimeOffset From = TimeProvider.System.GetUtcNow().AddDays(-1);
    private static readonly DateTimeOffset Until = From.AddDays(30);

    public static X509Certificate2 Authority { get; } = NewAuthority("Test authority");
    public static X509Certificate2 Server { get; } = Issue(Authority, "localhost", "1.3.6.1.5.5.7.3.1");
    public static X509Certificate2 Client { get; } = Issue(Authority, "cabinet-7", "1.3.6.1.5.5.7.3.2");
    public static X509Certificate2 Foreign { get; } = Issue(NewAuthority("Somebody else"), "cabinet-7", "1.3.6.1.5.5.7.3.2");

    public static bool IsOurs(X509Certificate2 certificate)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(certificate);
    }

    private static X509Certificate2 NewAuthority(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(From, Until);
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string name, string purpose)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        using X509Certificate2 bare = request.Create(authority, From, Until, [1, .. RandomNumberGenerator.GetBytes(7)]);
        using X509Certificate2 whole = bare.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
