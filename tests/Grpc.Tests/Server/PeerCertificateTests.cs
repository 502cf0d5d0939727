using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Server.Calls;
using SmartLocker.Grpc.Tests.Support;

namespace SmartLocker.Grpc.Tests.Server;

/// <summary>Who a caller is, from the certificate alone.</summary>
public sealed class PeerCertificateTests
{
    [Fact]
    public void A_certificate_with_alternative_names_is_known_by_them()
    {
        AuthContext peer = PeerCertificate.Describe(TestCertificates.Client);
        Assert.Equal("x509_subject_alternative_name", peer.PeerIdentityPropertyName);
        Assert.Equal("cabinet-7", peer.PeerIdentity.Single().Value);
    }

    [Fact]
    public void A_certificate_without_is_known_by_its_own_name_and_not_by_that_of_who_issued_it()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=cabinet-9", key, HashAlgorithmName.SHA256);
        using X509Certificate2 bare = request.Create(
            TestCertificates.Authority, TestCertificates.Authority.NotBefore, TestCertificates.Authority.NotAfter, [1, 9]);

        AuthContext peer = PeerCertificate.Describe(bare);

        Assert.Equal("x509_common_name", peer.PeerIdentityPropertyName);
        Assert.Equal("cabinet-9", peer.PeerIdentity.Single().Value);
    }

    [Fact]
    public void Without_a_certificate_nobody_is_authenticated()
    {
        AuthContext peer = PeerCertificate.Describe(null);
        Assert.False(peer.IsPeerAuthenticated);
        Assert.Empty(peer.PeerIdentity);
    }
}
