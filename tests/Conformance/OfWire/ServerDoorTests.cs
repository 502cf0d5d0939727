using System.Net.Security;
using System.Net.Sockets;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using SmartLocker.Conformance.Kit;
using SmartLocker.Contracts.V1;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Features.CabinetPages.Machines;
using SmartLocker.Server.Host.Tests.Peers;
using SmartLocker.Server.Host.Tests.Rpc;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Server.Rpc.Peers;

namespace SmartLocker.Conformance.OfWire;

/// <summary>Chapter 1 and the table of statuses: the real server on loopback, dialled by scripted machines.</summary>
public sealed class ServerDoorTests(RpcRig rig) : IClassFixture<RpcRig>
{
    private static readonly PeerIdentity Cabinet = new PeerIdentity.Cabinet(RpcRig.Cabinet);
    private static readonly PeerIdentity Spare = new PeerIdentity.Cabinet(RpcRig.Spare);
    private static readonly PeerIdentity DocumentSystem = new PeerIdentity.DocumentSystem(RpcRig.Agency);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Rule("CL-01")]
    public async Task It_speaks_http2_over_tls_1_2_or_newer_and_nothing_else()
    {
        using TcpClient socket = new();
        await socket.ConnectAsync(rig.At.Grpc.Host, rig.At.Grpc.Port, Cancel);
        await using SslStream tls = new(socket.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ApplicationProtocols = [SslApplicationProtocol.Http11, SslApplicationProtocol.Http2],
            CertificateChainPolicy = rig.Handler(null).SslOptions.CertificateChainPolicy,
        }, Cancel);

        Assert.Equal(SslApplicationProtocol.Http2, tls.NegotiatedApplicationProtocol);
        Assert.Contains(tls.SslProtocol.ToString(), new[] { "Tls12", "Tls13" });
    }

    [Fact, Rule("CL-02")]
    public async Task A_certificate_of_another_authority_fails_the_handshake()
    {
        using GrpcChannel foreign = rig.Foreign(Cabinet);
        Assert.Equal(StatusCode.Unavailable, await Calls.Status(foreign, "Check"));
    }

    [Fact, Rule("CL-03")]
    public async Task Who_speaks_is_told_by_the_certificate()
    {
        using GrpcChannel channel = await rig.Enrolled(Spare);
        using AsyncDuplexStreamingCall<CabinetFrame, ServerFrame> stream = await Calls.Opened(channel);
        ICabinetOrders orders = rig.Services.GetRequiredService<ICabinetOrders>();
        Assert.Equal(RpcRig.Spare, orders.Find(RpcRig.Spare)?.Cabinet);
    }

    [Fact, Rule("CL-03")]
    public void No_message_of_a_cabinet_says_which_cabinet_it_is()
    {
        HashSet<MessageDescriptor> seen = [];
        Queue<MessageDescriptor> left = new([CabinetFrame.Descriptor]);
        while (left.TryDequeue(out MessageDescriptor? message))
        {
            if (!seen.Add(message)) { continue; }

            foreach (FieldDescriptor field in message.Fields.InDeclarationOrder())
            {
                Assert.DoesNotContain("cabinet_id", field.Name, StringComparison.Ordinal);
                if (field.FieldType is FieldType.Message) { left.Enqueue(field.MessageType); }
            }
        }

        Assert.Contains(Hello.Descriptor, seen);
    }

    [Theory, Rule("CL-04")]
    [InlineData("nobody", "Check", StatusCode.OK)]
    [InlineData("nobody", "Enrol", StatusCode.InvalidArgument)]
    [InlineData("nobody", "Renew", StatusCode.Unauthenticated)]
    [InlineData("nobody", "Connect", StatusCode.Unauthenticated)]
    [InlineData("nobody", "GetPacket", StatusCode.Unauthenticated)]
    [InlineData("nobody", "Forget", StatusCode.Unimplemented)]
    [InlineData("cabinet", "Connect", StatusCode.OK)]
    [InlineData("cabinet", "Renew", StatusCode.InvalidArgument)]
    [InlineData("cabinet", "GetPacket", StatusCode.PermissionDenied)]
    [InlineData("cabinet", "Forget", StatusCode.Unimplemented)]
    [InlineData("system", "Connect", StatusCode.PermissionDenied)]
    [InlineData("system", "Renew", StatusCode.InvalidArgument)]
    [InlineData("system", "GetPacket", StatusCode.NotFound)]
    public async Task Who_may_call_what(string who, string method, StatusCode expected)
    {
        using GrpcChannel channel = who switch
        {
            "nobody" => rig.Dial(null),
            "cabinet" => await rig.Enrolled(Cabinet),
            _ => await rig.Enrolled(DocumentSystem),
        };
        Assert.Equal(expected, await Calls.Status(channel, method));
    }

    [Fact, Rule("CL-87")]
    public async Task Who_does_not_say_hello_holds_up_nobody_and_is_hung_up_on()
    {
        await using MachinePort port = await MachinePort.Open(atOnce: 1, waitingMax: 0);
        NetworkStream silent = await port.Say(22, 3, 1);
        await port.Greet(Cancel);
        Task<int> end = silent.ReadAsync(new byte[1], Cancel).AsTask();
        while (!end.IsCompleted)
        {
            port.Time.Advance(FirstWords.SilenceMax);
            await Task.Yield();
        }

        Assert.Equal(0, await end);
    }

    [Theory, Rule("CL-05")]
    [InlineData(4 * 1024 * 1024, StatusCode.InvalidArgument)]
    [InlineData((4 * 1024 * 1024) + 1, StatusCode.ResourceExhausted)]
    public async Task A_message_has_4_MiB_at_most(int bytes, StatusCode expected)
    {
        using GrpcChannel channel = await rig.Enrolled(Cabinet);
        using AsyncDuplexStreamingCall<CabinetFrame, ServerFrame> stream =
            new CabinetLink.CabinetLinkClient(channel).Connect(cancellationToken: Cancel);
        await Calls.Status(() => stream.RequestStream.WriteAsync(OfSize(bytes), Cancel));
        Assert.Equal(expected, await Calls.EndOf(stream));
    }

    /// <summary>At the limit it is read, and refused only because it is no Hello.</summary>
    private static CabinetFrame OfSize(int bytes)
    {
        CabinetFrame frame = new() { Answer = new ServerCallAnswer { CorrelationId = new string('x', bytes - 32) } };
        frame.Answer.CorrelationId += new string('x', bytes - frame.CalculateSize());
        Assert.Equal(bytes, frame.CalculateSize());
        return frame;
    }

    [Fact, Rule("CL-13")]
    public async Task A_second_stream_is_let_in_and_ends_the_first_with_aborted()
    {
        using GrpcChannel channel = await rig.Enrolled(Cabinet);
        using AsyncDuplexStreamingCall<CabinetFrame, ServerFrame> older = await Calls.Opened(channel);
        using AsyncDuplexStreamingCall<CabinetFrame, ServerFrame> newer = await Calls.Opened(channel);
        Assert.Equal(StatusCode.Aborted, await Calls.EndOf(older));
        await newer.RequestStream.CompleteAsync();
        Assert.Equal(StatusCode.OK, await Calls.EndOf(newer));
    }

    [Theory, Rule("CL-60")]
    [InlineData("another frame", StatusCode.InvalidArgument)]
    [InlineData("another version", StatusCode.FailedPrecondition)]
    [InlineData("ended", StatusCode.OK)]
    public async Task A_stream_ends_with_the_status_of_the_table(string how, StatusCode expected)
    {
        using GrpcChannel channel = await rig.Enrolled(Cabinet);
        using AsyncDuplexStreamingCall<CabinetFrame, ServerFrame> stream =
            new CabinetLink.CabinetLinkClient(channel).Connect(cancellationToken: Cancel);
        if (how == "ended")
        {
            await stream.RequestStream.CompleteAsync();
        }
        else
        {
            CabinetFrame frame = how == "another frame" ? new() : new() { Hello = new Hello { ProtocolVersion = 2 } };
            await stream.RequestStream.WriteAsync(frame, Cancel);
        }

        Assert.Equal(expected, await Calls.EndOf(stream));
    }

    [Fact, Rule("CL-74")]
    public async Task A_denied_machine_is_out_of_its_stream_of_every_call_and_of_enrolment()
    {
        await using RpcRig own = new();
        await own.InitializeAsync();
        using GrpcChannel stolen = await own.Enrolled(Spare);
        using AsyncDuplexStreamingCall<CabinetFrame, ServerFrame> stream = await Calls.Opened(stolen);
        string code = await own.Code(Spare, "S-1");
        MachineDesk desk = own.Services.GetRequiredService<MachineDesk>();
        Assert.Null(await desk.Deny(RpcRig.Spare, RpcRig.Administrator, "失竊"));

        Assert.Equal(StatusCode.PermissionDenied, await Calls.EndOf(stream));
        Assert.Equal(StatusCode.PermissionDenied, await Calls.Status(stolen, "Renew"));
        Assert.Equal(StatusCode.PermissionDenied, await Calls.Status(() => own.Enrol(Spare, code)));
        (string? fresh, _) = await desk.Allow(RpcRig.Spare, RpcRig.Administrator, "S-1", "找回來了");
        using GrpcChannel back = own.Dial(await own.Enrol(Spare, fresh!));
        (await Calls.Opened(back)).Dispose();
        Assert.Equal(StatusCode.PermissionDenied, await Calls.Status(stolen, "Renew"));
    }
}
