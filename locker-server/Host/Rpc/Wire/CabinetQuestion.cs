using System.Collections.Immutable;
using SmartLocker.Server.Features.Fleet;

namespace SmartLocker.Server.Rpc.Wire;

/// <summary>What a cabinet asks, read (closed family). A nonce is no question and not among them.</summary>
internal abstract record CabinetQuestion
{
    private CabinetQuestion() { }

    public sealed record Assign(AssignQuestion Question) : CabinetQuestion;
    public sealed record LookUp(PacketId Packet) : CabinetQuestion;
    public sealed record CheckSecret(PacketId Packet, ImmutableArray<PersonId> Persons) : CabinetQuestion;
}
