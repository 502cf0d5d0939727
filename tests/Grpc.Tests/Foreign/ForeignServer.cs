using System.Diagnostics;
using Grpc.Net.Client;
using SmartLocker.Grpc.Tests.Support;

namespace SmartLocker.Grpc.Tests.Foreign;

/// <summary>An echo server in another language, and our channel to it.</summary>
public sealed class ForeignServer : IDisposable
{
    private const string PortWord = "port ";
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DirectoryInfo? _certificates;
    private Process? _process;

    /// <summary>The server said that a call of it was given up.</summary>
    public Task Cancelled => _cancelled.Task;

    public void Dispose()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close(); // Tells it to end.
            if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
            {
                _process.Kill();
            }

            _process.Dispose();
        }

        _certificates?.Delete(recursive: true);
    }

    internal async Task<GrpcChannel> ChannelAsync(Func<string, ProcessStartInfo> program)
    {
        _certificates ??= Peer.WriteCertificates();
        if (_process is null)
        {
            ProcessStartInfo start = program(_certificates.FullName); // Skips here when the peer is missing.
            _process = Process.Start(start)!;
            _process.ErrorDataReceived += (_, line) => Complaints += line.Data;
            _process.BeginErrorReadLine();
            string? first = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.True(
                first?.StartsWith(PortWord, StringComparison.Ordinal), $"The foreign server did not start: {first} {Complaints}");
            Address = new Uri($"https://localhost:{first![PortWord.Length..]}");
            _ = ListenAsync(_process.StandardOutput);
        }

        return GrpcChannel.ForAddress(
            Address!,
            new GrpcChannelOptions { HttpHandler = EchoServer.Handler(TestCertificates.Client), DisposeHttpClient = true });
    }

    private Uri? Address { get; set; }

    private string Complaints { get; set; } = "";

    private async Task ListenAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (line == "cancelled")
            {
                _cancelled.TrySetResult();
            }
        }
    }
}
