using System.Globalization;
using SmartLocker.Server.Storage;

namespace SmartLocker.CrashPoints.Tests.World;

/// <summary>Ids of one world; another seed, other ids.</summary>
internal sealed class Ids(int seed) : IIdSource
{
    private readonly Random _random = new(seed);

    public string NextId() => new Guid(NextBytes(16)).ToString();

    public string NextDigits(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => _random.Next(10).ToString(CultureInfo.InvariantCulture)));

    public byte[] NextBytes(int count)
    {
        byte[] bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
