using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using SmartLocker.Contracts.V1;

namespace SmartLocker.Server.Features.Demo.Exchange;

/// <summary>An agency's document system: enrols with a code, then asks over gRPC what became of the agency's packets.</summary>
internal sealed class DocumentSystem : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly DocumentExchange.DocumentExchangeClient _client;

    private DocumentSystem(GrpcChannel channel) =>
        (_channel, _client) = (channel, new DocumentExchange.DocumentExchangeClient(channel));

    public static async Task<DocumentSystem> Enrol(Uri server, string caFile, string code, string serialNumber)
    {
        using X509Certificate2 root = X509CertificateLoader.LoadCertificateFromFile(caFile);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] request = new CertificateRequest("CN=document-system", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        using GrpcChannel unknown = Channel(server, root.RawData, own: null);
        EnrolReply reply = await new Enrolment.EnrolmentClient(unknown).EnrolAsync(
            new EnrolRequest { Code = code, SerialNumber = serialNumber, CertificateRequest = ByteString.CopyFrom(request) });
        using X509Certificate2 issued = X509CertificateLoader.LoadCertificate(reply.CertificateChain[0].Span);
        return new DocumentSystem(Channel(server, root.RawData, issued.CopyWithPrivateKey(key)));
    }

    public async Task<Packet> Get(PacketId packet)
    {
        try
        {
            return await _client.GetPacketAsync(new GetPacketRequest { PacketId = packet.Value });
        }
        catch (RpcException failed)
        {
            throw new DemoFailedException($"GetPacket of {packet} ended with {failed.StatusCode}: {failed.Status.Detail}");
        }
    }

    public void Dispose() => _channel.Dispose();

    private static GrpcChannel Channel(Uri server, byte[] root, X509Certificate2? own)
    {
        SocketsHttpHandler handler = new()
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificates = own is null ? null : [own],
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { X509CertificateLoader.LoadCertificate(root) },
                    RevocationMode = X509RevocationMode.NoCheck,
                    DisableCertificateDownloads = true,
                },
            },
        };
        return GrpcChannel.ForAddress(server, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
    }
}
