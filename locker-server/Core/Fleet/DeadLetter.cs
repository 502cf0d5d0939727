namespace SmartLocker.Server.Core.Fleet;

/// <summary>An entry that is kept and could not be understood, until a person has looked into it (CL-85).</summary>
public sealed record DeadLetter(JournalId Journal, long Sequence, string Why, DateTimeOffset Since)
{
    /// <summary>The next one waits at the cabinet until somebody has looked: a flood is no journal.</summary>
    public const int Max = 32;
}
