using System.Net;

namespace SmartLocker.Server.Rpc.Peers;

/// <summary>Greets so many at once and the others in turn, each address its share (<see cref="HandshakeLine"/>).</summary>
/// <remarks>
/// When a whole city comes back, thousands of handshakes side by side would all end too late; one after the other each is done
/// before its caller gives up. Whoever dawdles loses the turn, not the connection: nobody holds up the line on purpose.
/// </remarks>
internal sealed partial class HandshakeTurns(
    TimeProvider time, ILogger<HandshakeTurns> log,
    int atOnce = HandshakeTurns.AtOnce, int waitingMax = HandshakeTurns.WaitingMax)
{
    public const int AtOnce = 24;

    /// <summary>A city of 10,000 cabinets and who else calls; what waits costs some 20 KiB.</summary>
    public const int WaitingMax = 12_000;

    /// <summary>A handshake takes two ways to the cabinet and back, and some milliseconds of work.</summary>
    public static readonly TimeSpan TurnMax = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan TellEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly HandshakeLine _line = new(atOnce, waitingMax);
    private long? _toldAt;
    private int _untold;

    /// <summary>Callers that were turned away since the start.</summary>
    public int TurnedAway { get; private set; }

    /// <summary>Waits until it is this one's turn; dispose it as soon as the handshake is over.</summary>
    /// <returns>Nothing for whom the line is too long: it is to be hung up on.</returns>
    /// <exception cref="OperationCanceledException">It went away before.</exception>
    public async Task<Turn?> Take(IPAddress from, CancellationToken gone)
    {
        Turn turn = new(this, from);
        lock (_gate)
        {
            if (_line.Join(turn) is { } away) { TurnAway((Turn)away); }
            if (turn.Standing == HandshakeLine.PlaceStanding.Turn) { turn.Begin(time); }
        }

        await using CancellationTokenRegistration leaving = gone.Register(static turn => ((Turn)turn!).Dispose(), turn);
        return await turn.Given ? turn : gone.IsCancellationRequested ? throw new OperationCanceledException(gone) : null;
    }

    private void End(Turn turn)
    {
        lock (_gate)
        {
            if (_line.Leave(turn) is { } next) { ((Turn)next).Begin(time); }
        }
    }

    /// <summary>One line in the log for many: whoever floods the port must not flood the log.</summary>
    private void TurnAway(Turn turn)
    {
        turn.Refuse();
        (TurnedAway, _untold) = (TurnedAway + 1, _untold + 1);
        if (_toldAt is { } told && time.GetElapsedTime(told) < TellEvery) { return; }

        Full(log, _untold, _line.Waiting);
        (_toldAt, _untold) = (time.GetTimestamp(), 0);
    }

    [LoggerMessage(LogLevel.Warning, "{Count} callers were turned away before their handshake: {Waiting} wait already")]
    private static partial void Full(ILogger log, int count, int waiting);

    internal sealed class Turn(HandshakeTurns turns, IPAddress from) : HandshakeLine.Place(from), IDisposable
    {
        private readonly TaskCompletionSource<bool> _given = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private ITimer? _timer;

        /// <summary>False when there is none to wait for.</summary>
        public Task<bool> Given => _given.Task;

        public void Begin(TimeProvider time)
        {
            _timer = time.CreateTimer(static turn => ((Turn)turn!).Dispose(), this, TurnMax, Timeout.InfiniteTimeSpan);
            _given.TrySetResult(true);
        }

        public void Refuse() => _given.TrySetResult(false);

        public void Dispose()
        {
            turns.End(this);
            _timer?.Dispose();
            Refuse();
        }
    }
}
