namespace SmartLocker;

/// <summary>How large a door a packet needs. Ordered: a greater value needs a larger compartment.</summary>
public enum PacketSize { S, M, L }
