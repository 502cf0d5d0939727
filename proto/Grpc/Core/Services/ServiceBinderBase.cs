namespace Grpc.Core;

/// <summary>Is told every method of a service by the generated <c>BindService</c>.</summary>
/// <remarks>The handler is null when a server only wants to know the methods.</remarks>
public class ServiceBinderBase
{
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
        where TRequest : class where TResponse : class => throw NotTaken(method);

    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
        where TRequest : class where TResponse : class => throw NotTaken(method);

    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
        where TRequest : class where TResponse : class => throw NotTaken(method);

    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
        where TRequest : class where TResponse : class => throw NotTaken(method);

    private static NotSupportedException NotTaken(IMethod method) =>
        new($"This binder takes no {method.Type} method ({method.FullName}).");
}
