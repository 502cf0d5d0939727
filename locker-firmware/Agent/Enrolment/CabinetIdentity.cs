using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SmartLocker.Firmware.Agent.Configuration;

namespace SmartLocker.Firmware.Agent.Enrolment;

/// <summary>Who this cabinet is to the server: its key, its certificates, its pepper. All of it in the data folder.</summary>
/// <param name="Chain">Own certificate first.</param>
/// <param name="RenewAfter">From then on a new certificate is asked for.</param>
public sealed record CabinetIdentity(string KeyPem, string Chain, ImmutableArray<byte> Pepper, DateTimeOffset RenewAfter)
{
    private const string KeyFile = "identity.key";
    private const string ChainFile = "identity.pem";
    private const string PepperFile = "pepper";
    private const string RenewFile = "renew-after";

    /// <returns>Null before enrolment.</returns>
    public static CabinetIdentity? Load(DataFolder folder) =>
        (folder.Read(KeyFile), folder.Read(ChainFile), folder.Read(PepperFile), folder.Read(RenewFile)) is (
        { } key, { } chain, { } pepper, { } renew)
            ? new CabinetIdentity(
                Encoding.ASCII.GetString(key), Encoding.ASCII.GetString(chain), [.. pepper],
                DateTimeOffset.Parse(Encoding.ASCII.GetString(renew), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind))
            : null;

    public static string PemOf(IEnumerable<byte[]> chain) =>
        string.Join('\n', chain.Select(der => PemEncoding.WriteString("CERTIFICATE", der))) + "\n";

    /// <summary>The chain last: with it the identity is whole.</summary>
    public void Keep(DataFolder folder)
    {
        folder.Write(KeyFile, Encoding.ASCII.GetBytes(KeyPem));
        folder.Write(PepperFile, Pepper.AsSpan());
        folder.Write(RenewFile, Encoding.ASCII.GetBytes(RenewAfter.ToString("O", CultureInfo.InvariantCulture)));
        folder.Write(ChainFile, Encoding.ASCII.GetBytes(Chain));
    }

    /// <summary>From then on the server believes it no more, and only enrolling again helps (CL-73).</summary>
    public DateTimeOffset EndsAt()
    {
        using X509Certificate2 own = X509Certificate2.CreateFromPem(Chain);
        return own.NotAfter.ToUniversalTime();
    }

    public ECDsa Key()
    {
        ECDsa key = ECDsa.Create();
        key.ImportFromPem(KeyPem);
        return key;
    }

    /// <summary>For the handshake: the whole chain is sent, since the server knows only its root.</summary>
    public System.Net.Security.SslStreamCertificateContext ForHandshake()
    {
        X509Certificate2Collection chain = [];
        chain.ImportFromPem(Chain);
        using ECDsa key = Key();
        X509Certificate2 own = chain[0].CopyWithPrivateKey(key);
        return System.Net.Security.SslStreamCertificateContext.Create(own, [.. chain.Skip(1)], offline: true);
    }
}
