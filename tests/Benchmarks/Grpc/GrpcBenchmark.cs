using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using SmartLocker.Grpc.Tests.Protos;
using SmartLocker.Grpc.Tests.Support;

namespace SmartLocker.Benchmarks.Grpc;

/// <summary>
/// gRPC round trips beside those of a bare HTTP/2 echo of the same size over the same mutual TLS, turn by turn.
/// </summary>
/// <remarks>
/// Turns alternate, so that whatever else the machine does falls on both. The promise is the duplex median.
/// </remarks>
internal static class GrpcBenchmark
{
    private const int PayloadBytes = 256;
    private const int Turns = 8;
    private const int RoundTripsPerTurn = 3000;
    private const double DuplexRatioMax = 1.5;

    public static async Task<int> Run(string[] typed)
    {
        await using WebApplication host = await EchoHost.StartAsync();
        Uri address = new(host.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        using SocketsHttpHandler handler = Handler();
        using HttpMessageInvoker http = new(handler, disposeHandler: false);
        using GrpcChannel channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = handler });

        Echo.EchoClient client = new(channel);
        EchoRequest message = new() { Payload = ByteString.CopyFrom(new byte[PayloadBytes]) };
        byte[] same = new byte[message.CalculateSize() + 5]; // With the five bytes before every message.
        Uri bare = new(address, EchoHost.BarePath);

        await Console.Out.WriteLineAsync(
            $"{same.Length} bytes each way, {Environment.ProcessorCount} cores, both ends in one process, microseconds\n"
            + "            streams   gRPC p50     p99   per s   bare p50     p99   per s   ratio p50   p99");
        bool kept = true;
        foreach (int streams in new[] { 1, 64 })
        {
            await CompareAsync(
                "unary", streams, () => Task.FromResult<IEchoStream>(new GrpcUnary(client, message)),
                () => Task.FromResult<IEchoStream>(new BareUnary(http, bare, same)));
            kept &= DuplexRatioMax >= await CompareAsync(
                "duplex", streams, () => Task.FromResult<IEchoStream>(new GrpcDuplex(client, message)),
                () => BareDuplex.OpenAsync(http, bare, same));
        }

        await Console.Out.WriteLineAsync(
            kept ? "duplex p50 within 1.5 of the bare echo" : "duplex p50 MORE than 1.5 of the bare echo");
        return kept ? 0 : 1;
    }

    private static async Task<double> CompareAsync(
        string kind, int streams, Func<Task<IEchoStream>> grpc, Func<Task<IEchoStream>> bare)
    {
        int times = Math.Max(50, RoundTripsPerTurn / streams);
        RoundTrips warmUp = new();
        await warmUp.GatherAsync(streams, times, grpc);
        await warmUp.GatherAsync(streams, times, bare);

        (RoundTrips first, RoundTrips second) = (new(), new());
        for (int turn = 0; turn < Turns; turn++)
        {
            await first.GatherAsync(streams, times, grpc);
            await second.GatherAsync(streams, times, bare);
        }

        (Figures ours, Figures theirs) = (first.Figures(), second.Figures());
        double ratio = ours.P50 / theirs.P50;
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{kind,-10}{streams,9}{ours.P50,11:F0}{ours.P99,8:F0}{ours.Rate,8:F0}"
            + $"{theirs.P50,11:F0}{theirs.P99,8:F0}{theirs.Rate,8:F0}"
            + $"{ratio,12:F2}{ours.P99 / theirs.P99,6:F2}"));
        return ratio;
    }

    private static SocketsHttpHandler Handler() => new()
    {
        EnableMultipleHttp2Connections = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificates = [TestCertificates.Client],
            RemoteCertificateValidationCallback = (_, server, _, errors) =>
                (errors & SslPolicyErrors.RemoteCertificateNameMismatch) == 0
                && server is X509Certificate2 presented && TestCertificates.IsOurs(presented),
        },
    };
}
