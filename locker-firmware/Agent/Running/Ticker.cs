using System.Threading.Channels;
using SmartLocker.Firmware.Core.Cabinet;

namespace SmartLocker.Firmware.Agent.Running;

/// <summary>Tells the loop that time passes: deadlines are found by it.</summary>
public static class Ticker
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(ChannelWriter<CabinetInput> inbox, TimeProvider time, CancellationToken cancellation)
    {
        using PeriodicTimer timer = new(Every, time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            inbox.TryWrite(new CabinetInput.Tick()); // A full inbox is work enough; the next tick comes.
        }
    }
}
