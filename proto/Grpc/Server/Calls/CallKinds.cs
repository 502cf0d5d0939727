using Grpc.Core;

namespace Grpc.Server.Calls;

/// <summary>One message in, one out.</summary>
internal sealed class UnaryCall<TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method, CallSettings settings,
    Func<TService, TRequest, ServerCallContext, Task<TResponse>> handler)
    : CallHandler<TService, TRequest, TResponse>(method, settings, handler)
    where TService : class where TRequest : class where TResponse : class
{
    protected override async Task InvokeAsync(
        TService service, RequestStream<TRequest> requests, ResponseStream<TResponse> responses,
        HttpServerCallContext context)
    {
        TRequest request = await requests.ReadOnlyOneAsync();
        TResponse response = await handler(service, request, context);
        responses.PutOnlyOne(response);
    }
}

/// <summary>Many messages in, one out.</summary>
internal sealed class ClientStreamingCall<TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method, CallSettings settings,
    Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>> handler)
    : CallHandler<TService, TRequest, TResponse>(method, settings, handler)
    where TService : class where TRequest : class where TResponse : class
{
    protected override async Task InvokeAsync(
        TService service, RequestStream<TRequest> requests, ResponseStream<TResponse> responses,
        HttpServerCallContext context)
    {
        TResponse response = await handler(service, requests, context);
        responses.PutOnlyOne(response);
    }
}

/// <summary>One message in, many out.</summary>
internal sealed class ServerStreamingCall<TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method, CallSettings settings,
    Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task> handler)
    : CallHandler<TService, TRequest, TResponse>(method, settings, handler)
    where TService : class where TRequest : class where TResponse : class
{
    protected override async Task InvokeAsync(
        TService service, RequestStream<TRequest> requests, ResponseStream<TResponse> responses,
        HttpServerCallContext context)
    {
        TRequest request = await requests.ReadOnlyOneAsync();
        await handler(service, request, responses, context);
        await responses.FlushAsync();
    }
}

/// <summary>Many messages both ways.</summary>
internal sealed class DuplexStreamingCall<TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method, CallSettings settings,
    Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task> handler)
    : CallHandler<TService, TRequest, TResponse>(method, settings, handler)
    where TService : class where TRequest : class where TResponse : class
{
    protected override async Task InvokeAsync(
        TService service, RequestStream<TRequest> requests, ResponseStream<TResponse> responses,
        HttpServerCallContext context)
    {
        await handler(service, requests, responses, context);
        await responses.FlushAsync();
    }
}
