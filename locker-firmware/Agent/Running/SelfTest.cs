using System.Collections.Immutable;
using System.Text.Json;
using System.Threading.Channels;
using SmartLocker.Firmware.Agent.Configuration;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Firmware.Hardware.Io;
using SmartLocker.Firmware.Hardware.Simulated;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;

namespace SmartLocker.Firmware.Agent.Running;

/// <summary>Looks at everything that can be looked at without opening a door.</summary>
public static class SelfTest
{
    public static async Task<int> RunAsync(AgentOptions options, TextWriter output, CancellationToken stop)
    {
        ImmutableArray<SelfTestItem> items = [Journal(options), .. await DoorsAsync(options, stop)];
        if (options.Json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(new
            {
                model = options.Model.Id,
                items = items.Select(item => new { name = item.Name, result = item.Result.ToString(), detail = item.Detail }),
            }));
        }
        else
        {
            foreach (SelfTestItem item in items)
            {
                await output.WriteLineAsync($"{item.Result,-7} {item.Name}: {item.Detail}");
            }
        }

        return items.Any(item => item.Result is SelfTestResult.Failed) ? ExitCode.Found : ExitCode.Ok;
    }

    private static SelfTestItem Journal(AgentOptions options)
    {
        DataFolder folder = new(options.DataFolder);
        using JournalFile journal = JournalFile.OpenFolder(folder.Path, () => JournalId.Parse(Guid.NewGuid().ToString()));
        return new SelfTestItem(
            "journal", journal.Probe() ? SelfTestResult.Passed : SelfTestResult.Failed,
            $"{journal.LastSequence} entries verified, acknowledged up to {journal.Kept.Ack()}");
    }

    private static async Task<IEnumerable<SelfTestItem>> DoorsAsync(AgentOptions options, CancellationToken stop)
    {
        Channel<CabinetInput> reports = CabinetLoop.NewInbox();
        VirtualBoard board = new(options.Model, TimeProvider.System);
        using CabinetIo io = new(new IoCycle(board.Wire(), options.Model.Policy.SensePoll, reports.Writer, TimeProvider.System));
        CabinetInput.SensorsRead first = await reports.Reader.ReadAllAsync(stop).OfType<CabinetInput.SensorsRead>()
            .FirstAsync(stop);
        return first.Doors.Select(door =>
            new SelfTestItem($"compartment {door.Compartment}", Judge(door), $"hook {door.Hook}, door {door.Door}"));
    }

    private static SelfTestResult Judge(DoorReading door) =>
        door.Hook is Contact.Unknown || door.Door is Contact.Unknown ? SelfTestResult.Failed
        : door.Hook is Contact.Open || door.Door is Contact.Open
            ? SelfTestResult.NotRun // A door that is not shut cannot be judged.
        : SelfTestResult.Passed;
}
