using Grpc.Core;
using SmartLocker.Grpc.Tests.Protos;

namespace SmartLocker.Benchmarks.Grpc;

/// <summary>A unary call at a time.</summary>
internal sealed class GrpcUnary(Echo.EchoClient client, EchoRequest message) : IEchoStream
{
    public async Task GoAsync() => await client.SayAsync(message);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>One long call: a message there, a message back.</summary>
internal sealed class GrpcDuplex(Echo.EchoClient client, EchoRequest message) : IEchoStream
{
    private readonly AsyncDuplexStreamingCall<EchoRequest, EchoReply> _call = client.Chat();

    public async Task GoAsync()
    {
        await _call.RequestStream.WriteAsync(message);
        if (!await _call.ResponseStream.MoveNext()) { throw new InvalidDataException("The echo ended early."); }
    }

    public async ValueTask DisposeAsync()
    {
        await _call.RequestStream.CompleteAsync();
        if (await _call.ResponseStream.MoveNext()) { throw new InvalidDataException("The echo says more than it heard."); }
        _call.Dispose();
    }
}
