using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using SmartLocker.Grpc.Tests.Protos;
using Status = Grpc.Core.Status;

namespace SmartLocker.Grpc.Tests.Support;

/// <summary>The service under test: says things back, and misbehaves when told to.</summary>
internal sealed class EchoService(EchoWitness witness) : Echo.EchoBase
{
    public override async Task<EchoReply> Say(EchoRequest request, ServerCallContext context)
    {
        await MisbehaveAsync(request.Text, context);
        foreach (Metadata.Entry entry in context.RequestHeaders.Where(
            entry => entry.Key.StartsWith("echo-", StringComparison.Ordinal)))
        {
            context.ResponseTrailers.Add(entry);
        }

        return Reply(request, 0);
    }

    public override async Task<EchoReply> Collect(IAsyncStreamReader<EchoRequest> requestStream, ServerCallContext context)
    {
        List<string> texts = [];
        await foreach (EchoRequest request in requestStream.ReadAllAsync())
        {
            await MisbehaveAsync(request.Text, context);
            texts.Add(request.Text);
        }

        return new EchoReply { Text = string.Join('|', texts), Number = texts.Count };
    }

    public override async Task Repeat(
        EchoRequest request, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        await MisbehaveAsync(request.Text, context);
        for (int number = 1; number <= request.Times; number++)
        {
            await responseStream.WriteAsync(Reply(request, number), context.CancellationToken);
            witness.Written = number;
        }
    }

    public override async Task Chat(
        IAsyncStreamReader<EchoRequest> requestStream, IServerStreamWriter<EchoReply> responseStream,
        ServerCallContext context)
    {
        await context.WriteResponseHeadersAsync(new Metadata { { "greeting", "hello" } });
        int number = 0;
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            await MisbehaveAsync(requestStream.Current.Text, context);
            await responseStream.WriteAsync(Reply(requestStream.Current, ++number));
        }
    }

    private static EchoReply Reply(EchoRequest request, int number) => new()
    {
        Text = request.Text,
        Number = number,
        Payload = request.Payload,
        At = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
    };

    private async Task MisbehaveAsync(string text, ServerCallContext context)
    {
        string[] words = text.Split(':', 3);
        switch (words[0])
        {
            case "fail":
                Metadata trailers = new() { { "why", "told to" }, { "why-bin", [0, 255, 7] } };
                throw new RpcException(new Status(System.Enum.Parse<StatusCode>(words[1]), words[2]), trailers);
            case "rich":
                throw new Google.Rpc.Status
                {
                    Code = (int)StatusCode.ResourceExhausted,
                    Message = "full",
                    Details = { Any.Pack(new ErrorInfo { Reason = "COMPARTMENT_OCCUPIED", Domain = "smartlocker.test" }) },
                }.ToRpcException();
            case "throw":
                throw new InvalidOperationException("secret of the house");
            case "wait":
                await witness.WaitForCancellationAsync(context.CancellationToken);
                break;
            case "gate":
                await witness.WaitAtGateAsync();
                break;
            case "certificate":
                AuthProperty name = context.AuthContext.PeerIdentity.Single();
                throw new RpcException(new Status(
                    StatusCode.Aborted,
                    $"{name.Name}={name.Value} {context.GetHttpContext().Connection.ClientCertificate?.Subject}"));
            case "deadline":
                throw new RpcException(new Status(
                    StatusCode.Aborted, context.Deadline.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
            case "both":
                context.ResponseTrailers.Add("by-context", "first");
                throw new RpcException(new Status(StatusCode.Aborted, "both"), new Metadata { { "by-exception", "second" } });
            case "status":
                context.Status = new Status(StatusCode.AlreadyExists, "by status");
                break;
        }
    }
}
