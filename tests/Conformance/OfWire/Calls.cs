using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.OfWire;

/// <summary>Calls by the name of their method, and how each ends.</summary>
internal static class Calls
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<StatusCode> Status(GrpcChannel channel, string method) => Status(async () =>
    {
        switch (method)
        {
            case "Check":
                await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), cancellationToken: Cancel);
                break;
            case "Enrol":
                await new Enrolment.EnrolmentClient(channel).EnrolAsync(new EnrolRequest(), cancellationToken: Cancel);
                break;
            case "Renew":
                await new Enrolment.EnrolmentClient(channel).RenewAsync(new RenewRequest(), cancellationToken: Cancel);
                break;
            case "GetPacket":
                await new DocumentExchange.DocumentExchangeClient(channel).GetPacketAsync(
                    new GetPacketRequest { PacketId = PacketId.FromDigits("000000000001").Value }, cancellationToken: Cancel);
                break;
            case "Connect":
                (await Opened(channel)).Dispose();
                break;
            default:
                Method<RenewRequest, RenewReply> unknown = new(
                    MethodType.Unary, "smartlocker.v1.CabinetLink", method,
                    Marshallers.Create(_ => [], RenewRequest.Parser.ParseFrom),
                    Marshallers.Create(_ => [], RenewReply.Parser.ParseFrom));
                await channel.CreateCallInvoker().AsyncUnaryCall(unknown, null, new CallOptions(), new RenewRequest());
                break;
        }
    });

    public static async Task<StatusCode> Status(Func<Task> call)
    {
        try
        {
            await call();
            return StatusCode.OK;
        }
        catch (RpcException ended)
        {
            return ended.StatusCode;
        }
    }

    /// <summary>A stream that is welcomed.</summary>
    public static async Task<AsyncDuplexStreamingCall<CabinetFrame, ServerFrame>> Opened(GrpcChannel channel)
    {
        AsyncDuplexStreamingCall<CabinetFrame, ServerFrame> stream =
            new CabinetLink.CabinetLinkClient(channel).Connect(cancellationToken: Cancel);
        try
        {
            await stream.RequestStream.WriteAsync((CabinetFrame)((Kit.Line.Says)Kit.CabinetLines.SaysHello()).Frame, Cancel);
        }
        catch (RpcException)
        {
            // Refused before it was written: why, the answer says.
        }

        Assert.True(await stream.ResponseStream.MoveNext(Cancel));
        Assert.NotNull(stream.ResponseStream.Current.Welcome);
        return stream;
    }

    /// <summary>How a stream ends, whatever comes before. Bounded only so that one that never ends fails its test.</summary>
    public static Task<StatusCode> EndOf(AsyncDuplexStreamingCall<CabinetFrame, ServerFrame> stream) => Status(async () =>
    {
        while (await stream.ResponseStream.MoveNext(Cancel).WaitAsync(TimeSpan.FromMinutes(1), Cancel)) { }
    });
}
