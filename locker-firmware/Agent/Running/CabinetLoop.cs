using System.Threading.Channels;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Core.Cabinet;

namespace SmartLocker.Firmware.Agent.Running;

/// <summary>The one loop that owns a cabinet's state: read an input, decide, put the facts on record, then act.</summary>
/// <remarks>
/// An effect never runs before the facts of its step are durable. When the disk refuses them, the step did not
/// happen: its state and effects are dropped, the core is told that the journal is gone, and once it takes entries
/// again every door is read anew.
/// </remarks>
public sealed partial class CabinetLoop
{
    private const int InboxMax = 256;

    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MeasureEvery = TimeSpan.FromSeconds(60);

    /// <summary>Upkeep comes in small parts, so that a scan never waits for more than one.</summary>
    private static readonly TimeSpan TendEvery = TimeSpan.FromSeconds(0.2);

    private readonly CabinetParts _parts;
    private readonly IEffectRunner _effects;
    private readonly JournalGauge _gauge;
    private readonly ILogger<CabinetLoop> _log;
    private readonly Channel<CabinetInput> _inbox;
    private readonly Queue<CabinetInput> _next = new();
    private volatile CabinetState _state;
    private bool _journalDown;
    private Uptime _lookedAt;
    private Uptime _tendAt;
    private CabinetInput.ClockHealth? _clockTold;

    public CabinetLoop(
        CabinetParts parts, CabinetState start, Channel<CabinetInput> inbox, IEffectRunner effects, ILogger<CabinetLoop> log)
    {
        (_parts, _state, _inbox, _effects, _log) = (parts, start, inbox, effects, log);
        _gauge = new JournalGauge(parts.Journal) { FreeBytes = parts.FreeBytes };
    }

    /// <summary>Called by the loop with the state it starts from and after every step that changed it.</summary>
    public Action<CabinetState>? OnChanged { get; init; }

    /// <summary>The state as the last step left it; another thread may look.</summary>
    public CabinetState State => _state;

    /// <summary>Bounded: who finds it full waits, or keeps its news until it is heard.</summary>
    public static Channel<CabinetInput> NewInbox() =>
        Channel.CreateBounded<CabinetInput>(new BoundedChannelOptions(InboxMax) { SingleReader = true });

    public async Task RunAsync(CancellationToken cancellation)
    {
        OnChanged?.Invoke(_state);
        TellClock();
        Feed(new CabinetInput.JournalHealth(Writable: true, _gauge.UsedPercent()));
        await foreach (CabinetInput input in _inbox.Reader.ReadAllAsync(cancellation))
        {
            if (input is CabinetInput.Tick)
            {
                LookAfterJournal();
                TendJournal();
                TellClock();
            }

            Feed(input);
        }

        Tend(_parts.Journal.Checkpoint); // The next start begins from here.
    }

    private void Feed(CabinetInput input)
    {
        _next.Enqueue(input);
        while (_next.TryDequeue(out CabinetInput? next))
        {
            Take(next);
        }
    }

    private void Take(CabinetInput input)
    {
        CabinetState before = _state;
        CabinetStep step = CabinetCore.Step(before, input, _parts.Clock.Step(), _parts.Model);
        if (!step.Facts.IsEmpty && !TryAppend(step))
        {
            JournalRefused(input);
            return;
        }

        _state = step.Next;
        foreach (CabinetEffect effect in step.Effects)
        {
            if (_effects.Run(effect) is { } follows)
            {
                _next.Enqueue(follows);
            }
        }

        if (!ReferenceEquals(before, step.Next))
        {
            OnChanged?.Invoke(step.Next);
        }
    }

    private bool TryAppend(CabinetStep step)
    {
        try
        {
            _parts.Journal.Append(step.Facts, _parts.Clock.Moment(offline: !_state.Link.IsUp));
            _effects.Recorded();
            return true;
        }
        catch (JournalWriteException refused)
        {
            LogJournalRefused(refused.Message);
            return false;
        }
    }

    private void JournalRefused(CabinetInput input)
    {
        if (!_journalDown && input is not CabinetInput.JournalHealth)
        {
            _next.Enqueue(new CabinetInput.JournalHealth(Writable: false, _gauge.UsedPercent()));
        }

        (_journalDown, _lookedAt) = (true, _parts.Clock.Now);
    }

    private void TellClock()
    {
        if (_parts.Clock.Health is { } health && !ReferenceEquals(health, _clockTold))
        {
            _clockTold = health;
            Feed(health);
        }
    }

    private void LookAfterJournal()
    {
        Uptime now = _parts.Clock.Now;
        if (now - _lookedAt < (_journalDown ? ProbeEvery : MeasureEvery))
        {
            return;
        }

        _lookedAt = now;
        if (_journalDown && !_parts.Journal.Probe())
        {
            return;
        }

        if (_journalDown)
        {
            _journalDown = false;
            _effects.ReadAllDoors();
            LogJournalBack();
        }

        Tend(() => _parts.Journal.Kept.KeepHour(_parts.Clock.Moment(offline: !_state.Link.IsUp)));
        Feed(new CabinetInput.JournalHealth(Writable: true, _gauge.UsedPercent()));
    }

    private void TendJournal()
    {
        Uptime now = _parts.Clock.Now;
        if (!_journalDown && now >= _tendAt)
        {
            _tendAt = now + (Tend(_parts.Journal.Tend) ? TendEvery : MeasureEvery);
        }
    }

    /// <summary>Refused, it is tried again later: what is on record is on record without it.</summary>
    private bool Tend(Action upkeep)
    {
        try
        {
            upkeep();
            return true;
        }
        catch (Exception refused) when (refused is JournalWriteException or JournalReadException)
        {
            LogNotTended(refused.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The journal's upkeep waits: {Reason}")]
    private partial void LogNotTended(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal took no entry; the step is dropped: {Reason}")]
    private partial void LogJournalRefused(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The journal takes entries again.")]
    private partial void LogJournalBack();
}
