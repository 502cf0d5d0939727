using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmartLocker.Server.Certificates;

/// <summary>A machine's wish for a certificate (PKCS #10): proof that it holds a key of the kind we take.</summary>
/// <remarks>What the request says about names, uses or validity is ignored: those are the authority's to say.</remarks>
internal sealed class MachineRequest
{
    /// <summary>An honest request has about 250 bytes.</summary>
    public const int BytesMax = 4096;

    private const string P256 = "1.2.840.10045.3.1.7";

    private MachineRequest(PublicKey key) => Key = key;

    public PublicKey Key { get; }

    public static bool TryParse(
        ReadOnlySpan<byte> der, [NotNullWhen(true)] out MachineRequest? request, [NotNullWhen(false)] out string? problem)
    {
        (request, problem) = der.Length switch
        {
            0 => (null, "The certificate request is empty."),
            > BytesMax => (null, $"A certificate request has at most {BytesMax} bytes, got {der.Length}."),
            _ => Read(der),
        };
        return request is not null;
    }

    private static (MachineRequest?, string?) Read(ReadOnlySpan<byte> der)
    {
        try
        {
            // Loading checks the signature, that is, that whoever asks holds the private key.
            CertificateRequest read = CertificateRequest.LoadSigningRequest(der.ToArray(), HashAlgorithmName.SHA256);
            using ECDsa? key = read.PublicKey.GetECDsaPublicKey();
            return key?.ExportParameters(false).Curve.Oid.Value == P256
                ? (new MachineRequest(read.PublicKey), null)
                : (null, "The key of a certificate request must be ECDSA on P-256.");
        }
        catch (Exception refused) when (refused is CryptographicException or NotSupportedException)
        {
            return (null, "This is no certificate request (PKCS #10, DER) whose signature holds.");
        }
    }
}
