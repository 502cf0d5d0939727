using System.Collections.Concurrent;
using SmartLocker.Server.Certificates;

namespace SmartLocker.Server.Rpc.Link;

/// <summary>The live stream of each cabinet on this node. The newest wins (CL-13).</summary>
internal sealed class CabinetStreams(TimeProvider time)
{
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly ConcurrentDictionary<CabinetId, DateTimeOffset> _heardAt = new();
    private readonly ConcurrentDictionary<CabinetId, LiveStream> _streams = new();

    public LiveStream? Find(CabinetId cabinet) => _streams.GetValueOrDefault(cabinet);

    public async Task Welcome(CabinetId cabinet, LiveStream stream)
    {
        LiveStream? older = null;
        _streams.AddOrUpdate(cabinet, stream, (_, known) =>
        {
            older = known;
            return stream;
        });
        if (older is not null && older != stream)
        {
            await older.Close(new SessionEnd(RpcProblem.TakenOver, "A newer stream of this cabinet took over."));
        }
    }

    /// <summary>Only if it is still this one: the newer stays.</summary>
    public void Leave(CabinetId cabinet, LiveStream stream)
    {
        if (stream.Live is { } live) { _heardAt[cabinet] = live.HeardAt; }

        _streams.TryRemove(new KeyValuePair<CabinetId, LiveStream>(cabinet, stream));
    }

    /// <summary>Since when nothing is heard (CL-66): at least since this server runs. Nothing while a stream lives.</summary>
    public DateTimeOffset? AwaySince(CabinetId cabinet) =>
        _streams.ContainsKey(cabinet) ? null : _heardAt.TryGetValue(cabinet, out DateTimeOffset heard) ? heard : _startedAt;

    /// <param name="concerned">Nothing (null) for all.</param>
    public void Change(IReadOnlyCollection<CabinetId>? concerned)
    {
        IEnumerable<LiveStream> told = concerned is null ? _streams.Values : concerned.Select(Find).OfType<LiveStream>();
        foreach (LiveStream stream in told) { stream.Change(); }
    }

    public async Task CloseAll(SessionEnd end)
    {
        foreach (LiveStream stream in _streams.Values) { await stream.Close(end); }
    }

    /// <summary>Ends the streams of whoever was denied meanwhile (CL-74).</summary>
    public async Task CloseDenied(Func<Peer, bool> isDenied)
    {
        foreach (LiveStream stream in _streams.Values.Where(stream => isDenied(stream.Peer)))
        {
            await stream.Close(new SessionEnd(RpcProblem.NotAllowed, $"{stream.Peer.Identity} is denied."));
        }
    }
}
