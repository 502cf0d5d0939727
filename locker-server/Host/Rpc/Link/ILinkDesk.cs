using System.Collections.Immutable;
using SmartLocker.Server.Core.Assignment;
using SmartLocker.Server.Core.Fleet.Streams;
using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Core.Fleet.Journal;

namespace SmartLocker.Server.Rpc.Link;

/// <summary>Where a stream's questions are decided. Everything it answers is durable when it answers.</summary>
public interface ILinkDesk
{
    Task<GreetOutcome> Greet(CabinetId cabinet, Hello hello, DateTimeOffset now);

    Task<ApplyOutcome> Apply(CabinetId cabinet, long epoch, ImmutableArray<CabinetEntry> entries, DateTimeOffset now);

    Task<AssignAnswer> Assign(CabinetId cabinet, long epoch, AssignRequest request, DateTimeOffset now);

    Task<LookUpOutcome> LookUp(CabinetId cabinet, PacketId packet, DateTimeOffset now);

    /// <returns>Nothing when these persons may collect it now.</returns>
    Task<CallRefusal?> CheckSecret(CabinetId cabinet, SecretQuestion question, DateTimeOffset now);

    /// <summary>What turns the version a cabinet holds into the newest; nothing when it holds the newest.</summary>
    /// <param name="held">0: it holds none, or wants everything.</param>
    Task<DesiredChange?> Desired(CabinetId cabinet, long held, DateTimeOffset now);
}

/// <summary>What a new stream gets (closed family).</summary>
public abstract record GreetOutcome
{
    private GreetOutcome() { }

    /// <param name="AckedUpTo">Nothing of a journal that is quarantined.</param>
    public sealed record Welcomed(long Epoch, long AckedUpTo, bool Quarantined) : GreetOutcome;

    /// <summary>No such cabinet is registered.</summary>
    public sealed record Unknown : GreetOutcome;
}

/// <param name="Packet">What the cabinet then knows of the packet; nothing unless assigned.</param>
public sealed record AssignAnswer(AssignOutcome Outcome, ExpectedPacket? Packet);

/// <param name="Check">The id under which the check goes on record.</param>
public sealed record SecretQuestion(PacketId Packet, ImmutableArray<PersonId> Persons, string Check);
