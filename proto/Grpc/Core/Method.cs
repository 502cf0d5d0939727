namespace Grpc.Core;

/// <summary>Which side of a call streams.</summary>
public enum MethodType
{
    Unary,
    ClientStreaming,
    ServerStreaming,
    DuplexStreaming,
}

/// <summary>A method without its message types.</summary>
public interface IMethod
{
    MethodType Type { get; }
    string ServiceName { get; }
    string Name { get; }
    string FullName { get; }
}

/// <summary>What both ends know of a method: its path and how its messages become bytes.</summary>
public class Method<TRequest, TResponse>(
    MethodType type, string serviceName, string name, Marshaller<TRequest> requestMarshaller,
    Marshaller<TResponse> responseMarshaller)
    : IMethod
{
    public MethodType Type { get; } = type;
    public string ServiceName { get; } = serviceName;
    public string Name { get; } = name;

    /// <summary>The path on the wire: <c>/package.Service/Method</c>.</summary>
    public string FullName { get; } = $"/{serviceName}/{name}";

    public Marshaller<TRequest> RequestMarshaller { get; } = requestMarshaller;
    public Marshaller<TResponse> ResponseMarshaller { get; } = responseMarshaller;
}
