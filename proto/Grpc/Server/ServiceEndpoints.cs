using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Server.Calls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Grpc.Server;

/// <summary>One endpoint per method of a service, found through its generated base class.</summary>
internal sealed class ServiceEndpoints<TService>(IEndpointRouteBuilder routes, CallSettings settings) : ServiceBinderBase
    where TService : class
{
    private readonly List<IEndpointConventionBuilder> _mapped = [];
    private readonly HashSet<string> _serviceNames = new(StringComparer.Ordinal);

    public GrpcServiceEndpointConventionBuilder Map()
    {
        BindServiceMethodAttribute bind = typeof(TService).GetCustomAttribute<BindServiceMethodAttribute>(inherit: true)
            ?? throw new InvalidOperationException(
                $"{typeof(TService).Name} does not derive from a generated service base class.");
        MethodInfo bindMethod = bind.BindType
            .GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
            .Single(one => one.Name == bind.BindMethodName
                && one.GetParameters() is [{ ParameterType: var binder }, _] && binder == typeof(ServiceBinderBase));

        // Without a service object: the methods are told, their handlers are this class's business.
        bindMethod.Invoke(null, [this, null]);
        UnknownCalls.Map(routes, _serviceNames);
        return new GrpcServiceEndpointConventionBuilder(_mapped);
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var run = Handler<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>(method);
        MapMethod(method, new UnaryCall<TService, TRequest, TResponse>(method, settings, run));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var run = Handler<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>(method);
        MapMethod(method, new ClientStreamingCall<TService, TRequest, TResponse>(method, settings, run));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var run = Handler<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(method);
        MapMethod(method, new ServerStreamingCall<TService, TRequest, TResponse>(method, settings, run));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var run = Handler<
            Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(method);
        MapMethod(method, new DuplexStreamingCall<TService, TRequest, TResponse>(method, settings, run));
    }

    private static TDelegate Handler<TDelegate>(IMethod method) where TDelegate : Delegate =>
        HandlerMethod(method, typeof(TDelegate).GetGenericArguments()[1..^1]).CreateDelegate<TDelegate>();

    private static MethodInfo HandlerMethod(IMethod method, Type[] parameters) =>
        typeof(TService).GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance, parameters)
        ?? throw new InvalidOperationException($"{typeof(TService).Name} has no method {method.Name} for {method.FullName}.");

    private void MapMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, CallHandler<TService, TRequest, TResponse> call)
        where TRequest : class where TResponse : class
    {
        _serviceNames.Add(method.ServiceName);
        IEndpointConventionBuilder endpoint = routes.MapMethods(method.FullName, [HttpMethods.Post], call.HandleAsync);
        endpoint.Add(built =>
        {
            built.DisplayName = $"gRPC - {method.FullName}";
            built.Metadata.Add(new GrpcMethodMetadata(typeof(TService), method));
            foreach (object attribute in typeof(TService).GetCustomAttributes(inherit: true).Concat(call.Attributes))
            {
                built.Metadata.Add(attribute);
            }
        });
        _mapped.Add(endpoint);
    }
}
