using System.Collections.Immutable;

namespace SmartLocker.Codes;

/// <summary>What a one-time code says: which door of which cabinet, for whom, until when.</summary>
/// <param name="Id">128 random bits as 32 hexadecimal characters: the unit of "used once".</param>
/// <param name="Cabinet">The one cabinet that takes it.</param>
/// <param name="Openers">The one who signs in with it first.</param>
/// <param name="Number">Grows with every code of a cabinet: an older one for the same packet is worthless.</param>
public sealed record PickupCode(
    string Id, CabinetId Cabinet, int Compartment, PacketId Packet, ImmutableArray<PersonId> Openers, CodePolicy Policy,
    long Number, DateTimeOffset NotBefore, DateTimeOffset Expires)
{
    /// <summary>No code lives longer: what is withdrawn must not be carried about for weeks.</summary>
    public static readonly TimeSpan LifeMax = TimeSpan.FromHours(24);

    public const int OpenersMax = 8;
}

/// <summary>What must come on top of the code.</summary>
public enum CodePolicy
{
    /// <summary>The PIN of the person it names.</summary>
    Pin,

    /// <summary>That, and a second person with badge and PIN.</summary>
    TwoPersons,
}
