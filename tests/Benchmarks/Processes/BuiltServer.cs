using System.Diagnostics;
using System.Globalization;

namespace SmartLocker.Benchmarks.Processes;

/// <summary>The built server program's "demo", started as the README does, without building anything.</summary>
internal sealed class BuiltServer : IAsyncDisposable
{
    private static readonly TimeSpan ReadyMax = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("demo-benchmark-");

    /// <param name="configuration">Debug is what "dotnet run" of the README builds.</param>
    private BuiltServer(string configuration)
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList = { Program(configuration), "demo", "--data", _data.FullName },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        StartedAt = Stopwatch.GetTimestamp();
        _process = Process.Start(start)!;
    }

    public long StartedAt { get; }

    public TimeSpan ReadyAfter { get; private set; }

    /// <summary>The addresses of the cabinets' screens, as printed.</summary>
    public List<Uri> Kiosks { get; } = [];

    /// <summary>The agents: processes that this one started.</summary>
    public IReadOnlyList<int> AgentIds =>
    [
        .. File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/task/{_process.Id}/children"))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Id),
        .. Directory.GetDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/task"))
            .Where(task => Id(Path.GetFileName(task)) != _process.Id)
            .Select(task => File.ReadAllText(Path.Combine(task, "children")))
            .SelectMany(children => children.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(Id),
    ];

    public static bool IsBuilt(string configuration) => File.Exists(Program(configuration));

    /// <summary>Returns once it said "ready".</summary>
    public static async Task<BuiltServer> Start(string configuration)
    {
        BuiltServer server = new(configuration);
        try
        {
            using CancellationTokenSource patience = new(ReadyMax);
            await server.UntilReady(patience.Token);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks it to stop as Ctrl-C does, and waits until it has.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
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
        }

        _process.Dispose();
        _data.Delete(recursive: true);
    }

    private async Task UntilReady(CancellationToken patience)
    {
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        while (await _process.StandardError.ReadLineAsync(patience) is { } line)
        {
            if (line.StartsWith("kiosk ", StringComparison.Ordinal)) { Kiosks.Add(new Uri(line.Split(' ')[1])); }
            if (line != "ready") { continue; }

            ReadyAfter = Stopwatch.GetElapsedTime(StartedAt);
            _process.ErrorDataReceived += (_, _) => { };
            return;
        }

        throw new InvalidOperationException("The demonstration ended before it was ready.");
    }

    private static int Id(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    public static string Program(string configuration)
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "SmartLocker.sln"))) { root = root.Parent; }

        return Path.Combine(
            root?.FullName ?? throw new InvalidOperationException("Run it from the repository."),
            "locker-server", "Host", "bin", configuration, "net10.0", "SmartLocker.Server.dll");
    }
}
