using System.Collections.Immutable;
using SmartLocker.Server.Core.Assignment;

namespace SmartLocker.Server.Rpc.Wire;

/// <summary>What a cabinet asks, read (closed family).</summary>
public abstract record CabinetQuestion
{
    private CabinetQuestion() { }

    public sealed record Assign(AssignRequest Request) : CabinetQuestion;
    public sealed record LookUp(PacketId Packet) : CabinetQuestion;
    public sealed record CheckSecret(PacketId Packet, ImmutableArray<PersonId> Persons) : CabinetQuestion;

    /// <summary>No question: what an order of ours asked for.</summary>
    public sealed record IssuedNonce(string Nonce) : CabinetQuestion;
}
