using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packaging;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage.Json;

namespace SmartLocker.Server.Storage.Sqlite;

/// <summary>States read lately, by stream and version: what was decoded once is not decoded again.</summary>
/// <remarks>
/// A state of one version never changes, so nothing here can be stale. Bounded by two generations: what nobody asked for while
/// one generation filled up is forgotten.
/// </remarks>
internal sealed class StateCache(int generation)
{
    private readonly Lock _gate = new();
    private Dictionary<(string Stream, long Version), object> _young = [];
    private Dictionary<(string Stream, long Version), object> _old = [];

    public T Get<T>(string stream, long version, Func<T> decode)
        where T : class
    {
        (string, long) key = (stream, version);
        lock (_gate)
        {
            if (_young.TryGetValue(key, out object? known)) { return (T)known; }
            if (_old.TryGetValue(key, out known)) { return (T)Keep(key, known); }
        }

        T decoded = decode();
        lock (_gate) { return (T)Keep(key, decoded); }
    }

    /// <summary>
    /// A state that was just made durable: whoever asks next gets this very one, and nobody asks for the one before.
    /// </summary>
    public void Put(StreamChange change)
    {
        (object state, int events) = change switch
        {
            StreamChange.OfPacket one => ((object)one.Next, one.Events.Length),
            StreamChange.OfCabinet one => (one.Next, one.Events.Length),
            StreamChange.OfDocument one => (one.Next, one.Events.Length),
            StreamChange.OfAgency one => (one.Next, one.Events.Length),
            StreamChange.OfPerson one => (one.Next, one.Events.Length),
            _ => throw new UnreachableException($"No state in {change}."),
        };
        lock (_gate)
        {
            _young.Remove((change.Stream, change.ExpectedVersion));
            _old.Remove((change.Stream, change.ExpectedVersion));
            Keep((change.Stream, change.ExpectedVersion + events), state);
        }
    }

    public void Put(string stream, long version, object state)
    {
        lock (_gate) { Keep((stream, version), state); }
    }

    /// <summary>The state of a row that begins with id, version and state.</summary>
    public T Read<T>(SqliteDataReader row)
        where T : class =>
        Get($"{StreamNames.Kind<T>()}/{row.GetString(0)}", row.GetInt64(1), () => LedgerJson.Read<T>(row.GetString(2)));

    private object Keep((string, long) key, object state)
    {
        if (_young.Count >= generation) { (_old, _young) = (_young, []); }

        return _young[key] = state;
    }
}
