using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Grpc.Core;

/// <summary>Rich status: <c>google.rpc.Status</c> in the trailer <c>grpc-status-details-bin</c>.</summary>
public static class RpcStatusExtensions
{
    /// <summary>The exception a handler throws; code and message go out in the plain trailers too.</summary>
    public static RpcException ToRpcException(this Google.Rpc.Status status) =>
        status.ToRpcException((StatusCode)status.Code, status.Message);

    public static RpcException ToRpcException(this Google.Rpc.Status status, StatusCode statusCode, string message)
    {
        Metadata trailers = new();
        trailers.SetRpcStatus(status);
        return new RpcException(new Status(statusCode, message), trailers);
    }

    /// <summary>The first detail of that type, or null.</summary>
    public static T? GetDetail<T>(this Google.Rpc.Status status) where T : class, IMessage<T>, new()
    {
        string wanted = new T().Descriptor.FullName;
        return status.Details.FirstOrDefault(detail => Any.GetTypeName(detail.TypeUrl) == wanted)?.Unpack<T>();
    }
}
