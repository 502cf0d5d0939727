using SmartLocker.Simulation.Mutants;

namespace SmartLocker.Simulation.Tests;

/// <summary>Every broken rule has a place in the product as it is now, and what breaks it loads and runs.</summary>
public sealed class MutantTests
{
    public static TheoryData<string> Names => [.. Catalogue.All.Select(mutant => mutant.Name)];

    [Fact]
    public void There_are_enough_of_them_and_each_has_a_name_of_its_own()
    {
        Assert.True(Catalogue.All.Count >= 20);
        Assert.Equal(Catalogue.All.Count, Catalogue.All.Select(mutant => mutant.Name).Distinct().Count());
    }

    [Theory, MemberData(nameof(Names))]
    public void Each_can_be_made(string name)
    {
        string folder = Directory.CreateTempSubdirectory("mutant-").FullName;
        try
        {
            Hunt.Prepare(Catalogue.All.Single(mutant => mutant.Name == name), folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
