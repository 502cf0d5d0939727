using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using SmartLocker.Contracts.V1;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Features.CabinetPages.Machines;

namespace SmartLocker.Server.Host.Tests.Rpc;

/// <summary>CL-02 to CL-04: who may call what, seen from outside.</summary>
public sealed class GateTests(RpcRig rig) : IClassFixture<RpcRig>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private static readonly PeerIdentity Cabinet = new PeerIdentity.Cabinet(RpcRig.Cabinet);
    private static readonly PeerIdentity DocumentSystem = new PeerIdentity.DocumentSystem(RpcRig.Agency);

    [Fact]
    public async Task Health_answers_without_a_certificate()
    {
        using GrpcChannel nobody = rig.Dial(null);
        Health.HealthClient health = new(nobody);

        foreach (string service in new[] { "", "smartlocker.v1.CabinetLink", "smartlocker.v1.Enrolment" })
        {
            HealthCheckRequest request = new() { Service = service };
            HealthCheckResponse answer = await health.CheckAsync(request, cancellationToken: Cancel);
            Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, answer.Status);
        }
    }

    [Theory]
    [InlineData("Renew")]
    [InlineData("GetPacket")]
    [InlineData("Connect")]
    public async Task Every_other_call_without_a_certificate_is_unauthenticated(string method)
    {
        using GrpcChannel nobody = rig.Dial(null);

        Assert.Equal(StatusCode.Unauthenticated, await Call(nobody, method));
    }

    [Theory]
    [InlineData("GetPacket", StatusCode.PermissionDenied)]
    [InlineData("Renew", StatusCode.InvalidArgument)]
    public async Task A_cabinet_may_renew_and_see_no_documents(string method, StatusCode expected)
    {
        using GrpcChannel cabinet = await rig.Enrolled(Cabinet);

        Assert.Equal(expected, await Call(cabinet, method));
    }

    [Theory]
    [InlineData("Connect", StatusCode.PermissionDenied)]
    [InlineData("GetPacket", StatusCode.NotFound)]
    [InlineData("Renew", StatusCode.InvalidArgument)]
    public async Task A_document_system_may_renew_and_is_no_cabinet(string method, StatusCode expected)
    {
        using GrpcChannel system = await rig.Enrolled(DocumentSystem);

        Assert.Equal(expected, await Call(system, method));
    }

    /// <summary>Refused by the gate and not by the service behind it: the answer says by whom.</summary>
    [Fact]
    public async Task The_gate_itself_refuses_what_a_certificate_is_not_for()
    {
        using GrpcChannel cabinet = await rig.Enrolled(Cabinet);
        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await new DocumentExchange.DocumentExchangeClient(cabinet).GetPacketAsync(
                new GetPacketRequest { PacketId = PacketId.FromDigits("000000000001").Value }, cancellationToken: Cancel));
        Assert.Contains("may not call", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_another_authority_fails_the_handshake()
    {
        using GrpcChannel foreign = rig.Foreign(Cabinet);

        Assert.Equal(StatusCode.Unavailable, await Call(foreign, "Health"));
    }

    [Fact]
    public async Task A_denied_machine_is_refused_at_every_call_of_a_connection_it_has_already()
    {
        PeerIdentity denied = new PeerIdentity.Cabinet(RpcRig.Spare);
        using GrpcChannel stolen = await rig.Enrolled(denied);
        Assert.Equal(StatusCode.InvalidArgument, await Call(stolen, "Renew"));

        MachineDesk desk = rig.Services.GetRequiredService<MachineDesk>();
        Assert.Null(await desk.Deny(RpcRig.Spare, RpcRig.Administrator, "失竊"));

        Assert.Equal(StatusCode.PermissionDenied, await Call(stolen, "Renew"));
    }

    [Fact]
    public async Task An_unknown_method_is_unimplemented_with_and_without_a_certificate()
    {
        Method<RenewRequest, RenewReply> unknown = new(
            MethodType.Unary, "smartlocker.v1.Enrolment", "Forget",
            Marshallers.Create(_ => [], RenewRequest.Parser.ParseFrom), Marshallers.Create(_ => [], RenewReply.Parser.ParseFrom));
        using GrpcChannel nobody = rig.Dial(null);
        using GrpcChannel cabinet = await rig.Enrolled(Cabinet);
        foreach (GrpcChannel channel in new[] { nobody, cabinet })
        {
            RpcException refused = await Assert.ThrowsAsync<RpcException>(async () =>
                await channel.CreateCallInvoker().AsyncUnaryCall(unknown, null, new CallOptions(), new RenewRequest()));
            Assert.Equal(StatusCode.Unimplemented, refused.StatusCode);
        }
    }

    [Fact]
    public async Task Pages_are_not_on_the_machines_port()
    {
        using HttpClient browser = new(rig.Handler(null)) { BaseAddress = rig.At.Grpc };
        using HttpRequestMessage request = new(HttpMethod.Get, "/sign-in") { Version = HttpVersion.Version20 };

        Assert.Equal(HttpStatusCode.NotFound, (await browser.SendAsync(request, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Calls_are_not_on_the_pages_port()
    {
        using HttpClient machine = new() { BaseAddress = rig.At.Web };
        using ByteArrayContent body = new([0, 0, 0, 0, 0]);
        body.Headers.ContentType = new("application/grpc");

        HttpResponseMessage answer = await machine.PostAsync(
            new Uri("/smartlocker.v1.Enrolment/Enrol", UriKind.Relative), body, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_code_serves_once()
    {
        string code = await rig.Code(Cabinet, "S-7");
        using GrpcChannel nobody = rig.Dial(null);
        Enrolment.EnrolmentClient enrolment = new(nobody);
        EnrolRequest request = new() { Code = code, SerialNumber = "S-7", CertificateRequest = RpcRig.NewKey().Request };

        EnrolReply reply = await enrolment.EnrolAsync(request, cancellationToken: Cancel);
        RpcException again = await Refused(enrolment, request);

        Assert.Equal("CITYHALL-1", reply.Identity);
        Assert.Equal(32, reply.Pepper.Length);
        Assert.Equal(StatusCode.PermissionDenied, again.StatusCode);
    }

    [Fact]
    public async Task A_code_serves_one_serial_number_and_is_spent_by_another()
    {
        string code = await rig.Code(Cabinet, "S-8");
        using GrpcChannel nobody = rig.Dial(null);
        Enrolment.EnrolmentClient enrolment = new(nobody);
        foreach (string serial in new[] { "S-9", "S-8" })
        {
            EnrolRequest request = new() { Code = code, SerialNumber = serial, CertificateRequest = RpcRig.NewKey().Request };
            RpcException refused = await Refused(enrolment, request);
            Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        }
    }

    [Fact]
    public async Task A_request_that_is_none_names_the_field_and_does_not_spend_the_code()
    {
        string code = await rig.Code(Cabinet, "S-10");
        using GrpcChannel nobody = rig.Dial(null);
        Enrolment.EnrolmentClient enrolment = new(nobody);
        EnrolRequest request = new() { Code = code, SerialNumber = "S-10" };

        RpcException refused = await Refused(enrolment, request);
        Google.Rpc.BadRequest? detail = refused.GetRpcStatus()?.GetDetail<Google.Rpc.BadRequest>();
        request.CertificateRequest = RpcRig.NewKey().Request;
        EnrolReply reply = await enrolment.EnrolAsync(request, cancellationToken: Cancel);

        Assert.Equal("certificate_request", Assert.Single(detail!.FieldViolations).Field);
        Assert.Equal("CITYHALL-1", reply.Identity);
    }

    [Fact]
    public async Task Enrolling_again_gives_the_same_pepper()
    {
        using GrpcChannel nobody = rig.Dial(null);
        Enrolment.EnrolmentClient enrolment = new(nobody);
        List<string> peppers = [];
        for (int round = 0; round < 2; round++)
        {
            EnrolReply reply = await enrolment.EnrolAsync(new EnrolRequest
            {
                Code = await rig.Code(Cabinet, "S-11"),
                SerialNumber = "S-11",
                CertificateRequest = RpcRig.NewKey().Request,
            }, cancellationToken: Cancel);
            peppers.Add(reply.Pepper.ToBase64());
        }

        Assert.Equal(peppers[0], peppers[1]);
    }

    private static Task<RpcException> Refused(Enrolment.EnrolmentClient enrolment, EnrolRequest request) =>
        Assert.ThrowsAsync<RpcException>(async () => await enrolment.EnrolAsync(request, cancellationToken: Cancel));

    private static async Task<StatusCode> Connect(GrpcChannel channel)
    {
        CabinetLink.CabinetLinkClient link = new(channel);
        using AsyncDuplexStreamingCall<CabinetFrame, ServerFrame> call = link.Connect(cancellationToken: Cancel);
        await call.ResponseStream.MoveNext(Cancel);
        return StatusCode.OK;
    }

    private static async Task<StatusCode> Call(GrpcChannel channel, string method)
    {
        try
        {
            switch (method)
            {
                case "Health":
                    await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), cancellationToken: Cancel);
                    break;
                case "Renew":
                    await new Enrolment.EnrolmentClient(channel).RenewAsync(new RenewRequest(), cancellationToken: Cancel);
                    break;
                case "GetPacket":
                    await new DocumentExchange.DocumentExchangeClient(channel).GetPacketAsync(
                        new GetPacketRequest { PacketId = PacketId.FromDigits("000000000001").Value }, cancellationToken: Cancel);
                    break;
                default:
                    return await Connect(channel);
            }

            return StatusCode.OK;
        }
        catch (RpcException ended)
        {
            return ended.StatusCode;
        }
    }
}
