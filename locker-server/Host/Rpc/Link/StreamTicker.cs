using System.Collections.Concurrent;

namespace SmartLocker.Server.Rpc.Link;

/// <summary>Lets every stream look at its silence and its heartbeat, also one that has said nothing yet.</summary>
/// <remarks>One timer for all of them: ten thousand of their own were 10 MiB (docs/decisions/0029-many-streams.md).</remarks>
internal sealed class StreamTicker(TimeProvider time) : BackgroundService
{
    /// <summary>Each stream is asked once in as many turns, so that not all of them work at the same moment.</summary>
    private const int Turns = 20;

    private static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<LiveStream, int> _turnOf = new();
    private int _added;

    public void Add(LiveStream stream) => _turnOf[stream] = (Interlocked.Increment(ref _added) & int.MaxValue) % Turns;

    public void Remove(LiveStream stream) => _turnOf.TryRemove(stream, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(TickEvery / Turns, time);
        for (int turn = 0; await timer.WaitForNextTickAsync(stoppingToken); turn = (turn + 1) % Turns)
        {
            foreach ((LiveStream stream, int its) in _turnOf)
            {
                if (its == turn) { stream.Tick(); }
            }
        }
    }
}
