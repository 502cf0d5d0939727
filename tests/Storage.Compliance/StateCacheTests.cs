using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Deciding;
using SmartLocker.Server.Storage.Sqlite;

namespace SmartLocker.Storage.Compliance;

/// <summary>What is kept in memory is what became durable, never what was only wished.</summary>
public sealed class StateCacheTests : IDisposable
{
    private readonly SqliteLedger _ledger = new(SqliteFixture.Memory());
    private readonly City _city;

    public StateCacheTests() => _city = new City(_ledger);

    public void Dispose()
    {
        _city.Dispose();
        _ledger.Dispose();
    }

    /// <summary>Both would be the same version of the same stream.</summary>
    [Fact]
    public async Task Whoever_comes_second_leaves_nothing_of_its_state_behind()
    {
        await _city.Found();
        Stored<Agency> before = (await _ledger.FindAgency(City.Sender))!;

        Assert.IsType<CommitOutcome.Committed>(await Rename(before, "第一個"));
        Assert.IsType<CommitOutcome.VersionConflict>(await Rename(before, "第二個"));

        Stored<Agency> after = (await _ledger.FindAgency(City.Sender))!;
        Assert.Equal((before.Version + 1, "第一個"), (after.Version, after.State.Name));
    }

    [Fact]
    public async Task A_desired_state_that_was_not_kept_is_never_read()
    {
        await _city.Found();
        DesiredState kept = (await _city.Desired.Refresh(City.CabinetOne))!;
        Assert.False(await _ledger.KeepDesired(City.CabinetOne, kept with { MadeAt = kept.MadeAt.AddDays(1) }));
        Assert.Equal(kept.MadeAt, (await _ledger.FindDesired(City.CabinetOne, kept.Version))!.MadeAt);
    }

    private Task<CommitOutcome> Rename(Stored<Agency> before, string name)
    {
        DateTimeOffset now = _city.Time.GetUtcNow();
        AgencyEvent renamed = new AgencyEvent.Described(before.State with { Name = name });
        return _ledger.Commit(
            new Commit { Changes = [Change.Of(before, new Recorded<AgencyEvent>(now, City.Admin, renamed))] }, now);
    }
}
