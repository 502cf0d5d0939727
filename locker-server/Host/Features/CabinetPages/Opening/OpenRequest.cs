namespace SmartLocker.Server.Features.CabinetPages.Opening;

/// <summary>An opening of an occupied compartment that one administrator asked for and another has to approve.</summary>
public sealed record OpenRequest(string Id, CabinetId Cabinet, int Compartment, PersonId By, string Reason, DateTimeOffset At)
{
    /// <summary>Whoever stood at the door has gone by then.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    public bool IsOver(DateTimeOffset now) => now - At >= GoodFor;
}
