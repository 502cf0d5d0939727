using System.Diagnostics;
using SmartLocker.Grpc.Tests.Support;

namespace SmartLocker.Grpc.Tests.Foreign;

/// <summary>Foreign clients against our server over mutual TLS: one run of a client, all of its checks.</summary>
public abstract class ForeignClientTests(ForeignClientTests.Run run)
{
    public static TheoryData<string> Checks => new(
        "unary", "clientStreaming", "serverStreaming", "duplex", "responseHeaders", "metadata", "errorDetails",
        "richStatus", "unforeseen", "deadline", "cancel", "serverEndsFirst", "largeMessage", "tooLargeMessage", "gzip",
        "deflateIsRefused", "unknownService",
        "certificate", "health", "reflection", "reflectionAlpha");

    [Theory, MemberData(nameof(Checks))]
    public async Task A_foreign_client_is_served(string check)
    {
        IReadOnlyDictionary<string, string> results = await run.ResultsAsync(Program);
        Assert.True(results.TryGetValue(check, out string? result), $"The client did not come to '{check}': {run.Complaint}");
        Assert.Equal("ok", result);
    }

    [Fact]
    public async Task Every_check_of_the_client_is_looked_at()
    {
        IReadOnlyDictionary<string, string> results = await run.ResultsAsync(Program);
        Assert.Equal(Checks.Select(row => row.Data).Order(), results.Keys.Order());
    }

    [Fact]
    public async Task The_server_learned_that_a_foreign_client_gave_up()
    {
        await run.ResultsAsync(Program);
        await run.ServerSawCancellationAsync();
    }

    private protected abstract ProcessStartInfo Program(string address, string folder);

    /// <summary>Started by the first test that asks, shared by all of a class.</summary>
    public sealed class Run : IAsyncDisposable
    {
        private EchoServer? _server;
        private IReadOnlyDictionary<string, string>? _results;

        public string Complaint { get; private set; } = "";

        public Task ServerSawCancellationAsync() =>
            _server!.Witness.Cancelled.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);

        public async ValueTask DisposeAsync()
        {
            if (_server is not null)
            {
                await _server.DisposeAsync();
            }
        }

        internal async Task<IReadOnlyDictionary<string, string>> ResultsAsync(Func<string, string, ProcessStartInfo> program)
        {
            if (_results is not null)
            {
                return _results;
            }

            DirectoryInfo folder = Peer.WriteCertificates();
            try
            {
                program("", folder.FullName); // Skips here when the peer is missing.
                _server ??= await EchoServer.StartAsync(tls: true);
                using Process client = Process.Start(program(_server.Address.Authority, folder.FullName))!;
                Task<string> complaint = client.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
                string output = await client.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
                Complaint = await complaint;
                await client.WaitForExitAsync(TestContext.Current.CancellationToken);
                return _results = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => line.Split(' ', 2)).ToDictionary(words => words[0], words => words[1]);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
    }
}

public sealed class GrpcJsClientTests(ForeignClientTests.Run run)
    : ForeignClientTests(run), IClassFixture<ForeignClientTests.Run>
{
    private protected override ProcessStartInfo Program(string address, string folder) =>
        Peer.Node("client.js", address, folder);
}

public sealed class PythonClientTests(ForeignClientTests.Run run)
    : ForeignClientTests(run), IClassFixture<ForeignClientTests.Run>
{
    private protected override ProcessStartInfo Program(string address, string folder) =>
        Peer.Python("client.py", address, folder);
}
