using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.Extensions.Primitives;
using SmartLocker.Server.Certificates;

namespace SmartLocker.Server.Rpc.Peers;

/// <summary>Before every endpoint: machines on their port, pages on the other, each call by who may make it.</summary>
internal sealed class PeerGate(RequestDelegate next, PeerTrust trust)
{
    private const string GrpcContent = "application/grpc";

    public Task InvokeAsync(HttpContext http)
    {
        GrpcMethodMetadata? call = http.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>();
        if (!http.IsMachinePort())
        {
            return call is null ? next(http) : NotFound(http);
        }

        bool isGrpc = http.Request.ContentType?.StartsWith(GrpcContent, StringComparison.Ordinal) ?? false;
        return (isGrpc, call) switch
        {
            (false, _) => NotFound(http),
            (true, null) => Refuse(http, StatusCode.Unimplemented, $"There is no {http.Request.Path} here."),
            (true, { Method: var method }) => Admit(http, method.ServiceName, method.Name),
        };
    }

    private Task Admit(HttpContext http, string service, string method)
    {
        Peer? peer = http.Connection.ClientCertificate is { } certificate ? PeerTrust.PeerOf(certificate) : null;
        if (peer is null)
        {
            return Admission.NeedsNoCertificate(service, method)
                ? Call(http)
                : Refuse(http, RpcProblem.NobodyKnown.Code(), "This call needs a client certificate. Enrol first.");
        }

        if (trust.IsDenied(peer)) { return Refuse(http, RpcProblem.NotAllowed.Code(), $"{peer.Identity} is denied."); }
        if (!Admission.Allows(peer.Identity, service, method))
        {
            return Refuse(http, RpcProblem.NotAllowed.Code(), $"{peer.Identity} may not call {service}.{method}.");
        }

        http.Features.Set(peer);
        return Call(http);
    }

    /// <summary>Straight to the service: what signs people in on pages would wait beside every stream while it lives.</summary>
    private static Task Call(HttpContext http) => http.GetEndpoint()!.RequestDelegate!(http);

    private static Task NotFound(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>An answer that is all headers, as gRPC writes an error before any message.</summary>
    private static Task Refuse(HttpContext http, StatusCode code, string detail)
    {
        http.Response.ContentType = GrpcContent;
        http.Response.Headers["grpc-status"] = new StringValues(((int)code).ToString());
        http.Response.Headers["grpc-message"] = new StringValues(Uri.EscapeDataString(detail));
        return Task.CompletedTask;
    }
}
