using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Status = Grpc.Core.Status;

namespace SmartLocker.Server.Rpc;

/// <summary>Why a call ends with an error. "No" by the rules is an answer, not one of these.</summary>
internal enum RpcProblem
{
    /// <summary>The message breaks the contract; the same message will never do.</summary>
    Malformed,

    /// <summary>No certificate of ours on this connection.</summary>
    NobodyKnown,

    /// <summary>A certificate of ours that may not call this, or that is denied; or a code that does not hold.</summary>
    NotAllowed,

    NotFound,

    /// <summary>It would do, but not as things stand: another version, a retired cabinet.</summary>
    NotNow,

    /// <summary>A limit of the contract.</summary>
    TooMuch,

    /// <summary>The other end was silent for too long.</summary>
    TooLate,

    /// <summary>A newer stream of the same cabinet is there.</summary>
    TakenOver,

    /// <summary>The server stops or cannot write; worth another try.</summary>
    Unavailable,
}

/// <summary>The one table of status codes (after AIP-193).</summary>
internal static class RpcProblems
{
    public static StatusCode Code(this RpcProblem problem) => problem switch
    {
        RpcProblem.Malformed => StatusCode.InvalidArgument,
        RpcProblem.NobodyKnown => StatusCode.Unauthenticated,
        RpcProblem.NotAllowed => StatusCode.PermissionDenied,
        RpcProblem.NotFound => StatusCode.NotFound,
        RpcProblem.NotNow => StatusCode.FailedPrecondition,
        RpcProblem.TooMuch => StatusCode.ResourceExhausted,
        RpcProblem.TooLate => StatusCode.DeadlineExceeded,
        RpcProblem.TakenOver => StatusCode.Aborted,
        RpcProblem.Unavailable => StatusCode.Unavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, null),
    };

    public static RpcException ToException(this RpcProblem problem, string detail) => new(new Status(problem.Code(), detail));

    /// <summary>INVALID_ARGUMENT that also names the field, for programs (google.rpc.BadRequest).</summary>
    public static RpcException InvalidField(string field, string description)
    {
        BadRequest.Types.FieldViolation violation = new() { Field = field, Description = description };
        Google.Rpc.Status status = new()
        {
            Code = (int)StatusCode.InvalidArgument,
            Message = $"{field}: {description}",
            Details = { Any.Pack(new BadRequest { FieldViolations = { violation } }) },
        };
        return status.ToRpcException();
    }
}
