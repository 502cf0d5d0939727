namespace SmartLocker.Server.Core.Fleet.Desired;

/// <summary>Where the server believes a packet to be.</summary>
public enum PacketStanding
{
    /// <summary>May be deposited here.</summary>
    Sealed,

    /// <summary>Lies here and may be collected.</summary>
    Deposited,

    /// <summary>Lies here and may not be collected until a person has settled a question.</summary>
    Held,
}
