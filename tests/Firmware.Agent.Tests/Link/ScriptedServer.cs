using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmartLocker.Firmware.Agent.Kiosk;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Firmware.Agent.Tests.Link;

/// <summary>A server that does what a test tells it, over real mutual TLS on loopback, with an authority of its own.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _root;

    public ScriptedServer(string name = "localhost")
    {
        CertificateRequest root = new("CN=test root", _rootKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _root = root.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(90));
        RootPem = _root.ExportCertificatePem();
        X509Certificate2 own = Certificate(name);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(own, https =>
            {
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.ClientCertificateValidation = (client, _, _) => Believes(client);
            });
        }));
        _app = builder.Build();
        _app.MapGrpcService<Streams>();
        _app.MapGrpcService<Enrols>();
    }

    public string RootPem { get; }
    public Uri Address { get; private set; } = null!;

    /// <summary>Streams as they are opened.</summary>
    public Channel<ScriptedStream> Opened { get; } = System.Threading.Channels.Channel.CreateUnbounded<ScriptedStream>();

    public byte[] Pepper { get; } = [.. World.Pepper];

    public async Task StartAsync()
    {
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Address = new UriBuilder(KioskServer.AddressOf(_app)) { Host = "localhost" }.Uri;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _root.Dispose();
        _rootKey.Dispose();
    }

    private X509Certificate2 Certificate(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=test server", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 bare = request.Create(_root, _root.NotBefore, _root.NotAfter, [1, 2, 3]);
        using X509Certificate2 whole = bare.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    private bool Believes(X509Certificate2 client)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(client);
    }

    private sealed class Streams(ScriptedServer server) : V1.CabinetLink.CabinetLinkBase
    {
        public override async Task Connect(
            IAsyncStreamReader<V1.CabinetFrame> requestStream, IServerStreamWriter<V1.ServerFrame> responseStream,
                ServerCallContext context)
        {
            Assert.True(context.AuthContext.IsPeerAuthenticated);
            ScriptedStream stream = new(requestStream, responseStream);
            await server.Opened.Writer.WriteAsync(stream, context.CancellationToken);
            await stream.Ended.Task.WaitAsync(context.CancellationToken);
        }
    }

    private sealed class Enrols(ScriptedServer server) : V1.Enrolment.EnrolmentBase
    {
        public override async Task<V1.EnrolReply> Enrol(V1.EnrolRequest request, ServerCallContext context)
        {
            if (request.Code == "never answered") { await Task.Delay(Timeout.Infinite, context.CancellationToken); }
            if (request.Code is not "code" and not "another code")
            {
                throw new RpcException(new Status(StatusCode.PermissionDenied, "the code is spent"));
            }

            V1.EnrolReply reply = new()
            {
                Identity = "CITYHALL-1",
                Pepper = ByteString.CopyFrom(server.Pepper),
                RenewAfter = new Timestamp { Seconds = 1_000_000_000 },
            };
            reply.CertificateChain.Add(server.Sign(request.CertificateRequest));
            return reply;
        }

        public override Task<V1.RenewReply> Renew(V1.RenewRequest request, ServerCallContext context)
        {
            V1.RenewReply reply = new() { RenewAfter = Timestamp.FromDateTimeOffset(server._root.NotAfter) };
            reply.CertificateChain.Add(server.Sign(request.CertificateRequest));
            return Task.FromResult(reply);
        }
    }

    private ByteString Sign(ByteString request)
    {
        CertificateRequest asked = CertificateRequest.LoadSigningRequest(request.ToByteArray(), HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = asked.Create(
            _root, _root.NotBefore, _root.NotAfter, RandomNumberGenerator.GetBytes(7));
        return ByteString.CopyFrom(certificate.RawData);
    }
}

/// <summary>One stream, from the server's end.</summary>
internal sealed class ScriptedStream(
    IAsyncStreamReader<V1.CabinetFrame> fromCabinet, IServerStreamWriter<V1.ServerFrame> toCabinet)
{
    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task SayAsync(V1.ServerFrame frame) => toCabinet.WriteAsync(frame, TestContext.Current.CancellationToken);

    public Task WelcomeAsync(ulong epoch, ulong ackedUpTo) => SayAsync(new V1.ServerFrame
    {
        Welcome = new V1.Welcome
        {
            Epoch = epoch,
            AckedUpTo = ackedUpTo,
            ServerTime = new Timestamp { Seconds = 1 },
            Journal = V1.JournalStanding.Accepted,
        },
    });

    public async Task<V1.CabinetFrame> HearAsync(V1.CabinetFrame.FrameOneofCase kind)
    {
        while (await fromCabinet.MoveNext(TestContext.Current.CancellationToken))
        {
            if (fromCabinet.Current.FrameCase == kind)
            {
                return fromCabinet.Current;
            }
        }

        throw new InvalidOperationException($"The stream ended before {kind}.");
    }
}
