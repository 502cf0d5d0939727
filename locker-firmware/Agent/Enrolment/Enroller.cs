using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using SmartLocker.Contracts.V1;
using SmartLocker.Firmware.Agent.Journal;
using Rpc = SmartLocker.Contracts.V1.Enrolment;

namespace SmartLocker.Firmware.Agent.Enrolment;

/// <summary>Gets this cabinet its certificate: the first one for a one-time code, later ones for the one it has.</summary>
public static class Enroller
{
    private const int PepperBytes = 32;

    /// <exception cref="Grpc.Core.RpcException">The server refused, or was not reached.</exception>
    /// <exception cref="FormatException">The server answered with something that is no identity.</exception>
    public static async Task<CabinetIdentity> EnrolAsync(
        Rpc.EnrolmentClient server, string code, string serial, CancellationToken cancellation)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        EnrolRequest request = new() { Code = code, SerialNumber = serial, CertificateRequest = RequestFor(key) };
        EnrolReply reply = await server.EnrolAsync(request, cancellationToken: cancellation);
        return reply.Pepper.Length == PepperBytes
            ? new CabinetIdentity(
                key.ExportPkcs8PrivateKeyPem(), ChainFor(key, reply.CertificateChain), [.. reply.Pepper],
                WireRead.Moment(reply.RenewAfter, "renew_after"))
            : throw new FormatException($"Expected a pepper of {PepperBytes} bytes, got {reply.Pepper.Length}.");
    }

    /// <summary>The same key and pepper, a new certificate.</summary>
    public static async Task<CabinetIdentity> RenewAsync(
        Rpc.EnrolmentClient server, CabinetIdentity held, CancellationToken cancellation)
    {
        using ECDsa key = held.Key();
        RenewReply reply = await server.RenewAsync(
            new RenewRequest { CertificateRequest = RequestFor(key) }, cancellationToken: cancellation);
        return held with
        {
            Chain = ChainFor(key, reply.CertificateChain),
            RenewAfter = WireRead.Moment(reply.RenewAfter, "renew_after"),
        };
    }

    /// <summary>The subject is ignored: the server names the cabinet.</summary>
    private static ByteString RequestFor(ECDsa key) => ByteString.CopyFrom(
        new CertificateRequest("CN=cabinet", key, HashAlgorithmName.SHA256).CreateSigningRequest());

    /// <summary>A certificate for another key would only fail later, with everything else thrown away by then.</summary>
    private static string ChainFor(ECDsa key, IEnumerable<ByteString> wire)
    {
        byte[][] chain = [.. wire.Select(der => der.ToByteArray())];
        if (chain.Length == 0)
        {
            throw new FormatException("Expected a certificate chain, got none.");
        }

        try
        {
            using X509Certificate2 own = X509CertificateLoader.LoadCertificate(chain[0]);
            using ECDsa? itsKey = own.GetECDsaPublicKey();
            return itsKey is not null
                && itsKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo())
                ? CabinetIdentity.PemOf(chain)
                : throw new FormatException("The certificate is for another key.");
        }
        catch (CryptographicException garbled)
        {
            throw new FormatException("The certificate cannot be read.", garbled);
        }
    }
}
