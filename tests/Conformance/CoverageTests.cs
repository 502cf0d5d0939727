using SmartLocker.Conformance.Kit;

namespace SmartLocker.Conformance;

/// <summary>No rule without a test, no test of a rule that does not exist.</summary>
public sealed class CoverageTests
{
    [Fact]
    public void Every_rule_of_the_page_has_a_conformance_test() =>
        Assert.Empty(RulesOfTheLink.InThePage().Except(RulesOfTheLink.InTests().Select(named => named.Key)));

    [Fact]
    public void Every_rule_that_a_test_names_is_on_the_page() =>
        Assert.Empty(RulesOfTheLink.InTests().Select(named => named.Key).Except(RulesOfTheLink.InThePage()));

    [Fact]
    public void A_number_stands_for_one_rule()
    {
        string[] rules = RulesOfTheLink.InThePage();
        Assert.InRange(rules.Length, 40, 99);
        Assert.Equal(rules.Distinct(), rules);
    }

    /// <summary>An attribute on a method that nobody runs holds nothing.</summary>
    [Fact]
    public void Whatever_names_a_rule_is_a_test() => Assert.All(
        RulesOfTheLink.InTests().SelectMany(named => named),
        method => Assert.True(method.GetCustomAttributes(typeof(FactAttribute), inherit: true).Length == 1, method.Name));
}
