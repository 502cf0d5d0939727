using System.Collections.Immutable;

namespace SmartLocker.Server.Core.Packets.Rules;

/// <summary>What a cabinet says about a packet that was taken out.</summary>
/// <param name="Persons">Everybody who was signed in, the one who acted first.</param>
public sealed record PickupReport(
    CabinetId Cabinet, int Compartment, ImmutableArray<PersonId> Persons, CommandId Command, SealState Seal);
