using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Faults;

namespace SmartLocker.Firmware.Core.Limits;

/// <summary>Somebody tries PINs, whosever they are: an alarm, and no two-person pickup for an hour.</summary>
/// <remarks>One account's own lock-out is the sign-in's. Both outlast a power cut.</remarks>
public static class Guessing
{
    /// <summary>Wrong PINs an hour at the whole cabinet.</summary>
    public const int WrongPinsPerHour = 20;

    public static readonly TimeSpan AlarmFor = TimeSpan.FromHours(1);

    public static bool IsSuspected(CabinetState state) => state.Holdings.HasFault(FaultName.PinGuessing, 0);

    public static bool IsTooMuch(LastHour hour, Uptime now) =>
        LastHour.Within(LastHour.Hour, hour.WrongPins, now) >= WrongPinsPerHour;
}
