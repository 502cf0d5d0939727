namespace SmartLocker.Firmware.Agent.Running;

/// <summary>How full the room for the journal is. At 90 % the core stops deposits; pickups go on.</summary>
public sealed class JournalGauge(Journal.Journal journal, long budgetBytes = JournalGauge.BudgetBytes)
{
    /// <summary>Room for more than a million entries of a few hundred bytes.</summary>
    public const long BudgetBytes = 1L << 30;

    /// <summary>What the disk has left; others write to it too.</summary>
    public Func<long> FreeBytes { get; init; } = () => long.MaxValue;

    public int UsedPercent()
    {
        long size = journal.Size();
        long free = Math.Clamp(FreeBytes(), 0, budgetBytes);
        return (int)Math.Min(100, size * 100 / Math.Min(budgetBytes, size + free));
    }
}
