using SmartLocker.Simulation.Mutants;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Tests;

/// <summary>Faults that a city is asked to have: where they did not come, mistakes would pass.</summary>
public sealed class PlagueTests
{
    [Theory]
    [InlineData("ServerRestored", 1)]
    [InlineData("ServerRestored,DiskFull", 2)]
    [InlineData("ServerRestored,Locusts", null)]
    [InlineData("3", null)]
    public void They_are_named_by_the_kinds_of_faults(string names, int? count) =>
        Assert.Equal(count, Arguments.Read(["--hunt", "5", "--plagues", names])?.Plagues().Count);

    /// <summary>Hunted without them a mutant that needs them is found late or never, and nothing says why.</summary>
    [Fact]
    public void What_a_mutant_must_meet_is_where_it_is_hunted()
    {
        Assert.All(Catalogue.All, mutant => Assert.Equal(mutant.Meets, Arguments.Read(Hunt.Words(mutant, 1, 5, 12))?.Plagues()));
        Assert.Contains(Catalogue.All, mutant => mutant.Meets.Count > 1);
    }

    [Fact]
    public void They_befall_a_city_for_certain_and_ten_times_as_often()
    {
        foreach (int seed in Enumerable.Range(1, 10)) // Some of which have nothing of the kind by themselves.
        {
            Faults faults = new(new Chance(seed), [FaultKind.DiskFull]);
            Assert.True(faults.Has(FaultKind.DiskFull));
            Assert.Equal((10, 1), (faults.Pace(FaultKind.DiskFull), faults.Pace(FaultKind.LinkCut)));
            for (int time = 0; time < 2_000; time++) { faults.Strikes(FaultKind.DiskFull, 0.01); }

            Assert.InRange(faults.Hits[FaultKind.DiskFull], 150, 250);
        }
    }
}
