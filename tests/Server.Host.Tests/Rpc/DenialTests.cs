using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using SmartLocker.Contracts.V1;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Features.CabinetPages.Machines;

namespace SmartLocker.Server.Host.Tests.Rpc;

/// <summary>CL-74, seen from outside: a stolen controller is out at once and comes back by a new code alone.</summary>
public sealed class DenialTests : IAsyncLifetime
{
    private static readonly PeerIdentity Identity = new PeerIdentity.Cabinet(RpcRig.Spare);

    private readonly RpcRig _rig = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private MachineDesk Desk => _rig.Services.GetRequiredService<MachineDesk>();

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task CL74_The_live_stream_of_a_denied_machine_ends_and_says_why()
    {
        using GrpcChannel machine = await _rig.Enrolled(Identity);
        using AsyncDuplexStreamingCall<CabinetFrame, ServerFrame> stream = await Connected(machine);

        await Deny();

        RpcException ended = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            // Bounded only so that a stream that is never ended fails the test and does not hold it up.
            while (await stream.ResponseStream.MoveNext(Cancel).WaitAsync(TimeSpan.FromMinutes(1), Cancel)) { }
        });
        Assert.Equal(StatusCode.PermissionDenied, ended.StatusCode);
        Assert.Equal(StatusCode.PermissionDenied, await Renew(machine));
    }

    [Fact]
    public async Task CL74_A_restart_keeps_the_denial_at_the_handshake()
    {
        using X509Certificate2 stolen = await _rig.Enrol(Identity, await _rig.Code(Identity, "S-1"));
        await Deny();
        Assert.Equal(StatusCode.Unavailable, await HandshakeOf(stolen));

        await _rig.Restart();

        Assert.Equal(StatusCode.Unavailable, await HandshakeOf(stolen));
        using GrpcChannel other = await _rig.Enrolled(new PeerIdentity.Cabinet(RpcRig.Cabinet));
        Assert.Equal(StatusCode.InvalidArgument, await Renew(other));
    }

    [Fact]
    public async Task CL74_A_denied_machine_that_enrols_with_a_code_from_before_is_refused_then_and_ever_after()
    {
        string[] old = [await _rig.Code(Identity, "S-1"), await _rig.Code(Identity, "S-1")];
        await Deny();

        Assert.Equal(StatusCode.PermissionDenied, await RefusedAt(old[0]));
        (string? code, FleetRejection? refused) = await Desk.Allow(RpcRig.Spare, RpcRig.Administrator, "S-1", "找回來了");

        Assert.Null(refused);
        Assert.Equal(StatusCode.PermissionDenied, await RefusedAt(old[1]));
        using X509Certificate2 fresh = await _rig.Enrol(Identity, code!);
        using GrpcChannel machine = _rig.Dial(fresh);
        Assert.Equal(StatusCode.InvalidArgument, await Renew(machine));
        (await Connected(machine)).Dispose();
    }

    /// <summary>Whoever stole the controller has its key still: allowing the cabinet again must not let the thief in.</summary>
    [Fact]
    public async Task CL74_A_certificate_from_before_the_denial_opens_nothing_after_the_cabinet_is_allowed_again()
    {
        using X509Certificate2 stolen = await _rig.Enrol(Identity, await _rig.Code(Identity, "S-1"));
        using GrpcChannel open = _rig.Dial(stolen);
        Assert.Equal(StatusCode.InvalidArgument, await Renew(open));
        await Deny();
        Assert.NotNull((await Desk.Allow(RpcRig.Spare, RpcRig.Administrator, "S-2", "換了新的控制器")).Code);

        Assert.Equal(StatusCode.PermissionDenied, await Renew(open));
        Assert.Equal(StatusCode.Unavailable, await HandshakeOf(stolen));
        await _rig.Restart();
        Assert.Equal(StatusCode.Unavailable, await HandshakeOf(stolen));
    }

    private async Task Deny() => Assert.Null(await Desk.Deny(RpcRig.Spare, RpcRig.Administrator, "失竊"));

    private static async Task<AsyncDuplexStreamingCall<CabinetFrame, ServerFrame>> Connected(GrpcChannel machine)
    {
        AsyncDuplexStreamingCall<CabinetFrame, ServerFrame> stream =
            new CabinetLink.CabinetLinkClient(machine).Connect(cancellationToken: Cancel);
        await stream.RequestStream.WriteAsync(SessionRig.Hello(), Cancel);
        Assert.True(await stream.ResponseStream.MoveNext(Cancel));
        Assert.NotNull(stream.ResponseStream.Current.Welcome);
        return stream;
    }

    /// <summary>An empty request: INVALID_ARGUMENT says that the machine itself was let in.</summary>
    private static Task<StatusCode> Renew(GrpcChannel channel) => Status(async () =>
        await new Enrolment.EnrolmentClient(channel).RenewAsync(new RenewRequest(), cancellationToken: Cancel));

    private async Task<StatusCode> HandshakeOf(X509Certificate2 certificate)
    {
        using GrpcChannel channel = _rig.Dial(certificate);
        return await Status(async () =>
            await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), cancellationToken: Cancel));
    }

    private Task<StatusCode> RefusedAt(string code) => Status(() => _rig.Enrol(Identity, code));

    private static async Task<StatusCode> Status(Func<Task> call)
    {
        try
        {
            await call();
            return StatusCode.OK;
        }
        catch (RpcException ended)
        {
            return ended.StatusCode;
        }
    }
}
