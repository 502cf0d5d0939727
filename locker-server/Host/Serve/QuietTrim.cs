namespace SmartLocker.Server.Serve;

/// <summary>Gives back what a busy time needed, such as the return of a whole city, as soon as it is over.</summary>
/// <remarks>
/// A collection that packs the whole heap stops everything for as long as a second on a full server; so it happens twice for
/// each busy time that took much, and only when the memory has stopped growing.
/// </remarks>
internal sealed class QuietTrim(TimeProvider time) : BackgroundService
{
    private const long MuchBytes = 48 * 1024 * 1024;

    /// <summary>What ten thousand silent streams let fall between two looks and two collections.</summary>
    private const long StillBytes = 24 * 1024 * 1024;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        FilePages files = new();
        (long settled, long before) = (Environment.WorkingSet, 0);
        bool again = false;
        using PeriodicTimer timer = new(LookEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                long now = Environment.WorkingSet;
                bool due = IsDue(settled, before, now);
                // Twice: buffers of the busy time are let go a while after it, and what is unwritten in files at two looks is not
                // just being loaded.
                if (due || again)
                {
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                    NativeMemory.GiveBack();
                    files.Drop();
                    settled = now = Environment.WorkingSet;
                }

                (again, before) = (due, now);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <param name="settled">Resident after the last trim.</param>
    /// <param name="before">Resident at the look before.</param>
    internal static bool IsDue(long settled, long before, long now) =>
        now - settled >= MuchBytes && now - before <= StillBytes;
}
