namespace SmartLocker.Firmware.Agent.Running;

/// <summary>How full the room for the journal is. At 90 % the core stops deposits; pickups go on.</summary>
public sealed class JournalGauge(Journal.Journal journal, long budgetBytes = JournalGauge.BudgetBytes)
{
    /// <summary>Room for more than a million entries of a few hundred bytes.</summary>
    public const long BudgetBytes = 1L << 30;

    /// <summary>What the disk has left; others write to it too.</summary>
    public Func<long> FreeBytes { get; init; } = () => long.MaxValue;

    /// <returns>All of it, when the disk does not even say how much: nothing more goes in then.</returns>
    public int UsedPercent()
    {
        try
        {
            return UsedPercent(journal.Size());
        }
        catch (IOException)
        {
            return 100;
        }
    }

    private int UsedPercent(long size)
    {
        long free = Math.Clamp(FreeBytes(), 0, budgetBytes);
        return (int)Math.Min(100, size * 100 / Math.Min(budgetBytes, size + free));
    }
}
