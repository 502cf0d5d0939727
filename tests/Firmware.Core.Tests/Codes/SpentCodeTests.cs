using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Tests.Cabinet;

namespace SmartLocker.Firmware.Core.Tests.Codes;

/// <summary>docs/rules.md I-4: which used codes the record still knows, and what it makes of those it has forgotten.</summary>
public sealed class SpentCodeTests
{
    /// <summary>Its packet may still lie there: a pickup that was abandoned spends the code all the same.</summary>
    [Fact]
    public void A_used_code_stays_known_whatever_hour_the_codes_used_after_it_were_signed_at()
    {
        Holdings held = Holdings.Fold([Uses(1, hour: 0), Uses(2, hour: 900), Uses(3, hour: 1)]);
        Assert.Equal(["c1", "c2", "c3"], held.UsedCodes.Keys);
        Assert.Equal(0, held.CodesUpTo);
    }

    [Fact]
    public void Beyond_a_thousand_the_one_that_was_given_first_is_refused_by_its_number_for_ever()
    {
        Holdings held = Holdings.Fold(Enumerable.Range(1, Holdings.UsedCodesMax + 2).Select(number => Uses(number)));
        Assert.Equal((Holdings.UsedCodesMax, 2), (held.UsedCodes.Count, held.CodesUpTo));
        Assert.DoesNotContain("c2", held.UsedCodes.Keys);
        Assert.Contains("c3", held.UsedCodes.Keys);
    }

    [Fact]
    public void A_code_given_early_and_used_late_does_not_turn_back_what_is_refused()
    {
        Holdings held = Holdings.Fold(
            [.. Enumerable.Range(10, Holdings.UsedCodesMax + 1).Select(number => Uses(number)), Uses(3)]);
        Assert.Equal(10, held.CodesUpTo);
        Assert.DoesNotContain("c3", held.UsedCodes.Keys);
    }

    private static Fact.ReleaseIntended Uses(int number, int hour = 0) => new(
        CommandId.Parse($"u{number}"), 3, ReleasePurpose.Pickup, [People.Plain], [People.Opener.Id],
        new Authorisation.Desired(1))
    {
        Code = new SpentCode($"c{number}", number, Sample.Issued.AddHours(hour), Sample.Issued.AddHours(hour + 24)),
    };
}
