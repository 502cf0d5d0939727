using SmartLocker.HardwareSpecs.Loading;

namespace SmartLocker.HardwareSpecs.Tests.Loading;

/// <summary>What holds every rule and is still worth knowing before a cabinet is ordered.</summary>
public sealed class WarningTests
{
    [Fact]
    public void A_measured_cabinet_with_both_sensors_low_doors_and_a_battery_warns_of_nothing() =>
        Assert.Empty(Warnings(Spoilt.Text("sdl-24-ch", "source: assumed", "source: bench-test")));

    [Fact]
    public void An_assumed_rating_and_a_lone_sensor_are_named()
    {
        string[] warnings = Warnings(Spoilt.Text("sdl-12-sc"));

        Assert.Equal(2, warnings.Length);
        Assert.Contains("longest on-time of kr-s1408-12 is assumed", warnings[0], StringComparison.Ordinal);
        Assert.StartsWith("12 of 12 doors have one sensor", warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_cabinet_without_a_battery_is_named() => Assert.Contains(
        Warnings(Spoilt.Text(
            "sdl-12-sc",
            "  ups: {capacityWh: 26, mainsFail: mains_fail, low: ups_low, allowUnlockOnBattery: false, "
                + "minHoldupMin: 30, shutdownAfterMin: 10}\n",
            "")),
        warning => warning.Contains("no battery", StringComparison.Ordinal));

    private static string[] Warnings(string yaml) => ModelLoader.Load(yaml, "test") switch
    {
        LoadOutcome.Loaded loaded => [.. loaded.Warnings],
        LoadOutcome outcome => throw new InvalidOperationException(outcome.ToString()),
    };
}
