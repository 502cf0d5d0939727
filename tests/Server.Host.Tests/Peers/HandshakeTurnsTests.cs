using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SmartLocker.Server.Rpc.Peers;
using SmartLocker.TestKit;

namespace SmartLocker.Server.Host.Tests.Peers;

/// <summary>A city that comes back is greeted in turn, and nobody can hold up the others.</summary>
public sealed class HandshakeTurnsTests
{
    private static readonly IPAddress City = IPAddress.Parse("198.51.100.1");
    private readonly ManualTime _time = new();
    private readonly HandshakeTurns _turns;

    public HandshakeTurnsTests() => _turns = new HandshakeTurns(_time, NullLogger<HandshakeTurns>.Instance);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_comes_when_all_turns_are_taken_waits_for_one_that_ends()
    {
        HandshakeTurns.Turn?[] taken = await All();
        Task<HandshakeTurns.Turn?> first = _turns.Take(City, Cancel);
        Task<HandshakeTurns.Turn?> second = _turns.Take(City, Cancel);
        Assert.False(first.IsCompleted || second.IsCompleted);

        taken[5]!.Dispose();
        taken[5]!.Dispose();
        await first;
        Assert.False(second.IsCompleted);
    }

    [Fact]
    public async Task Who_dawdles_loses_the_turn()
    {
        await All();
        Task<HandshakeTurns.Turn?> next = _turns.Take(City, Cancel);
        _time.Advance(HandshakeTurns.TurnMax - TimeSpan.FromSeconds(1));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await next);
    }

    [Fact]
    public async Task Who_goes_away_leaves_the_line()
    {
        HandshakeTurns.Turn?[] taken = await All();
        using CancellationTokenSource gone = new();
        Task<HandshakeTurns.Turn?> left = _turns.Take(City, gone.Token);
        Task<HandshakeTurns.Turn?> behind = _turns.Take(City, Cancel);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);

        taken[0]!.Dispose();
        Assert.NotNull(await behind);
    }

    [Fact]
    public async Task A_full_line_turns_away_at_once_and_says_so_once_a_minute()
    {
        Lines lines = new();
        HandshakeTurns turns = new(_time, lines, atOnce: 1, waitingMax: 1);
        await turns.Take(City, Cancel);
        Task<HandshakeTurns.Turn?> waits = turns.Take(City, Cancel);
        for (int i = 0; i < 3; i++) { Assert.Null(await turns.Take(City, Cancel)); }

        Assert.False(waits.IsCompleted);
        Assert.Equal((3, "1 callers were turned away before their handshake: 1 wait already"),
            (turns.TurnedAway, Assert.Single(lines)));

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(await waits);
        await turns.Take(City, Cancel);
        Task<HandshakeTurns.Turn?> last = turns.Take(City, Cancel);
        Assert.Null(await turns.Take(City, Cancel));
        Assert.Equal("3 callers were turned away before their handshake: 1 wait already", lines[^1]);
        Assert.False(last.IsCompleted);
    }

    private Task<HandshakeTurns.Turn?[]> All() =>
        Task.WhenAll(Enumerable.Range(0, HandshakeTurns.AtOnce).Select(_ => _turns.Take(City, Cancel)));

    private sealed class Lines : List<string>, ILogger<HandshakeTurns>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Add(formatter(state, exception));
    }
}
