namespace SmartLocker.Server.Core.Fleet;

/// <summary>What may be set of one cabinet.</summary>
public sealed record CabinetSettings
{
    public required string DisplayName { get; init; }

    public TimeSpan VisitIdleMax { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A two-person pickup without a call needs a desired state at most this old.</summary>
    public TimeSpan FreshFor { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A one-time code is taken while what the cabinet knows is younger than this.</summary>
    public TimeSpan CodesFreshFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Without an answer for so long the cabinet assigns by itself.</summary>
    public TimeSpan AssignWaitMax { get; init; } = TimeSpan.FromSeconds(1);

    public int SignInFailuresMax { get; init; } = 5;

    public TimeSpan SignInLockOut { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A packet goes up a size only while more than so many larger doors are free.</summary>
    public int ReserveThreshold { get; init; }
}
