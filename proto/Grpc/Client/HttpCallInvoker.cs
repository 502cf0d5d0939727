using Grpc.Core;

namespace Grpc.Client;

/// <summary>Starts calls as HTTP/2 requests.</summary>
internal sealed class HttpCallInvoker(ClientTransport transport) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        throw new NotSupportedException(
            $"{method.FullName}: a call that blocks its thread is not supported; call {method.Name}Async.");

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        ClientCall<TRequest, TResponse> call = new(transport, method, options);
        call.Start(host, new OneMessageContent<TRequest>(call.NewFrame(), request));
        return new AsyncUnaryCall<TResponse>(
            call.ReadOnlyOneAsync(), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        ClientCall<TRequest, TResponse> call = new(transport, method, options);
        call.Start(host, new OneMessageContent<TRequest>(call.NewFrame(), request));
        return new AsyncServerStreamingCall<TResponse>(
            call, call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        ClientCall<TRequest, TResponse> call = new(transport, method, options);
        ClientStreamWriter<TRequest, TResponse> writer = StartStream(call, host, options);
        return new AsyncClientStreamingCall<TRequest, TResponse>(
            writer, call.ReadOnlyOneAsync(), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        ClientCall<TRequest, TResponse> call = new(transport, method, options);
        ClientStreamWriter<TRequest, TResponse> writer = StartStream(call, host, options);
        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            writer, call, call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    private static ClientStreamWriter<TRequest, TResponse> StartStream<TRequest, TResponse>(
        ClientCall<TRequest, TResponse> call, string? host, CallOptions options)
            where TRequest : class where TResponse : class
    {
        StreamContent content = new(call.Finished);
        call.Start(host, content);
        return new ClientStreamWriter<TRequest, TResponse>(call, content) { WriteOptions = options.WriteOptions };
    }
}
