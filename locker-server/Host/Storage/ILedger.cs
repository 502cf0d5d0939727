using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Core.Packaging;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Storage;

/// <summary>Where the server keeps what is true: states, the history they fold from, and what waits to be sent.</summary>
/// <remarks>A commit is one transaction: all of it is durable when it returns, or none of it is there.</remarks>
public interface ILedger
{
    /// <summary>Rings after each commit; a hint, never the record.</summary>
    ChangeBell Bell { get; }

    Task<CommitOutcome> Commit(Commit commit, DateTimeOffset now);

    Task<Stored<Packet>?> FindPacket(PacketId id);
    Task<Stored<Cabinet>?> FindCabinet(CabinetId id);
    Task<Stored<DispatchedDocument>?> FindDocument(DocumentId id);
    Task<Stored<Agency>?> FindAgency(AgencyCode code);
    Task<Stored<Person>?> FindPerson(PersonId id);
    Task<Person?> FindPersonByBadge(BadgeNumber badge);

    Task<SubmissionRow?> FindSubmission(string owner, string key);

    /// <summary>The hashes of applied entries, from one sequence to another, both included.</summary>
    Task<IReadOnlyDictionary<long, string>> AppliedHashes(CabinetId cabinet, JournalId journal, long from, long upTo);

    Task<IReadOnlyList<OutboxRow>> DueNotices(DateTimeOffset now, int limit);
    Task<bool> NoticeWaits(long id);
    Task PostponeNotice(long id, DateTimeOffset until);

    /// <summary>The newest desired state made for a cabinet, or the one of a given version while it is kept.</summary>
    Task<DesiredState?> FindDesired(CabinetId cabinet, long? version);

    /// <summary>Keeps a version that is higher than the newest; false when somebody else was faster.</summary>
    Task<bool> KeepDesired(CabinetId cabinet, DesiredState state);

    ILedgerViews Views { get; }
    ILedgerVault Vault { get; }
}
