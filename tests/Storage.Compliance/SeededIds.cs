using System.Globalization;
using SmartLocker.Server.Storage;

namespace SmartLocker.Storage.Compliance;

/// <summary>Ids from a seed: the same seed, the same ids.</summary>
internal sealed class SeededIds(int seed) : IIdSource
{
    private readonly Random _chance = new(seed);
    private long _made;

    public string NextId() => $"id-{seed}-{Interlocked.Increment(ref _made)}";

    public string NextDigits(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => _chance.Next(10).ToString(CultureInfo.InvariantCulture)));

    public byte[] NextBytes(int count)
    {
        byte[] bytes = new byte[count];
        _chance.NextBytes(bytes);
        return bytes;
    }
}
