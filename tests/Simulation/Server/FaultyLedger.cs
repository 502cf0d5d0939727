using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Core.Packaging;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Server;

/// <summary>The store as a node sees it: now and then it is away, or takes a commit and does not say so.</summary>
internal sealed class FaultyLedger(City city, ILedger ledger) : ILedger
{
    public ChangeBell Bell => ledger.Bell;
    public ILedgerViews Views => ledger.Views;
    public ILedgerVault Vault => ledger.Vault;

    public async Task<CommitOutcome> Commit(Commit commit, DateTimeOffset now)
    {
        if (city.Faults.Strikes(FaultKind.StoreAway, 0.002)) { throw new IOException("The store is away."); }
        if (city.Faults.Strikes(FaultKind.LostRace, 0.004)) { return new CommitOutcome.VersionConflict("somebody was faster"); }

        CommitOutcome outcome = await ledger.Commit(commit, now);
        return city.Faults.Strikes(FaultKind.AmbiguousCommit, 0.004)
            ? throw new IOException("Committed or not, who knows.") : outcome;
    }

    public Task<bool> KeepDesired(CabinetId cabinet, DesiredState state) => ledger.KeepDesired(cabinet, state);
    public Task<Stored<Packet>?> FindPacket(PacketId id) => ledger.FindPacket(id);
    public Task<Stored<Cabinet>?> FindCabinet(CabinetId id) => ledger.FindCabinet(id);
    public Task<Stored<DispatchedDocument>?> FindDocument(DocumentId id) => ledger.FindDocument(id);
    public Task<Stored<Agency>?> FindAgency(AgencyCode code) => ledger.FindAgency(code);
    public Task<Stored<Person>?> FindPerson(PersonId id) => ledger.FindPerson(id);
    public Task<Person?> FindPersonByBadge(BadgeNumber badge) => ledger.FindPersonByBadge(badge);
    public Task<SubmissionRow?> FindSubmission(string owner, string key) => ledger.FindSubmission(owner, key);

    public Task<IReadOnlyDictionary<long, string>> AppliedHashes(CabinetId cabinet, JournalId journal, long from, long upTo) =>
        ledger.AppliedHashes(cabinet, journal, from, upTo);

    public Task<IReadOnlyList<OutboxRow>> DueNotices(DateTimeOffset now, int limit) => ledger.DueNotices(now, limit);
    public Task<bool> NoticeWaits(long id) => ledger.NoticeWaits(id);
    public Task PostponeNotice(long id, DateTimeOffset until) => ledger.PostponeNotice(id, until);
    public Task<DesiredState?> FindDesired(CabinetId cabinet, long? version) => ledger.FindDesired(cabinet, version);
}
