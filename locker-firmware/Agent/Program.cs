using Microsoft.AspNetCore.Connections;
using SmartLocker.Firmware.Agent.Configuration;
using SmartLocker.Firmware.Agent.Enrolment;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Running;

namespace SmartLocker.Firmware.Agent;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (CommandLine.Read(args))
        {
            case OptionsOutcome.Help:
                await Console.Out.WriteAsync(CommandLine.Help);
                return ExitCode.Ok;
            case OptionsOutcome.Bad bad:
                return await FailAsync(bad.Code, bad.Problem);
            case OptionsOutcome.Good { Options: { Simulate: false } options }:
                return await FailAsync(ExitCode.Unavailable,
                    $"No board driver for {options.Model.Controller.Board} is built into this program yet; "
                    + "--simulate runs a virtual board.");
            case OptionsOutcome.Good { Options: var options }:
                return await RunAsync(options);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static async Task<int> RunAsync(AgentOptions options)
    {
        using CancellationTokenSource stop = new();
        if (options.StopOnStdinEnd)
        {
            _ = Task.Run(async () =>
            {
                while (await Console.In.ReadLineAsync() is not null)
                {
                    // Whoever started this says nothing; that it is still there is enough.
                }

                await stop.CancelAsync();
            });
        }

        try
        {
            return options.Verb is AgentVerb.SelfTest
                ? await SelfTest.RunAsync(options, Console.Out, stop.Token)
                : await AgentRun.RunAsync(options, Console.Out, stop.Token);
        }
        catch (JournalHeldException held)
        {
            return await FailAsync(ExitCode.Held, held.Message);
        }
        catch (JournalBrokenException broken)
        {
            return await FailAsync(ExitCode.Data, broken.Message);
        }
        catch (JournalWriteException refused)
        {
            return await FailAsync(ExitCode.Held, refused.Message); // A full disk at the start: later there may be space.
        }
        catch (NotEnrolledException alone)
        {
            return await FailAsync(ExitCode.Config, alone.Message);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            return await FailAsync(ExitCode.Held, taken.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Ok; // Told to stop before it was up.
        }
    }

    private static async Task<int> FailAsync(int code, string problem)
    {
        await Console.Error.WriteLineAsync($"smartlocker-agent: {problem}");
        return code;
    }
}
