using System.Collections.Immutable;
using SmartLocker.Server.Core.Audit;

namespace SmartLocker.Server.Core.Packets.Rules;

/// <summary>What the rules make of a command (closed family).</summary>
public abstract record PacketOutcome
{
    private PacketOutcome() { }

    /// <param name="Events">Empty when the packet was so already: the same order twice changes nothing.</param>
    public sealed record Decided(ImmutableArray<Recorded<PacketEvent>> Events) : PacketOutcome;

    public sealed record Rejected(PacketRejection Reason) : PacketOutcome;
}
