using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Tests;

/// <summary>The simulated city itself: it repeats, it strikes, and it keeps its promises.</summary>
public sealed class CampaignTests
{
    private static readonly TimeSpan SomeHours = TimeSpan.FromHours(6);

    [Fact]
    public void The_same_seed_gives_the_same_history_to_the_letter()
    {
        RunResult first = Campaign.Run(7, SomeHours);
        RunResult second = Campaign.Run(7, SomeHours);
        Assert.Equal(first.Hash, second.Hash);
        Assert.Equal(first.Events, second.Events);
        Assert.NotEqual(first.Hash, Campaign.Run(8, SomeHours).Hash);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Nothing_is_lost_misdelivered_or_opened_by_the_wrong_person(int seed) =>
        Assert.Empty(Campaign.Run(seed, SomeHours).Violations);

    /// <summary>A history without deposits and receipts would keep every promise too.</summary>
    [Fact]
    public void The_city_does_its_work_while_things_go_wrong()
    {
        RunResult result = Campaign.Run(5, TimeSpan.FromHours(12), about: " ");
        foreach (string happening in new[] { "PacketDeposited", "PacketPickedUp", "is receipted: yes", "ReleaseIntended" })
        {
            Assert.Contains(result.LastLines, line => line.Contains(happening, StringComparison.Ordinal));
        }
    }

    /// <summary>The seeds of which two rare things together found a mistake in the product.</summary>
    [Theory]
    [InlineData(22, "PowerCut PowerFlickers AgentCrash")]
    [InlineData(30, "ServerRestored DisksExchanged")]
    [InlineData(31, "JournalPutBack CabinetCloned DisksExchanged ServerRestored")]
    public void Nothing_is_lost_where_some_faults_are_plagues(int seed, string names)
    {
        FaultKind[] plagues = [.. names.Split(' ').Select(Enum.Parse<FaultKind>)];
        RunResult result = Campaign.Run(seed, TimeSpan.FromHours(12), plan: CityPlan.Dense with { Plagues = plagues });
        Assert.Empty(result.Violations);
        Assert.All(plagues, kind => Assert.Contains(kind, result.Faults.Keys));
    }

    [Fact]
    public void Every_kind_of_fault_is_hit_somewhere_in_a_few_runs()
    {
        RunResult[] results =
        [
            .. Enumerable.Range(1, 24).AsParallel()
                .Select(seed => Campaign.Run(seed, TimeSpan.FromHours(12), plan: CityPlan.Dense)),
        ];
        FaultKind[] hit = [.. results.SelectMany(result => result.Faults.Keys).Distinct().Order()];
        Assert.Empty(Enum.GetValues<FaultKind>().Except(hit));
    }
}
