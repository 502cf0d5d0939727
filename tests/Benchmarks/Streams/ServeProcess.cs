using System.Diagnostics;
using System.Globalization;
using SmartLocker.Benchmarks.Processes;

namespace SmartLocker.Benchmarks.Streams;

/// <summary>The built server, or all cabinets, as a process of its own.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly TaskCompletionSource _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile int _welcomed;

    private ServeProcess(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (string argument in arguments) { start.ArgumentList.Add(argument); }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, said) => _welcomed = int.TryParse(said.Data, out int count) ? count : _welcomed;
        _process.ErrorDataReceived += (_, said) => Heard(said.Data);
        _process.Exited += (_, _) =>
            _listens.TrySetException(new InvalidOperationException("The server ended before it listened."));
        _process.EnableRaisingEvents = true;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>As the cabinets told last.</summary>
    public int Welcomed => _welcomed;

    public string Memory => string.Create(
        CultureInfo.InvariantCulture,
        $"{Mebibytes("VmRSS:"):F0} MiB resident ({Mebibytes("RssAnon:"):F0} its own), most {Mebibytes("VmHWM:"):F0}");

    /// <summary>Since it was started, in its own code and in the kernel's, whatever else the machine does.</summary>
    public string Processor
    {
        get
        {
            _process.Refresh();
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{_process.UserProcessorTime.TotalSeconds:F1} + {_process.PrivilegedProcessorTime.TotalSeconds:F1} s of a core");
        }
    }

    /// <summary>Returns once it listens.</summary>
    public static async Task<ServeProcess> Server(string folder, int port)
    {
        ServeProcess server = new(
            BuiltServer.Program("Release"), "serve", "--data", folder, "--port", "0",
            "--grpc-port", port.ToString(CultureInfo.InvariantCulture));
        await server._listens.Task;
        return server;
    }

    public static ServeProcess Clients(string folder, int port) => new(
        typeof(ServeProcess).Assembly.Location, StreamsClients.Verb, folder, $"https://localhost:{port}");

    public double Mebibytes(string field)
    {
        string line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/status"))
            .First(text => text.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>As Ctrl-C does.</summary>
    public async ValueTask DisposeAsync()
    {
        using Process told = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        try
        {
            await _process.WaitForExitAsync().WaitAsync(StopMax);
        }
        catch (TimeoutException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    /// <summary>What is no line about a stream that came or went is worth being read.</summary>
    private void Heard(string? line)
    {
        if (line is null) { return; }
        if (line.StartsWith("grpc ", StringComparison.Ordinal)) { _listens.TrySetResult(); }
        if (!line.StartsWith("info", StringComparison.Ordinal)) { Console.Error.WriteLine(line); }
    }
}
