namespace SmartLocker.Server.Core.Fleet.Desired;

/// <summary>A compartment that is somebody's or out of service.</summary>
public sealed record CompartmentSetting(int Compartment, AgencyCode? FixedFor, string? OutOfServiceReason);
