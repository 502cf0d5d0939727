using SmartLocker.HardwareSpecs.Tests.Loading;

namespace SmartLocker.HardwareSpecs.Tests.Rules;

/// <summary>What stands exactly at a limit is within it: a sound cabinet must not be refused.</summary>
public sealed class AtTheLimitTests
{
    private const string City = "sdl-24-ch";
    private const string Boards = "sdl-60-rs";
    private const string School = "sdl-12-sc";

    [Theory]
    [InlineData("R08, the one-shot less its margin", School, "hwMaxOnMs: 600", "hwMaxOnMs: 500")]
    [InlineData("R08, the one-shot and the lock", School, "hwMaxOnMs: 600", "hwMaxOnMs: 1000")]
    [InlineData("R08, the recovery of the one-shot", School, "hwMinOffMs: 400", "hwMinOffMs: 1000")]
    [InlineData("R08, the pulse and the lock", Boards, "maxOnMs: 1000", "maxOnMs: 300")]
    [InlineData("R09, the derated supply", City, "staticPeakA: 3.3", "staticPeakA: 5.6")]
    [InlineData("R10, five per cent of a minute", Boards, "perLockPerMin: 6", "perLockPerMin: 10")]
    [InlineData("R14, the shortest trigger", City, "minMs: 20", "minMs: 10")]
    [InlineData("R14, the longest trigger", City, "maxOnMs: 5000", "maxOnMs: 10000")]
    [InlineData("R16, two polls", City, "forcedOpenDebounceMs: 150", "forcedOpenDebounceMs: 40")]
    [InlineData("R16, debounced by the board", City, "forcedOpenDebounceMs: 150", "forcedOpenDebounceMs: 0")]
    [InlineData("R17, four fifths of the battery", School, "capacityWh: 26", "capacityWh: 8.25")]
    [InlineData("R22, two kicks within the time-out", City, "periodMs: 1000", "periodMs: 1500")]
    [InlineData("R23, the door above", City, "row: 8, size: L, door: [350, 698], lock: {bank: bankA, ch: xoA.7}",
        "row: 8, size: L, door: [350, 700], lock: {bank: bankA, ch: xoA.7}")]
    [InlineData("R15, parcels need no room for an envelope", School, "use: documents}", "use: parcels}")]
    public void A_model_at_a_limit_is_loaded(string limit, string model, string old, string @new)
    {
        string yaml = Spoilt.Text(model, old, @new);
        if (@new == "use: parcels}")
        {
            yaml = yaml.Replace("S: {w: 340, h: 90, d: 400}", "S: {w: 340, h: 39, d: 400}", StringComparison.Ordinal);
        }

        Assert.True(Spoilt.Faults(yaml) is [], $"{limit}: {string.Join('\n', Spoilt.Faults(yaml))}");
    }
}
