namespace SmartLocker.Server.Core.Fleet.Desired;

/// <summary>Whether a packet may share its compartment with others of its receiver (docs/rules.md R-11).</summary>
public enum PacketSharing
{
    /// <summary>密, or its agency forbids it: nothing is laid beside it, nor it beside anything.</summary>
    Alone,

    WithReceiversOwn,
}
