using System.Reflection;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Core.Tests.Recovery;

/// <summary>Two records are compared by their digest: what it leaves out could be lost and nobody would see it.</summary>
public sealed class DigestTests
{
    /// <summary>Places is told by what lies in the compartments, and answers by their order.</summary>
    private static readonly string[] Told = [nameof(Holdings.Places), nameof(Holdings.Answers)];

    public static TheoryData<string> Properties =>
        [.. PersistedState.All.Select(state => state.Property).Distinct().Except(Told)];

    [Theory, MemberData(nameof(Properties))]
    public void What_is_held_shows_in_the_digest(string property)
    {
        PropertyInfo held = typeof(Holdings).GetProperty(property)!;
        Holdings full = Holdings.Fold(PersistedState.All.Last(state => state.Property == property).History);
        Holdings without = full with { };
        held.SetValue(without, held.GetValue(Holdings.Empty));
        Assert.NotEqual(full.Digest(), without.Digest());
    }
}
