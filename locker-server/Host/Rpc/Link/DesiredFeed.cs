using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Features.Fleet;

namespace SmartLocker.Server.Rpc.Link;

/// <summary>Which version the cabinet holds, which is on its way, and whether something newer waits.</summary>
/// <remarks>
/// One document is under way at a time, so a delta always fits what the cabinet holds, and several changes travel as one (CL-34).
/// </remarks>
internal sealed class DesiredFeed(DesiredDesk desk, CabinetId cabinet, TimeProvider time)
{
    /// <summary>A cabinet that does not say in this time that it holds a document is sent the whole one.</summary>
    public static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(60);

    private HeldDesired _held = HeldDesired.None;
    private (long Version, long SentAt, bool Whole)? _underWay;
    private bool _changed;

    /// <summary>At the welcome: what the cabinet has to catch up with.</summary>
    public Task<DesiredChange?> Begin(HeldDesired held)
    {
        _held = held;
        return Next();
    }

    public Task<DesiredChange?> Changed()
    {
        _changed = true;
        return _underWay is null ? Next() : Task.FromResult<DesiredChange?>(null);
    }

    /// <summary>The cabinet holds a version durably; 0: it could not take what came and wants the whole.</summary>
    public Task<DesiredChange?> Held(long version)
    {
        bool wantsWhole = version == 0;
        if (wantsWhole && _underWay is { Whole: true })
        {
            // It cannot take the whole document either: again at the next look (CL-46), not in a circle.
            _held = HeldDesired.None;
            return Task.FromResult<DesiredChange?>(null);
        }

        bool settled = _underWay is null || _underWay.Value.Version <= version;
        _held = HeldDesired.Sent(version);
        if (wantsWhole || settled) { _underWay = null; }

        return _underWay is null && (wantsWhole || _changed) ? Next() : Task.FromResult<DesiredChange?>(null);
    }

    public Task<DesiredChange?> Tick()
    {
        if (_underWay is not { } sent || time.GetElapsedTime(sent.SentAt) < AnswerMax)
        {
            return Task.FromResult<DesiredChange?>(null);
        }

        (_underWay, _held) = (null, HeldDesired.None);
        return Next();
    }

    private async Task<DesiredChange?> Next()
    {
        _changed = false;
        DesiredChange? change = await desk.ChangeFor(cabinet, _held);
        if (change is not null) { _underWay = (VersionOf(change), time.GetTimestamp(), change is DesiredChange.Full); }
        return change;
    }

    private static long VersionOf(DesiredChange change) => change switch
    {
        DesiredChange.Full full => full.State.Version,
        DesiredChange.Delta delta => delta.Version,
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, null),
    };
}
