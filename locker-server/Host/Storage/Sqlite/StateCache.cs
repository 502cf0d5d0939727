using Microsoft.Data.Sqlite;
using SmartLocker.Server.Storage.Json;

namespace SmartLocker.Server.Storage.Sqlite;

/// <summary>States read lately, by stream and version: what was decoded once is not decoded again.</summary>
/// <remarks>
/// A state of one version never changes, so nothing here can be stale. Bounded by two generations: what nobody asked for while one
/// generation filled up is forgotten.
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

    /// <summary>The state of a row that begins with id, version and state.</summary>
    public T Read<T>(SqliteDataReader row)
        where T : class =>
        Get($"{typeof(T).Name}/{row.GetString(0)}", row.GetInt64(1), () => LedgerJson.Read<T>(row.GetString(2)));

    private object Keep((string, long) key, object state)
    {
        if (_young.Count >= generation) { (_old, _young) = (_young, []); }

        return _young[key] = state;
    }
}
