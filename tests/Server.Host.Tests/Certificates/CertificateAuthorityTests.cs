using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmartLocker.Server.Certificates;
using SmartLocker.TestKit;

namespace SmartLocker.Server.Host.Tests.Certificates;

public sealed class CertificateAuthorityTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 10, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly PeerIdentity CityHall = new PeerIdentity.Cabinet(CabinetId.Parse("CITYHALL-1"));

    private readonly TemporaryFolder _data = new();
    private readonly CertificateAuthority _authority;

    public CertificateAuthorityTests() => _authority = CertificateAuthority.Open(_data.Path, Now);

    [Fact, UnsupportedOSPlatform("windows")]
    public void The_key_is_readable_by_its_owner_alone()
    {
        string key = Path.Combine(_data.Path, "authority", "ca-key.pem");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(key)!));
    }

    [Fact]
    public void Opened_again_it_is_the_same_authority()
    {
        using CertificateAuthority again = CertificateAuthority.Open(_data.Path, Now.AddYears(1));

        Assert.Equal(_authority.Root.Thumbprint, again.Root.Thumbprint);
    }

    [Fact]
    public void After_a_power_cut_between_key_and_certificate_the_key_gets_its_certificate()
    {
        File.Delete(_authority.CertificatePath);

        using CertificateAuthority again = CertificateAuthority.Open(_data.Path, Now);

        Assert.Equal(_authority.Root.PublicKey.EncodedKeyValue.RawData, again.Root.PublicKey.EncodedKeyValue.RawData);
    }

    [Fact]
    public void Without_its_key_the_authority_does_not_make_itself_anew()
    {
        File.Delete(Path.Combine(_data.Path, "authority", "ca-key.pem"));

        Assert.Throws<InvalidOperationException>(() => CertificateAuthority.Open(_data.Path, Now));
    }

    [Fact]
    public void A_machine_s_certificate_names_it_lives_seven_days_and_is_renewed_at_half()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        IssuedCertificate issued = _authority.IssueMachine(new Peer(CityHall, 0), MachineRequests.Of(key), Now);
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate([.. issued.Chain[0]]);

        Assert.Equal(CityHall, PeerTrust.IdentityOf(certificate));
        Assert.Equal(Now.AddDays(7).UtcDateTime, certificate.NotAfter.ToUniversalTime());
        Assert.Equal(Now.AddDays(3.5), issued.RenewAfter);
        Assert.Equal(_authority.Root.RawData, issued.Chain[1]);
        Assert.True(certificate.SerialNumberBytes.Span[0] < 0x80);
    }

    [Fact]
    public void What_the_request_says_about_names_is_ignored()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        SubjectAlternativeNameBuilder wish = new();
        wish.AddUri(new Uri("urn:smartlocker:cabinet:SOMEBODY-ELSE"));
        CertificateRequest wanted = new("CN=SOMEBODY-ELSE", key, HashAlgorithmName.SHA256);
        wanted.CertificateExtensions.Add(wish.Build());
        Assert.True(MachineRequest.TryParse(wanted.CreateSigningRequest(), out MachineRequest? request, out _));

        using X509Certificate2 certificate =
            X509CertificateLoader.LoadCertificate([.. _authority.IssueMachine(new Peer(CityHall, 0), request, Now).Chain[0]]);

        Assert.Equal(CityHall, PeerTrust.IdentityOf(certificate));
        Assert.Equal("CN=CITYHALL-1", certificate.Subject);
    }

    /// <summary>CL-74: what was given out before a denial is told from what came after it by the certificate itself.</summary>
    [Theory]
    [InlineData(0, "CN=CITYHALL-1")]
    [InlineData(3, "CN=CITYHALL-1, OU=generation 3")]
    public void A_certificate_carries_the_generation_it_was_given_in(long generation, string subject)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(
            [.. _authority.IssueMachine(new Peer(CityHall, generation), MachineRequests.Of(key), Now).Chain[0]]);

        Assert.Equal(subject, certificate.Subject);
        Assert.Equal(new Peer(CityHall, generation), PeerTrust.PeerOf(certificate));
    }

    [Theory]
    [InlineData("OU=generation, CN=A")]
    [InlineData("OU=generation -1, CN=A")]
    [InlineData("OU=something, CN=A")]
    [InlineData("OU=generation 2, OU=generation 3, CN=A")]
    public void A_generation_that_nobody_wrote_is_none(string subject) =>
        Assert.Null(MachineName.Generation(new X500DistinguishedName(subject)));

    [Fact]
    public void A_request_for_a_key_of_another_kind_is_refused()
    {
        using RSA rsa = RSA.Create(2048);
        using ECDsa p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        byte[][] requests =
        [
            new CertificateRequest("CN=A", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequest(),
            new CertificateRequest("CN=A", p384, HashAlgorithmName.SHA256).CreateSigningRequest(),
            [],
            new byte[MachineRequest.BytesMax + 1],
        ];

        Assert.All(requests, request => Assert.False(MachineRequest.TryParse(request, out _, out _)));
    }

    /// <summary>Whoever asks without a certificate can send anything; seeds are fixed so that a failure comes back.</summary>
    [Fact]
    public void A_request_with_a_changed_byte_is_refused_and_breaks_nothing()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] good = new CertificateRequest("CN=A", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        Random chance = new(7);
        for (int round = 0; round < 2_000; round++)
        {
            byte[] bad = [.. good];
            bad[chance.Next(bad.Length)] ^= (byte)chance.Next(1, 256);
            Assert.False(MachineRequest.TryParse(bad, out _, out string? problem), Convert.ToHexString(bad));
            Assert.NotEmpty(problem);
        }
    }

    [Fact]
    public void The_server_s_certificate_is_made_anew_at_half_of_its_life()
    {
        ManualTime clock = new(Now);
        ServerCertificate shown = new(_authority, ["localhost", "127.0.0.1"], clock);

        X509Certificate2 first = shown.Current();
        clock.Advance(CertificateAuthority.ServerLife / 3);
        Assert.Same(first, shown.Current());
        clock.Advance(CertificateAuthority.ServerLife / 3);
        Assert.NotSame(first, shown.Current());
        Assert.True(first.MatchesHostname("localhost"));
        Assert.True(first.MatchesHostname("127.0.0.1"));
        Assert.True(first.HasPrivateKey);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _data.Dispose();
    }
}
