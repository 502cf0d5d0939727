using System.Globalization;
using System.Text;
using SmartLocker.HardwareSpecs.Loading;
using SmartLocker.HardwareSpecs.Wiring;

namespace SmartLocker.HardwareSpecs.Tests.Loading;

/// <summary>What readers of YAML disagree about, and what is written to exhaust them, is refused by name.</summary>
public sealed class YamlTrapTests
{
    private const string School = "sdl-12-sc";

    /// <summary>Rule, what stood there, what stands there now.</summary>
    public static TheoryData<string, string, string> Traps => new()
    {
        { "Y02", "revision: 1", "revision: 1, revision: 2" },
        { "Y02", "exclusiveGroups: []", "exclusiveGroups: []\nexclusiveGroups: []" },
        { "Y02", "hook: gpio.4}", "hook: gpio.4, \"hook\": gpio.28}" },
        { "Y03", "restMs: 1000", "restMs: 01000" },
        { "Y03", "restMs: 1000", "restMs: 0o1750" },
        { "Y03", "restMs: 1000", "restMs: 0b1111101000" },
        { "Y03", "restMs: 1000", "restMs: 1_000" },
        { "Y03", "restMs: 1000", "restMs: 16:40" },
        { "Y03", "restMs: 1000", "restMs: 1e3" },
        { "Y03", "restMs: 1000", "restMs: +1000" },
        { "Y03", "restMs: 1000", "restMs: 1000." },
        { "Y03", "restMs: 1000", "restMs: .inf" },
        { "Y03", "restMs: 1000", "restMs: 99999999999999999999999999999999" },
        { "Y04", "strictGpiod: true", "strictGpiod: yes" },
        { "Y04", "strictGpiod: true", "strictGpiod: On" },
        { "Y04", "strictGpiod: true", "strictGpiod: TRUE" },
        { "Y04", "manualRelease: true", "manualRelease: y" },
        { "Y07", "revision: 1", "revision: !!int 1" },
        { "Y07", "revision: 1", "!!str revision: 1" },
        { "Y07", "model: {", "model: !cabinet {" },
        { "Y08", "use: documents}", "use: documents}\t# a tab" },
        { "Y01", "use: documents}", "use: documents" },
        { "Y01", "rail: v12", "rail: *nowhere" },
        { "Y06", "exclusiveGroups: []", "exclusiveGroups: []\n---\nschemaVersion: 1\n---\n" },
    };

    [Theory, MemberData(nameof(Traps))]
    public void A_trap_is_named_by_its_rule_and_by_no_other(string rule, string old, string @new)
    {
        IReadOnlyList<ModelFault> faults = Spoilt.Faults(School, old, @new);

        Assert.True(faults.Count > 0, $"Expected {rule}, but the model was loaded.");
        Assert.Contains(faults, fault => fault.Rule == rule);
        Assert.All(faults, fault => Assert.True(fault.Rule == rule || rule == "Y06", fault.ToString()));
    }

    [Theory]
    [InlineData("no")]
    [InlineData("yes")]
    [InlineData("on")]
    [InlineData("off")]
    [InlineData("y")]
    [InlineData("N")]
    public void A_key_that_is_a_truth_value_elsewhere_is_refused(string key) =>
        Assert.Contains(Spoilt.Faults(School, "number: 1,", $"{key}: 1,"), fault => fault.Rule == "Y04");

    [Theory]
    [InlineData("")]
    [InlineData("\n\n# nothing but a comment\n")]
    [InlineData("...")]
    public void A_file_without_a_document_is_refused(string yaml) => Assert.Equal("Y06", Spoilt.Faults(yaml).Single().Rule);

    [Theory]
    [InlineData("~")]
    [InlineData("just a word")]
    [InlineData("[1, 2]")]
    [InlineData("42")]
    public void A_document_that_is_no_map_is_refused_by_the_schema(string yaml) =>
        Assert.Contains(Spoilt.Faults(yaml), fault => fault.Rule == "R01");

    [Fact]
    public void An_anchor_stands_for_what_it_names()
    {
        BankSpec[] banks = [.. Models.Find("SDL-24-CH")!.Banks];

        Assert.Contains("pulse: *pulse", Spoilt.Text("sdl-24-ch"), StringComparison.Ordinal);
        Assert.Equal(banks[0].Attempts, banks[1].Attempts);
        Assert.Equal(banks[0].Gate, banks[1].Gate);
    }

    [Fact]
    public void A_hexadecimal_address_is_the_number_it_says() =>
        Assert.Equal(0x20, Models.Find("SDL-12-SC")!.Devices.Single(device => device.Id == "aux").Address);

    /// <summary>Each line names the one before it ten times: written out it would be 10^12 values.</summary>
    [Fact]
    public void Anchors_of_anchors_are_refused_before_they_grow()
    {
        StringBuilder yaml = new("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 12; level++)
        {
            string aliases = string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10));
            yaml.Append(CultureInfo.InvariantCulture, $"a{level}: &a{level} [{aliases}]\n");
        }

        Assert.Equal("Y05", Spoilt.Faults(yaml.ToString()).Single().Rule);
    }

    [Fact]
    public void An_anchor_that_holds_itself_is_refused() => Assert.NotEmpty(Spoilt.Faults("a: &a [*a]\n"));

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Endless_nesting_is_refused(char bracket) =>
        Assert.NotEmpty(Spoilt.Faults("a: " + new string(bracket, 100_000)));

    [Fact]
    public void Deep_but_well_formed_nesting_is_refused_by_its_depth() =>
        Assert.Equal("Y05", Spoilt.Faults("a: " + new string('[', 40) + new string(']', 40)).Single().Rule);

    [Fact]
    public void A_file_beyond_the_limit_is_not_read() =>
        Assert.Equal("Y05", Spoilt.Faults(new string('#', 256 * 1024 + 1)).Single().Rule);
}
