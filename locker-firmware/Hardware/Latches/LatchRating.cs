using SmartLocker.HardwareSpecs.Wiring;

namespace SmartLocker.Firmware.Hardware.Latches;

/// <summary>How long, how often and at what current one kind of latch may be energised.</summary>
/// <param name="PulseMax">No pulse is longer, whoever asks.</param>
/// <param name="Rest">Between the end of a pulse and the next of the same latch.</param>
/// <param name="PerMinute">Pulses of the same latch in any minute: the coil heats up.</param>
/// <param name="NominalAmps">What one coil draws.</param>
public sealed record LatchRating(TimeSpan PulseMax, TimeSpan Rest, int PerMinute, decimal NominalAmps)
{
    /// <summary>Half to a third more than one coil draws is a short or a second coil; much less is a broken wire.</summary>
    /// <remarks>Proposal of the electrical design, to be confirmed on the bench.</remarks>
    public decimal LeastAmps => NominalAmps * 0.6m;

    /// <inheritdoc cref="LeastAmps"/>
    public decimal MostAmps => NominalAmps * 1.3m;

    /// <summary>More than this after the line went off: the driver did not let go.</summary>
    public const decimal OffAmps = 0.1m;

    /// <summary>The strictest of what the model asks for, the lock stands and the hardware allows.</summary>
    public static LatchRating Of(BankSpec bank) => new(
        Least(bank.Attempts.Max(), bank.LockType.MaxOn, bank.Gate.HardwareMaxOn),
        bank.Rest > bank.LockType.MinRest ? bank.Rest : bank.LockType.MinRest,
        bank.PerLockPerMinute,
        bank.LockType.CurrentAmps);

    private static TimeSpan Least(TimeSpan longestAttempt, TimeSpan lockMax, TimeSpan? hardwareMax) =>
        new[] { longestAttempt, lockMax, hardwareMax ?? TimeSpan.MaxValue }.Min();
}
