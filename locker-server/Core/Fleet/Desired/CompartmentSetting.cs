namespace SmartLocker.Server.Core.Fleet.Desired;

/// <summary>A compartment that is somebody's, out of service, or was looked into.</summary>
public sealed record CompartmentSetting(int Compartment, AgencyCode? FixedFor, string? OutOfServiceReason)
{
    /// <inheritdoc cref="Fleet.Compartment.SettledUpTo"/>
    public long SettledUpTo { get; init; }
}
