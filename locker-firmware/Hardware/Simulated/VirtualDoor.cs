using System.Collections.Immutable;

namespace SmartLocker.Firmware.Hardware.Simulated;

/// <summary>The mechanics of one door: a hook that a coil pulls back, a spring that pops the door, switches that watch.</summary>
/// <remarks>Nothing happens by itself: <see cref="Settle"/> brings it up to a moment. Guarded by its board.</remarks>
internal sealed class VirtualDoor
{
    private static readonly TimeSpan GoodLatchNeeds = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan StickyLatchNeeds = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PopsAfter = TimeSpan.FromMilliseconds(80);
    private static readonly TimeSpan ChattersFor = TimeSpan.FromMilliseconds(200);

    private TimeSpan? _energisedAt;
    private TimeSpan? _popsAt;
    private TimeSpan _changedAt = TimeSpan.MinValue;
    private bool _hookChatter;
    private bool _reedChatter;

    public bool IsLatched { get; private set; } = true;
    public bool IsShut { get; private set; } = true;
    public int Pulses { get; private set; }
    public ImmutableSortedSet<DoorMisbehaviour> Misbehaviours { get; private set; } = [];

    public bool Is(DoorMisbehaviour misbehaviour) => Misbehaviours.Contains(misbehaviour);

    public void Misbehave(DoorMisbehaviour misbehaviour, bool on) =>
        Misbehaviours = on ? Misbehaviours.Add(misbehaviour) : Misbehaviours.Remove(misbehaviour);

    public void Energise(bool on, TimeSpan now)
    {
        Settle(now);
        Pulses += on && _energisedAt is null ? 1 : 0;
        _energisedAt = on ? _energisedAt ?? now : null;
    }

    public void Settle(TimeSpan now)
    {
        if (IsLatched && _energisedAt is { } since && now - since >= Needs)
        {
            (IsLatched, _changedAt) = (false, now);
            _popsAt = Is(DoorMisbehaviour.WornSpring) ? null : now + PopsAfter;
        }

        if (IsShut && !IsLatched && now >= _popsAt)
        {
            (IsShut, _popsAt, _changedAt) = (false, null, now);
        }
    }

    /// <summary>A person pulls: only a released door comes open.</summary>
    public bool Pull(TimeSpan now)
    {
        Settle(now);
        if (IsShut && !IsLatched)
        {
            (IsShut, _popsAt, _changedAt) = (false, null, now);
        }

        return !IsShut;
    }

    /// <summary>A person pries it open without leave.</summary>
    public void Force(TimeSpan now) => (IsLatched, IsShut, _popsAt, _changedAt) = (false, false, null, now);

    public void PushShut(TimeSpan now)
    {
        Settle(now);
        (IsShut, IsLatched, _popsAt, _changedAt) = (true, true, null, now);
    }

    public bool HookReadsLatched(TimeSpan now) =>
        Chattering(now, ref _hookChatter, Is(DoorMisbehaviour.HookStuckLatched)
            || (IsLatched && !Is(DoorMisbehaviour.HookStuckOpen)));

    public bool ReedReadsShut(TimeSpan now) =>
        Chattering(now, ref _reedChatter, Is(DoorMisbehaviour.ReedStuckShut) || (IsShut && !Is(DoorMisbehaviour.ReedStuckOpen)));

    public decimal Amps(decimal nominal) => (_energisedAt, Is(DoorMisbehaviour.CoilOpen), Is(DoorMisbehaviour.CoilShort)) switch
    {
        (null, _, _) or (_, true, _) => 0,
        (_, _, true) => nominal * 3,
        _ => nominal,
    };

    private TimeSpan Needs =>
        Is(DoorMisbehaviour.Jammed) || Is(DoorMisbehaviour.CoilOpen) || Is(DoorMisbehaviour.CoilShort) ? TimeSpan.MaxValue
        : Is(DoorMisbehaviour.StickyLatch) ? StickyLatchNeeds
        : GoodLatchNeeds;

    private bool Chattering(TimeSpan now, ref bool chatter, bool reading)
    {
        Settle(now);
        if (!Is(DoorMisbehaviour.Bouncing) || _changedAt == TimeSpan.MinValue || now - _changedAt >= ChattersFor)
        {
            return reading;
        }

        chatter = !chatter;
        return chatter;
    }
}
