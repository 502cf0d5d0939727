namespace Grpc.Core;

/// <summary>A call that did not end with OK: thrown by a handler to say so, thrown at a client to tell it.</summary>
public class RpcException : Exception
{
    public RpcException(Status status) : this(status, new Metadata())
    {
    }

    public RpcException(Status status, string message) : this(status, new Metadata(), message)
    {
    }

    public RpcException(Status status, Metadata trailers) : this(status, trailers, status.ToString())
    {
    }

    public RpcException(Status status, Metadata trailers, string message) : base(message, status.DebugException)
    {
        Status = status;
        Trailers = trailers;
    }

    public Status Status { get; }

    public StatusCode StatusCode => Status.StatusCode;

    /// <summary>Sent after the messages; rich status detail travels here.</summary>
    public Metadata Trailers { get; }
}
