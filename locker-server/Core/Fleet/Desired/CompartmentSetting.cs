using System.Collections.Immutable;

namespace SmartLocker.Server.Core.Fleet.Desired;

/// <summary>A compartment that is somebody's, out of service, or was looked into.</summary>
public sealed record CompartmentSetting(int Compartment, AgencyCode? FixedFor, string? OutOfServiceReason)
{
    /// <inheritdoc cref="Fleet.Compartment.SettledUpTo"/>
    public long SettledUpTo { get; init; }

    /// <summary>
    /// What lies here on record and is not in the document otherwise, such as a label that this server does not know: the
    /// cabinet must not take it for gone.
    /// </summary>
    public ImmutableArray<PacketId> Unlisted { get; init; } = [];

    public bool Equals(CompartmentSetting? other) =>
        other is not null
        && (Compartment, FixedFor, OutOfServiceReason, SettledUpTo)
            == (other.Compartment, other.FixedFor, other.OutOfServiceReason, other.SettledUpTo)
        && Unlisted.SequenceEqual(other.Unlisted);

    public override int GetHashCode() => HashCode.Combine(Compartment, SettledUpTo, Unlisted.Length);
}
