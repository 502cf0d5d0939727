namespace SmartLocker.Firmware.Agent.Running;

/// <summary>How full the room for the journal is. At 90 % the core stops deposits; pickups go on.</summary>
public sealed class JournalGauge(Journal.Journal journal, long budgetBytes = JournalGauge.BudgetBytes)
{
    /// <summary>Room for more than a million entries of a few hundred bytes.</summary>
    public const long BudgetBytes = 1L << 30;

    public int UsedPercent() => (int)Math.Min(100, journal.Size() * 100 / budgetBytes);
}
