using System.Diagnostics;
using SmartLocker.Server.Features.Demo.City;

// The one place in this program that starts another: a demonstration needs real cabinets, which are processes of their own.
#pragma warning disable RS0030

namespace SmartLocker.Server.Features.Demo.Machines;

/// <summary>A cabinet's real agent with a virtual board, as a process that ends when this one does.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private const string KioskWord = "kiosk ";
    private const string ReadyWord = "ready";
    private static readonly TimeSpan ReadyMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private AgentProcess(DemoCabinet cabinet, Process process, Uri kiosk) =>
        (Cabinet, _process, Kiosk) = (cabinet, process, kiosk);

    public DemoCabinet Cabinet { get; }

    /// <summary>Its page, its socket and the virtual board.</summary>
    public Uri Kiosk { get; }

    /// <summary>Ends when the agent does, whoever ended it.</summary>
    public Task Ended => _process.WaitForExitAsync();

    public static async Task<AgentProcess> Start(DemoCabinet cabinet, AgentStart start, TimeProvider time)
    {
        Process process = new() { StartInfo = Command(cabinet, start) };
        TaskCompletionSource<Uri> kiosk = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) { ready.TrySetException(new DemoFailedException($"The agent of {cabinet.Id} ended.")); }
            else if (line.Data == ReadyWord) { ready.TrySetResult(); }
            else if (line.Data.StartsWith(KioskWord, StringComparison.Ordinal))
            {
                kiosk.TrySetResult(new Uri(line.Data[KioskWord.Length..]));
            }
        };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null) { start.Log.WriteLine($"{cabinet.Id}: {line.Data}"); }
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await ready.Task.WaitAsync(ReadyMax, time);
            return new AgentProcess(cabinet, process, await kiosk.Task.WaitAsync(ReadyMax, time));
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw new DemoFailedException($"The agent of {cabinet.Id} was not ready within {ReadyMax.TotalSeconds} s.");
        }
    }

    /// <summary>Asks it to stop, as the end of its standard input does; if it does not, it is ended.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(StopMax);
        }
        catch (TimeoutException)
        {
            _process.Kill();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        _process.Dispose();
    }

    private static ProcessStartInfo Command(DemoCabinet cabinet, AgentStart start)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "agent", "SmartLocker.Firmware.Agent");
        if (!File.Exists(program)) { throw new DemoFailedException($"There is no agent at {program}."); }

        return new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "--simulate", "--stop-on-stdin-end", "--model", cabinet.Model, "--data", start.DataFolder,
                "--server", start.Server.ToString(), "--ca", start.CaFile, "--enrol", start.Code,
                "--serial", cabinet.SerialNumber,

                // Nobody else's cabinet starts with these: they need not wait at random (CL-62).
                "--start-wait", "0",
            },
        };
    }
}

/// <summary>What an agent is told at its start.</summary>
/// <param name="Log">Gets what it writes on standard error.</param>
internal sealed record AgentStart(string DataFolder, Uri Server, string CaFile, string Code, TextWriter Log);
