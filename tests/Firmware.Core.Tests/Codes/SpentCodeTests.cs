using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Tests.Cabinet;

namespace SmartLocker.Firmware.Core.Tests.Codes;

/// <summary>Docs/rules.md I-4: which used codes the record still knows, and from when on it takes any.</summary>
public sealed class SpentCodeTests
{
    private static readonly DateTimeOffset Noon = Sample.Issued.AddHours(12);

    /// <summary>Its packet may still lie there: a pickup that was abandoned spends the code all the same.</summary>
    [Fact]
    public void A_used_code_that_is_not_over_stays_known_whatever_is_used_after_it()
    {
        Holdings held = Holdings.Fold([Uses("one", Noon), Uses("two", Noon.AddHours(1))]);
        Assert.Equal(["one", "two"], held.UsedCodes.Keys);
    }

    [Fact]
    public void An_older_code_used_later_does_not_turn_back_the_hour_from_which_codes_are_taken()
    {
        Holdings held = Holdings.Fold([Uses("new", Noon.AddHours(1)), Uses("old", Noon)]);
        Assert.Equal(Noon.AddHours(1), held.CodesFrom);
    }

    private static Fact.ReleaseIntended Uses(string code, DateTimeOffset notBefore) => new(
        CommandId.Parse($"c-{code}"), 3, ReleasePurpose.Pickup, [People.Plain], [People.Opener.Id],
        new Authorisation.Nonce("00ff"))
    {
        Code = new SpentCode(code, notBefore, notBefore.AddHours(24)),
    };
}
