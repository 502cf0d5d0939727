namespace SmartLocker.Server.Features.Demo.City;

/// <summary>A cabinet of the demonstration.</summary>
internal sealed record DemoCabinet(CabinetId Id, string Name, string Model, string SerialNumber);
