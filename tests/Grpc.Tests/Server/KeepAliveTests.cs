using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using SmartLocker.Grpc.Tests.Protos;
using SmartLocker.Grpc.Tests.Support;

namespace SmartLocker.Grpc.Tests.Server;

/// <summary>A quiet stream stays: the server answers pings and does not count silence as slowness.</summary>
public sealed class KeepAliveTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pings_are_answered_while_a_stream_is_idle_and_the_stream_goes_on()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        TaskCompletionSource answeredOften = new();
        int answered = 0;
        using GrpcChannel channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions
        {
            DisposeHttpClient = true,
            HttpHandler = new SocketsHttpHandler
            {
                KeepAlivePingDelay = TimeSpan.FromSeconds(1),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
                ConnectCallback = async (context, cancellation) =>
                {
                    Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                    return new PingCountingStream(new NetworkStream(socket, ownsSocket: true), CountAnswer);
                },
            },
        });
        using AsyncDuplexStreamingCall<EchoRequest, EchoReply> chat =
            new Echo.EchoClient(channel).Chat(cancellationToken: Cancellation);
        await SayAsync(chat, "before");
        await answeredOften.Task.WaitAsync(Patience.Limit, Cancellation);
        await SayAsync(chat, "after");

        // Beside keep-alive the handler pings to measure the round trip, but only while data flows.
        void CountAnswer()
        {
            if (++answered == 4)
            {
                answeredOften.SetResult();
            }
        }
    }

    private static async Task SayAsync(AsyncDuplexStreamingCall<EchoRequest, EchoReply> chat, string text)
    {
        await chat.RequestStream.WriteAsync(new EchoRequest { Text = text }, Cancellation);
        Assert.True(await chat.ResponseStream.MoveNext(Cancellation));
        Assert.Equal(text, chat.ResponseStream.Current.Text);
    }
}
