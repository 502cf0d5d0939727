using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmartLocker.Server.Certificates;
using SmartLocker.TestKit;

namespace SmartLocker.Server.Host.Tests.Certificates;

public sealed class PeerTrustTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 10, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly PeerIdentity CityHall = new PeerIdentity.Cabinet(CabinetId.Parse("CITYHALL-1"));

    private readonly TemporaryFolder _ours = new();
    private readonly TemporaryFolder _theirs = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly CertificateAuthority _authority;
    private readonly HashSet<Peer> _denied = [];

    public PeerTrustTests() => _authority = CertificateAuthority.Open(_ours.Path, Now);

    [Fact]
    public void A_machine_of_ours_is_believed() => Assert.True(TrustAt(Now).Accepts(Machine(_authority)));

    [Fact]
    public void A_machine_of_another_authority_is_not()
    {
        using CertificateAuthority another = CertificateAuthority.Open(_theirs.Path, Now);

        Assert.False(TrustAt(Now).Accepts(Machine(another)));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(6, true)]
    [InlineData(8, false)]
    public void A_certificate_is_believed_while_it_is_valid(int days, bool believed) =>
        Assert.Equal(believed, TrustAt(Now.AddDays(days)).Accepts(Machine(_authority)));

    [Fact]
    public void A_denied_machine_is_not_believed()
    {
        _denied.Add(new Peer(CityHall, 0));

        Assert.False(TrustAt(Now).Accepts(Machine(_authority)));
    }

    [Fact]
    public void The_server_s_own_certificate_opens_nothing_as_a_client() =>
        Assert.False(TrustAt(Now).Accepts(_authority.IssueServer(["localhost"], Now)));

    [Fact]
    public void The_root_itself_opens_nothing_as_a_client() => Assert.False(TrustAt(Now).Accepts(_authority.Root));

    /// <summary>The name alone is not enough: a certificate of ours must be one for clients.</summary>
    [Theory]
    [InlineData("1.3.6.1.5.5.7.3.1", false)]
    [InlineData("1.3.6.1.5.5.7.3.2", true)]
    public void A_machine_s_name_in_a_certificate_of_another_use_is_not_believed(string use, bool believed)
    {
        string folder = Path.Combine(_ours.Path, "authority");
        using X509Certificate2 root = X509Certificate2.CreateFromPemFile(
            Path.Combine(folder, "ca.pem"), Path.Combine(folder, "ca-key.pem"));
        SubjectAlternativeNameBuilder name = new();
        name.AddUri(CityHall.ToUri());
        CertificateRequest request = new("CN=CITYHALL-1", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], true));
        request.CertificateExtensions.Add(name.Build());
        using X509Certificate2 certificate = request.Create(root, Now, Now.AddDays(1), [1]);

        Assert.Equal(believed, TrustAt(Now).Accepts(certificate));
    }

    [Fact]
    public void A_certificate_with_two_names_has_none()
    {
        SubjectAlternativeNameBuilder names = new();
        names.AddUri(CityHall.ToUri());
        names.AddUri(new Uri("urn:smartlocker:cabinet:ANNEX-1"));
        CertificateRequest request = new("CN=A", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.CreateSelfSigned(Now, Now.AddDays(1));

        Assert.Null(PeerTrust.IdentityOf(certificate));
    }

    public void Dispose()
    {
        _authority.Dispose();
        _key.Dispose();
        _ours.Dispose();
        _theirs.Dispose();
    }

    private PeerTrust TrustAt(DateTimeOffset now) => new(_authority.Root, new ManualTime(now), _denied.Contains);

    private X509Certificate2 Machine(CertificateAuthority authority) => X509CertificateLoader.LoadCertificate(
        [.. authority.IssueMachine(new Peer(CityHall, 0), MachineRequests.Of(_key), Now).Chain[0]]);
}
