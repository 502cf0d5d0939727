using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using SmartLocker.Contracts.V1;
using SmartLocker.Server.Rpc.Peers;

namespace SmartLocker.Server.Rpc.Enrolment;

/// <summary>How a machine gets its certificate (CL-70 to CL-74).</summary>
internal sealed class EnrolmentService(EnrolmentDesk desk, ILogger<EnrolmentService> log)
    : Contracts.V1.Enrolment.EnrolmentBase
{
    public override Task<EnrolReply> Enrol(EnrolRequest request, ServerCallContext context) =>
        RpcIncident.Guard(log, context, async () =>
            await desk.Enrol(request.Code, request.SerialNumber, request.CertificateRequest.ToByteArray()) switch
            {
                EnrolOutcome.Enrolled enrolled => new EnrolReply
                {
                    Identity = enrolled.Identity.Name,
                    CertificateChain = { enrolled.Certificate.Chain.Select(link => ByteString.CopyFrom(link.AsSpan())) },
                    Pepper = ByteString.CopyFrom(enrolled.Pepper.AsSpan()),
                    RenewAfter = enrolled.Certificate.RenewAfter.ToTimestamp(),
                },
                EnrolOutcome.Refused => throw RpcProblem.NotAllowed.ToException("This code does not hold."),
                EnrolOutcome.BadRequest bad => throw RpcProblems.InvalidField("certificate_request", bad.Problem),
                var outcome => throw new UnreachableException(outcome.ToString()),
            });

    public override Task<RenewReply> Renew(RenewRequest request, ServerCallContext context) =>
        RpcIncident.Guard(log, context, async () =>
            await desk.Renew(context.Peer(), request.CertificateRequest.ToByteArray()) switch
            {
                EnrolOutcome.Enrolled renewed => new RenewReply
                {
                    CertificateChain = { renewed.Certificate.Chain.Select(link => ByteString.CopyFrom(link.AsSpan())) },
                    RenewAfter = renewed.Certificate.RenewAfter.ToTimestamp(),
                },
                EnrolOutcome.Refused => throw RpcProblem.NotAllowed.ToException("This machine is denied."),
                EnrolOutcome.BadRequest bad => throw RpcProblems.InvalidField("certificate_request", bad.Problem),
                var outcome => throw new UnreachableException(outcome.ToString()),
            });
}
