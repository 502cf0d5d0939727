using SmartLocker.Server.Certificates;
using SmartLocker.Server.Rpc.Peers;

namespace SmartLocker.Server.Host.Tests.Rpc;

/// <summary>CL-04 as a table: the gate holds it by itself, whatever the services behind it check again.</summary>
public sealed class AdmissionTests
{
    private const string Link = "smartlocker.v1.CabinetLink";
    private const string Exchange = "smartlocker.v1.DocumentExchange";
    private const string Enrolment = "smartlocker.v1.Enrolment";

    [Theory]
    [InlineData(Link, "Connect", "cabinet")]
    [InlineData(Exchange, "GetPacket", "system")]
    [InlineData(Exchange, "Submit", "system")]
    [InlineData(Exchange, "FollowEvents", "system")]
    [InlineData(Enrolment, "Renew", "cabinet system")]
    [InlineData(Enrolment, "Enrol", "nobody cabinet system")]
    [InlineData(Enrolment, "Forget", "")]
    [InlineData("grpc.health.v1.Health", "Check", "nobody cabinet system")]
    [InlineData("grpc.reflection.v1.ServerReflection", "ServerReflectionInfo", "nobody cabinet system")]
    [InlineData("grpc.reflection.v1alpha.ServerReflection", "ServerReflectionInfo", "nobody cabinet system")]
    [InlineData("smartlocker.v1.Another", "Call", "")]
    public void CL04_Each_call_is_for_those_whom_the_table_names(string service, string method, string allowed)
    {
        string[] who = allowed.Split(' ');
        PeerIdentity cabinet = new PeerIdentity.Cabinet(RpcRig.Cabinet), system = new PeerIdentity.DocumentSystem(RpcRig.Agency);
        Assert.Equal(who.Contains("nobody"), Admission.NeedsNoCertificate(service, method));
        Assert.Equal(who.Contains("cabinet"), Admission.Allows(cabinet, service, method));
        Assert.Equal(who.Contains("system"), Admission.Allows(system, service, method));
    }
}
