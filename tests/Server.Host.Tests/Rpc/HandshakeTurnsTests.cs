using SmartLocker.Server.Rpc.Peers;
using SmartLocker.TestKit;

namespace SmartLocker.Server.Host.Tests.Rpc;

/// <summary>A city that comes back is greeted in its order, and nobody can hold up the others.</summary>
public sealed class HandshakeTurnsTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly HandshakeTurns _turns;

    public HandshakeTurnsTests() => _turns = new HandshakeTurns(_time);

    public void Dispose() => _turns.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_comes_when_all_turns_are_taken_waits_for_one_that_ends()
    {
        HandshakeTurns.Turn[] taken = await All();
        Task<HandshakeTurns.Turn> first = _turns.Take(Cancel);
        Task<HandshakeTurns.Turn> second = _turns.Take(Cancel);
        Assert.False(first.IsCompleted || second.IsCompleted);

        taken[5].Dispose();
        taken[5].Dispose();
        await first;
        Assert.False(second.IsCompleted);
    }

    [Fact]
    public async Task Who_dawdles_loses_the_turn()
    {
        await All();
        Task<HandshakeTurns.Turn> next = _turns.Take(Cancel);
        _time.Advance(HandshakeTurns.TurnMax - TimeSpan.FromSeconds(1));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await next;
    }

    [Fact]
    public async Task Who_goes_away_leaves_the_line()
    {
        HandshakeTurns.Turn[] taken = await All();
        using CancellationTokenSource gone = new();
        Task<HandshakeTurns.Turn> left = _turns.Take(gone.Token);
        Task<HandshakeTurns.Turn> behind = _turns.Take(Cancel);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);

        taken[0].Dispose();
        await behind;
    }

    private Task<HandshakeTurns.Turn[]> All() =>
        Task.WhenAll(Enumerable.Range(0, HandshakeTurns.AtOnce).Select(_ => _turns.Take(Cancel)));
}
