using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmartLocker.Contracts.V1;
using SmartLocker.HardwareSpecs;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Configuration;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Features.Agencies;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Host.Tests.Certificates;
using SmartLocker.Server.Rpc.Enrolment;
using SmartLocker.Server.Serve;

namespace SmartLocker.Server.Host.Tests.Rpc;

/// <summary>The whole server on loopback, and machines that dial it as they would from anywhere.</summary>
public sealed class RpcRig : IAsyncLifetime
{
    public static readonly CabinetId Cabinet = CabinetId.Parse("CITYHALL-1");
    /// <summary>One that a test may deny without harm to the others.</summary>
    public static readonly CabinetId Spare = CabinetId.Parse("STOLEN-1");

    public static readonly Person Administrator =
        new() { Id = PersonId.Parse("admin"), Name = "管理者", Roles = [Role.Administrator] };

    public static readonly AgencyCode Agency = AgencyCode.Parse("395020000C");

    private readonly TemporaryFolder _data = new();
    private readonly TemporaryFolder _foreign = new();
    private WebApplication? _app;
    private ListeningAt? _at;

    internal IServiceProvider Services => _app!.Services;
    internal ListeningAt At => _at!;

    public async ValueTask InitializeAsync()
    {
        await Start();
        CabinetRegistry registry = Services.GetRequiredService<CabinetRegistry>();
        foreach (CabinetId cabinet in new[] { Cabinet, Spare })
        {
            Assert.Null(await registry.Register(
                cabinet, Models.Find("SDL-24-CH")!, new Core.Fleet.CabinetSettings { DisplayName = "市政大樓" },
                RandomNumberGenerator.GetBytes(32), Actor.Server));
        }

        Assert.Null(await Services.GetRequiredService<OrganisationDesk>().Describe(Administrator, Actor.Server));
    }

    /// <summary>The same data, another process: whatever is not on record is gone.</summary>
    internal async Task Restart()
    {
        await Stop();
        await Start();
    }

    private async Task Start()
    {
        ServerOptions options = new()
        {
            DataFolder = _data.Path,
            WebAddress = IPAddress.Loopback,
            WebPort = 0,
            GrpcAddress = IPAddress.Loopback,
            GrpcPort = 0,
            HostNames = ["localhost", "127.0.0.1"],
            Mail = new MailOptions
            {
                Host = "",
                Port = 25,
                StartTls = true,
                User = "",
                Password = "",
                From = "a@b.example",
                PickupFolder = _data.Path,
            },
        };
        _app = ServerHost.Build(options, LogLevel.Error);
        _at = await ServerHost.Start(_app);
    }

    private async Task Stop()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
    }

    internal async Task<string> Code(PeerIdentity identity, string serial) =>
        (await Services.GetRequiredService<EnrolmentDesk>().MakeCode(identity, serial))!;

    public static (ECDsa Key, ByteString Request) NewKey()
    {
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] request = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        return (key, ByteString.CopyFrom(request));
    }

    /// <summary>A machine that enrolled a moment ago.</summary>
    internal async Task<GrpcChannel> Enrolled(PeerIdentity identity) => Dial(await Enrol(identity, await Code(identity, "S-1")));

    /// <summary>Enrols as a machine does that was given this code and has serial number S-1.</summary>
    internal async Task<X509Certificate2> Enrol(PeerIdentity identity, string code)
    {
        (ECDsa key, ByteString request) = NewKey();
        using GrpcChannel nobody = Dial(null);
        EnrolReply reply = await new Enrolment.EnrolmentClient(nobody).EnrolAsync(new EnrolRequest
        {
            Code = code,
            SerialNumber = "S-1",
            CertificateRequest = request,
        }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(identity.Name, reply.Identity);
        return X509CertificateLoader.LoadCertificate(reply.CertificateChain[0].Span).CopyWithPrivateKey(key);
    }

    /// <summary>A machine whose certificate another authority gave, for the same name.</summary>
    internal GrpcChannel Foreign(PeerIdentity identity)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using CertificateAuthority another = CertificateAuthority.Open(_foreign.Path, now);
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        MachineRequest request = MachineRequests.Of(key);
        ImmutableArray<byte> issued = another.IssueMachine(new Peer(identity, 0), request, now).Chain[0];
        return Dial(X509CertificateLoader.LoadCertificate([.. issued]).CopyWithPrivateKey(key));
    }

    internal GrpcChannel Dial(X509Certificate2? own) => GrpcChannel.ForAddress(
        At.Grpc, new GrpcChannelOptions { HttpHandler = Handler(own), DisposeHttpClient = true });

    internal SocketsHttpHandler Handler(X509Certificate2? own) => new()
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificates = own is null ? null : [own],
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { Services.GetRequiredService<CertificateAuthority>().Root },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _data.Dispose();
        _foreign.Dispose();
    }
}
