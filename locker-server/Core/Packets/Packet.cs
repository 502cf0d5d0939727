using System.Collections.Immutable;

namespace SmartLocker.Server.Core.Packets;

/// <summary>One sealed cover from one sender to one receiver (併封), and where it is.</summary>
/// <remarks>State only, folded from its events by <see cref="Rules.PacketFold"/>; the rules are in <see
/// cref="Rules.PacketRules"/>.</remarks>
public sealed record Packet
{
    public required PacketId Id { get; init; }

    public required AgencyCode Sender { get; init; }

    public required AgencyCode Receiver { get; init; }

    public required Secrecy Secrecy { get; init; }

    /// <summary>Stated by the clerk when sealing.</summary>
    public PacketSize Size { get; init; }

    /// <summary>Who may open a 密 packet; empty for others.</summary>
    public ImmutableSortedSet<PersonId> Openers { get; init; } = [];

    public ImmutableArray<Enclosure> Enclosures { get; init; } = [];

    /// <summary>How far it came, whatever is wrong with it: never <see cref="PacketStage.Exception"/>.</summary>
    public PacketStage Progress { get; init; }

    public PacketPlace Place { get; init; } = new PacketPlace.AtOrigin();

    /// <summary>The open ones, oldest first.</summary>
    public ImmutableArray<PacketException> Exceptions { get; init; } = [];

    /// <summary>How many were ever raised: the next one's number is one higher.</summary>
    public int ExceptionsRaised { get; init; }

    /// <summary>How often it was deposited; tells one deposit's notifications from another's.</summary>
    public int Deposits { get; init; }

    /// <summary>The release behind the last deposit and the last pickup: the same fact again changes nothing.</summary>
    public CommandId? DepositedBy { get; init; }

    /// <inheritdoc cref="DepositedBy"/>
    public CommandId? PickedUpBy { get; init; }

    public required PacketTimes Times { get; init; }

    /// <summary>What lists show: an open exception hides the progress.</summary>
    public PacketStage Stage => Exceptions.IsEmpty ? Progress : PacketStage.Exception;

    /// <summary>The most urgent enclosure's.</summary>
    public Urgency Urgency => Enclosures.IsEmpty ? Urgency.Ordinary : Enclosures.Max(enclosure => enclosure.Urgency);

    /// <summary>Must lie alone and be collected by two (docs/rules.md ).</summary>
    public bool IsConfidential => Secrecy == Secrecy.Confidential;
}
