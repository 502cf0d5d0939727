namespace Grpc.AspNetCore.Server;

/// <summary>Options of all services of a server.</summary>
public class GrpcServiceOptions
{
    /// <summary>Bytes of one message; null means none but the address space.</summary>
    public int? MaxReceiveMessageSize { get; set; } = Wire.Protocol.ReceiveBytesMax;

    /// <summary>Bytes of one message; null means no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>Tells callers the text of unexpected exceptions. For development.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>Leaves calls of unknown services to the rest of the pipeline instead of answering UNIMPLEMENTED.</summary>
    public bool? IgnoreUnknownServices { get; set; }
}

/// <summary>Options of one service; they start as those of all services.</summary>
public class GrpcServiceOptions<TService> : GrpcServiceOptions where TService : class;
