namespace SmartLocker.Server.Rpc.Peers;

/// <summary>Greets so many at once and the others in the order in which they came.</summary>
/// <remarks>
/// When a whole city comes back, thousands of handshakes side by side would all end too late; one after the other each is done
/// before its caller gives up. Whoever dawdles loses the turn, not the connection: nobody holds up the line on purpose.
/// </remarks>
internal sealed class HandshakeTurns(TimeProvider time) : IDisposable
{
    public const int AtOnce = 64;

    /// <summary>A handshake takes two ways to the cabinet and back, and some milliseconds of work.</summary>
    public static readonly TimeSpan TurnMax = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _free = new(AtOnce);

    /// <summary>Waits until it is this one's turn; dispose it as soon as the handshake is over.</summary>
    /// <exception cref="OperationCanceledException">It went away before.</exception>
    public async Task<Turn> Take(CancellationToken gone)
    {
        await _free.WaitAsync(gone);
        return new Turn(_free, time);
    }

    public void Dispose() => _free.Dispose();

    internal sealed class Turn : IDisposable
    {
        private readonly SemaphoreSlim _free;
        private readonly ITimer _timer;
        private int _over;

        public Turn(SemaphoreSlim free, TimeProvider time)
        {
            _free = free;
            _timer = time.CreateTimer(static turn => ((Turn)turn!).Dispose(), this, TurnMax, Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _over, 1) == 1) { return; }

            _timer?.Dispose();
            _free.Release();
        }
    }
}
