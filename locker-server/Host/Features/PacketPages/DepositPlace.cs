namespace SmartLocker.Server.Features.PacketPages;

/// <summary>A cabinet at which a packet's receiver collects.</summary>
/// <param name="Largest">The largest size that it has a compartment for.</param>
public sealed record DepositPlace(CabinetId Cabinet, string Name, PacketSize Largest);
