using System.Globalization;
using SmartLocker.Server.Storage;

namespace SmartLocker.Simulation.World;

/// <summary>The only source of randomness of one history: odds, spans, ids. One seed, one history.</summary>
internal sealed class Chance(int seed) : IIdSource
{
    private readonly Random _random = new(Mixed(seed));

    public bool Hits(double odds) => _random.NextDouble() < odds;

    public int Below(int bound) => _random.Next(bound);

    /// <returns>From 0 to below 1.</returns>
    public double Share() => _random.NextDouble();

    public T Of<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    public TimeSpan Between(TimeSpan least, TimeSpan most) => least + (most - least) * _random.NextDouble();

    public TimeSpan Seconds(double least, double most) => Between(TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(most));

    /// <summary>Until the next of events that come at random, so many on the average in an hour.</summary>
    public TimeSpan UntilNext(double perHour) => TimeSpan.FromHours(-Math.Log(1 - _random.NextDouble()) / perHour);

    public string NextId() => new Guid(NextBytes(16)).ToString();

    public string NextDigits(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => _random.Next(10).ToString(CultureInfo.InvariantCulture)));

    /// <summary>Neighbouring seeds begin alike in the library's generator; their histories must not.</summary>
    private static int Mixed(int seed)
    {
        uint mixed = unchecked((uint)seed * 0x9E3779B1u);
        mixed = unchecked((mixed ^ (mixed >> 15)) * 0x85EBCA6Bu);
        return unchecked((int)(mixed ^ (mixed >> 13)));
    }

    public byte[] NextBytes(int count)
    {
        byte[] bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
