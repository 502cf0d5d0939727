using Grpc.Core;
using SmartLocker.Server.Certificates;

namespace SmartLocker.Server.Rpc.Peers;

/// <summary>Who calls, by the certificate: put there by the gate. A service called past the gate serves nobody.</summary>
internal static class PeerOfCall
{
    public static Peer Peer(this ServerCallContext context) =>
        context.GetHttpContext().Features.Get<Peer>()
        ?? throw RpcProblem.NobodyKnown.ToException("This call needs a client certificate.");

    public static CabinetId Cabinet(this ServerCallContext context) =>
        context.Peer().Identity is PeerIdentity.Cabinet { Id: var cabinet }
            ? cabinet
            : throw RpcProblem.NotAllowed.ToException("This call is for cabinets.");

    public static AgencyCode Agency(this ServerCallContext context) =>
        context.Peer().Identity is PeerIdentity.DocumentSystem { Agency: var agency }
            ? agency
            : throw RpcProblem.NotAllowed.ToException("This call is for document systems.");
}
