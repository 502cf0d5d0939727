using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging.Abstractions;
using SmartLocker.Conformance.Kit;
using SmartLocker.Contracts.V1;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Host.Tests.Certificates;
using SmartLocker.Server.Host.Tests.Rpc;
using SmartLocker.Server.Rpc.Enrolment;
using Cities = SmartLocker.Storage.Compliance.City;

namespace SmartLocker.Conformance.OfWire;

/// <summary>Chapter 9, the server's end: codes and certificates.</summary>
public sealed class EnrolmentTests(RpcRig rig) : IClassFixture<RpcRig>
{
    private static readonly PeerIdentity Cabinet = new PeerIdentity.Cabinet(RpcRig.Cabinet);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Rule("CL-70")]
    public async Task A_code_has_128_random_bits_and_lives_15_minutes_for_one_use()
    {
        using TemporaryFolder folder = new();
        using ServerUnderTest server = await ServerUnderTest.Make();
        using CertificateAuthority authority = CertificateAuthority.Open(folder.Path, server.City.Time.GetUtcNow());
        using EnrolmentDesk desk = new(
            server.City.Ledger, authority, server.City.Time, NullLogger<EnrolmentDesk>.Instance);
        PeerIdentity one = new PeerIdentity.Cabinet(Cities.CabinetOne);
        byte[] request = RpcRig.NewKey().Request.ToByteArray();
        string[] codes = [(await desk.MakeCode(one, "S-1"))!, (await desk.MakeCode(one, "S-1"))!];

        Assert.All(codes, code => Assert.InRange(code.Count(char.IsAsciiLetterOrDigit), 26, 32));
        Assert.NotEqual(codes[0], codes[1]);
        Assert.IsType<EnrolOutcome.Enrolled>(await desk.Enrol(codes[0], "S-1", request));
        Assert.IsType<EnrolOutcome.Refused>(await desk.Enrol(codes[0], "S-1", request));
        server.City.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.IsType<EnrolOutcome.Refused>(await desk.Enrol(codes[1], "S-1", request));
    }

    [Fact, Rule("CL-71")]
    public async Task A_code_that_does_not_hold_is_refused_without_saying_why()
    {
        string other = await rig.Code(Cabinet, "S-7");
        string spent = await rig.Code(Cabinet, "S-8");
        using GrpcChannel nobody = rig.Dial(null);
        await Enrol(nobody, spent, "S-8");
        List<string> said = [];
        foreach ((string code, string serial) in new[] { ("wrong", "S-8"), (spent, "S-8"), (other, "S-8") })
        {
            RpcException refused = await Assert.ThrowsAsync<RpcException>(() => Enrol(nobody, code, serial));
            Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
            said.Add(refused.Status.Detail);
        }

        Assert.Single(said.Distinct());
    }

    [Fact, Rule("CL-71")]
    public async Task Names_in_the_request_are_ignored()
    {
        using X509Certificate2 own = await rig.Enrol(Cabinet, await rig.Code(Cabinet, "S-1"));
        Assert.Equal(Cabinet, PeerTrust.IdentityOf(own));
        Assert.DoesNotContain("CN=x", own.Subject, StringComparison.Ordinal);
    }

    [Fact, Rule("CL-72")]
    public async Task The_reply_holds_identity_chain_pepper_and_renewal_and_the_pepper_stays()
    {
        using GrpcChannel nobody = rig.Dial(null);
        EnrolReply first = await Enrol(nobody, await rig.Code(Cabinet, "S-2"), "S-2");
        EnrolReply again = await Enrol(nobody, await rig.Code(Cabinet, "S-2"), "S-2");
        Assert.Equal((RpcRig.Cabinet.Value, 32, 2), (first.Identity, first.Pepper.Length, first.CertificateChain.Count));
        Assert.Equal(first.Pepper, again.Pepper);
        Assert.NotEqual(first.CertificateChain[0], again.CertificateChain[0]);
    }

    [Fact, Rule("CL-73")]
    public async Task A_certificate_lives_7_days_is_renewed_at_half_of_that_and_the_old_one_stays_valid()
    {
        using X509Certificate2 old = await rig.Enrol(Cabinet, await rig.Code(Cabinet, "S-1"));
        using GrpcChannel channel = rig.Dial(old);
        RenewReply reply = await new Enrolment.EnrolmentClient(channel).RenewAsync(
            new RenewRequest { CertificateRequest = RpcRig.NewKey().Request }, cancellationToken: Cancel);
        using X509Certificate2 fresh = X509CertificateLoader.LoadCertificate(reply.CertificateChain[0].Span);

        TimeSpan life = fresh.NotAfter - TimeProvider.System.GetUtcNow().UtcDateTime.ToLocalTime();
        Assert.InRange(life, TimeSpan.FromDays(6.99), TimeSpan.FromDays(7));
        TimeSpan half = fresh.NotAfter.ToUniversalTime() - reply.RenewAfter.ToDateTime();
        Assert.InRange(half, TimeSpan.FromDays(3.4), TimeSpan.FromDays(3.6));
        using GrpcChannel still = rig.Dial(old);
        Assert.Equal(StatusCode.OK, await Calls.Status(still, "Connect"));
    }

    private static async Task<EnrolReply> Enrol(GrpcChannel channel, string code, string serial)
    {
        (ECDsa key, Google.Protobuf.ByteString request) = RpcRig.NewKey();
        using (key)
        {
            return await new Enrolment.EnrolmentClient(channel).EnrolAsync(
                new EnrolRequest { Code = code, SerialNumber = serial, CertificateRequest = request }, cancellationToken: Cancel);
        }
    }
}
