using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Reconciling;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Features.Reconciling;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Sqlite;

namespace SmartLocker.Storage.Compliance;

/// <summary>Looked at again and again, each thing that does not fit is one commit, and so is its end.</summary>
public sealed class ReconcilingStories : IDisposable
{
    private readonly SqliteLedger _ledger = new(SqliteFixture.Memory());
    private readonly Stream _stream = new();
    private readonly City _city;

    public ReconcilingStories() => _city = new City(_ledger);

    public void Dispose()
    {
        _city.Dispose();
        _ledger.Dispose();
    }

    [Fact]
    public async Task Silence_an_open_door_and_a_late_journal_are_found_in_their_time_and_end_when_they_end()
    {
        await _city.Found();
        await _city.Connect();
        ReconcilingDesk desk = new(_ledger, _stream, _city.Time);
        Assert.Equal(0, await desk.Look(City.CabinetOne));
        _stream.Shown = new LiveCabinet(City.CabinetOne, 1, Now) { HeardAt = Now, OpenCompartments = [7], LastSequence = 9 };
        Assert.Equal(0, await desk.Look(City.CabinetOne));

        _city.Time.Advance(Reconciliation.LateAfter);
        Assert.Equal([DiscrepancyKind.JournalLate], await Kinds(desk));
        _city.Time.Advance(Reconciliation.DoorOpenMax - Reconciliation.LateAfter);
        Assert.Equal([DiscrepancyKind.JournalLate, DiscrepancyKind.DoorOpen], await Kinds(desk));
        _city.Time.Advance(Reconciliation.SilentAfter - Reconciliation.DoorOpenMax);
        Assert.Equal(3, await desk.Look(City.CabinetOne));
        long before = _ledger.Bell.Cursor;
        Assert.Equal(3, await desk.Look(City.CabinetOne));
        Assert.Equal(before, _ledger.Bell.Cursor); // The same again is no commit.

        _stream.Shown = new LiveCabinet(City.CabinetOne, 2, Now) { HeardAt = Now };
        Assert.Empty(await Kinds(desk));
        Assert.Empty(await Verify.Fold(_ledger));
    }

    [Fact]
    public async Task A_cabinet_that_is_away_is_silent_from_the_server_s_start_on()
    {
        await _city.Found();
        ReconcilingDesk desk = new(_ledger, _stream, _city.Time);
        _city.Time.Advance(Reconciliation.SilentAfter - TimeSpan.FromSeconds(1));
        Assert.Empty(await Kinds(desk));
        _city.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([DiscrepancyKind.CabinetSilent], await Kinds(desk));
    }

    [Fact]
    public async Task A_promise_of_which_nothing_came_is_found_and_ends_with_the_journal_s_word()
    {
        await _city.Found();
        Welcome welcome = await _city.Connect();
        PacketId packet = await _city.SealOne();
        await _city.Ask(packet, welcome.Epoch);
        ReconcilingDesk desk = new(_ledger, _stream, _city.Time);
        _city.Time.Advance(TimeSpan.FromMinutes(10) + Reconciliation.PromiseGrace);
        _stream.Shown = new LiveCabinet(City.CabinetOne, 1, Now) { HeardAt = Now };
        Assert.Equal([DiscrepancyKind.PromiseForgotten], await Kinds(desk));
        Cabinet cabinet = (await _ledger.FindCabinet(City.CabinetOne))!.State;
        Assert.Equal((packet, City.Sender), (cabinet.Discrepancies[0].Finding.Packet, cabinet.Discrepancies[0].Finding.Owner));

        await _city.Tell(welcome.Epoch, new Server.Core.Fleet.Journal.CabinetFact.DepositAbandoned(
            packet, 0, _city.Courier.Id, Server.Core.Packets.DepositAbandonment.ByPerson, null));
        Assert.Empty(await Kinds(desk));
    }

    private DateTimeOffset Now => _city.Time.GetUtcNow();

    private async Task<IEnumerable<DiscrepancyKind>> Kinds(ReconcilingDesk desk)
    {
        await desk.Look(City.CabinetOne);
        return (await _ledger.FindCabinet(City.CabinetOne))!.State.Discrepancies.Select(open => open.Finding.Kind);
    }

    /// <summary>What a stream shows, as told; nothing is ordered here.</summary>
    private sealed class Stream : ICabinetOrders
    {
        public LiveCabinet? Shown { get; set; }

        public LiveCabinet? Find(CabinetId cabinet) => Shown;

        public DateTimeOffset? AwaySince(CabinetId cabinet) => null;

        public Task<OrderOutcome> Open(CabinetId cabinet, OpenWish wish, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<OrderOutcome> RunSelfTest(CabinetId cabinet, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<OrderOutcome> Identify(CabinetId cabinet, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task Reconnect(CabinetId cabinet) => throw new NotSupportedException();
    }
}
