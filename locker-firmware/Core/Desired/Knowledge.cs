using SmartLocker.Firmware.Core.Cabinet;

namespace SmartLocker.Firmware.Core.Desired;

/// <summary>How old what the cabinet knows may be at most: what was withdrawn since then it cannot know.</summary>
public static class Knowledge
{
    /// <summary>A clock behind the document by more than this is wrong, whatever it says of itself.</summary>
    private static readonly TimeSpan ClockError = TimeSpan.FromMinutes(5);

    /// <summary>
    /// None on a live stream on which everything wanted was taken. Else since that was last so, on the monotonic clock; after a
    /// restart since the document was made, by a wall clock that is trusted.
    /// </summary>
    /// <returns>Null: nobody can say.</returns>
    public static TimeSpan? AgeOf(CabinetState state, Uptime now) =>
        IsConfirmed(state) ? TimeSpan.Zero
        : state.ConfirmedAt is { } at ? now - at
        : state.Clock.IsTrusted && state.Clock.UtcAt(now) - state.Desired.MadeAt is var age && age > -ClockError ? age
        : null;

    /// <summary>A stream alone says nothing: its document may not have been readable.</summary>
    public static bool IsConfirmed(CabinetState state) => state.Link is { IsUp: true, IsCurrent: true };

    /// <summary>When that was last so.</summary>
    public static Uptime? ConfirmedAt(CabinetState state, Uptime now) => IsConfirmed(state) ? now : state.ConfirmedAt;

    public static bool IsYoungerThan(CabinetState state, TimeSpan limit, Uptime now) =>
        AgeOf(state, now) is { } age && age < limit;
}
