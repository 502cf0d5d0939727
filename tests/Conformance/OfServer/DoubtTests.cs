using SmartLocker.Conformance.Kit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Reconciling;
using SmartLocker.Server.Features.Reconciling;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Storage.Compliance;
using static SmartLocker.Conformance.Kit.CabinetLines;
using Kind = SmartLocker.Contracts.V1.ServerCall.CallOneofCase;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.OfServer;

/// <summary>Chapter 3, the server's end: what a Hello says against a journal, and nobody stands by.</summary>
public sealed class DoubtTests : IAsyncLifetime
{
    private readonly ScriptedJournal _journal = new();
    private ServerUnderTest _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerUnderTest.Make();
        await _server.Play(SaysHello(), HearsWelcome(1), SaysHeld(1), SaysEntries(_journal.Next(2)), HearsAck(2));
    }

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return default;
    }

    /// <summary>Fewer entries than are applied.</summary>
    private Line[] Doubted(ulong epoch, ulong held) =>
    [
        Then(_server.Connect),
        SaysHello(last: 1, held: held, epochSeen: epoch - 1),
        HearsWelcome(epoch, welcome => welcome is { Journal: V1.JournalStanding.Quarantined, Desired: null }),
    ];

    private Line[] Own(ulong epoch) =>
    [
        Then(_server.Connect),
        SaysHello(last: 2, held: 1, epochSeen: epoch - 1, change: hello => hello.LastHash = _journal.LastHash),
        HearsWelcome(epoch, welcome => welcome.Journal == V1.JournalStanding.Accepted),
        SaysHeartbeat(2),
    ];

    [Theory, Rule("CL-89")]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    public async Task A_doubted_stream_is_told_and_ordered_nothing_before_it_has_spoken_and_then_all(ulong held, ulong sent)
    {
        PendingOrder? order = null;
        await _server.Play(
        [
            .. Doubted(2, held),
            Then(() => _server.Changes()),
            HearsNothing,
            Then(async () => order = await _server.Order(new CabinetOrder.Identify())),
            HearsNothing,
            Then(async () => Assert.Equal(new OrderOutcome.Offline(), await order!.Outcome)),
            Waits(70),
            HearsHeartbeat(2),
            HearsHeartbeat(2),
            HearsNothing,
            SaysHeartbeat(1),
            HearsDesired(state => state.Version == sent && state is { BaseVersion: 0, Settings: not null }),
            SaysHeld(sent),
            Then(async () => order = await _server.Order(new CabinetOrder.Identify())),
            HearsOrder(Kind.Identify),
        ]);
    }

    [Fact, Rule("CL-90")]
    public async Task Three_doubts_that_nobody_stands_by_are_a_discrepancy_and_the_journal_is_taken_as_before()
    {
        ulong epoch = 2;
        for (int round = 0; round < 3; round++)
        {
            Assert.DoesNotContain(await Found(), finding => finding.Kind is DiscrepancyKind.JournalDoubted);

            // Twice in a row, as a cabinet that comes back: one doubt.
            await _server.Play([.. Doubted(epoch++, 1), .. Doubted(epoch++, 1), .. Own(epoch++)]);
            Assert.Equal(round + 1, (await Cabinet()).Doubts.Length);
            _server.City.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Contains(await Found(), finding => finding.Kind is DiscrepancyKind.JournalDoubted);
        await _server.Play([.. Own(epoch), SaysEntries(_journal.Next(1)), HearsAck(3, epoch)]);
        Assert.Null((await Cabinet()).Quarantine);
    }

    private async Task<IEnumerable<Finding>> Found()
    {
        CabinetOrders orders = new(new CabinetStreams(_server.City.Time), _server.City.Time);
        await new ReconcilingDesk(_server.City.Ledger, orders, _server.City.Time).Look(City.CabinetOne);
        return (await Cabinet()).Discrepancies.Select(open => open.Finding);
    }

    private async Task<Cabinet> Cabinet() => (await _server.City.Ledger.FindCabinet(City.CabinetOne))!.State;
}
