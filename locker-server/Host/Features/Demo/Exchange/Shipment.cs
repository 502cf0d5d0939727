using SmartLocker.Server.Features.Demo.City;

namespace SmartLocker.Server.Features.Demo.Exchange;

/// <summary>A sealed packet on its way through the demonstration.</summary>
internal sealed record Shipment(PacketId Packet, DemoAgency Sender, DemoAgency Receiver);
