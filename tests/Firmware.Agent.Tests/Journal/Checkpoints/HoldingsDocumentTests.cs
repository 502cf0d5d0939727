using SmartLocker.Firmware.Agent.Journal.Checkpoints;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Agent.Tests.Journal.Checkpoints;

/// <summary>A checkpoint stands for entries that may be gone: what it forgets is forgotten for ever.</summary>
public sealed class HoldingsDocumentTests
{
    private static readonly Type[] Parts =
    [
        typeof(Holdings), typeof(CompartmentHoldings), typeof(HeldPacket), typeof(ReleaseUnderWay), typeof(Fact.ReleaseIntended),
        typeof(HourlyCounts), typeof(SpentCode),
    ];

    [Fact]
    public void Whatever_a_journal_folds_to_comes_back_as_it_went()
    {
        HashSet<string> used = [];
        for (int seed = 1; seed <= 40; seed++)
        {
            Holdings held = Holdings.Empty with { CodesUpTo = seed };
            foreach (Fact fact in FactsByChance.Some(seed, 120))
            {
                held = held.Apply(fact);
                Holdings back = HoldingsDocument.Read(HoldingsDocument.Write(held));
                Assert.Equal(Shape.Of(held), Shape.Of(back));
                Assert.Equal(held.Digest(), back.Digest());
                used.UnionWith(Shape.Used(held));
            }
        }

        // A property that no history gives a value to is not tested by the lines above.
        Assert.Empty(Parts.SelectMany(type => Shape.PropertiesOf(type).Select(one => $"{type.Name}.{one.Name}")).Except(used));
    }

    /// <summary>Where only the digest is compared, a property that it leaves out could differ unseen.</summary>
    [Fact]
    public void Whatever_changes_the_holdings_changes_their_digest()
    {
        for (int seed = 1; seed <= 40; seed++)
        {
            Holdings before = Holdings.Empty;
            foreach (Fact fact in FactsByChance.Some(seed, 120))
            {
                Holdings after = before.Apply(fact);
                (Holdings was, Holdings isNow) = (before with { Facts = 0 }, after with { Facts = 0 });
                Assert.Equal(Shape.Of(was) == Shape.Of(isNow), was.Digest() == isNow.Digest());
                before = after;
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    public void What_is_no_such_document_is_refused(string document) =>
        Assert.Throws<FormatException>(() => HoldingsDocument.Read(System.Text.Encoding.UTF8.GetBytes(document)));

    [Fact]
    public void A_document_of_another_format_is_refused()
    {
        string ours = System.Text.Encoding.UTF8.GetString(HoldingsDocument.Write(Holdings.Empty));
        string other = ours.Replace("\"Format\":2", "\"Format\":3", StringComparison.Ordinal);
        Assert.NotEqual(ours, other);
        Assert.Throws<FormatException>(() => HoldingsDocument.Read(System.Text.Encoding.UTF8.GetBytes(other)));
    }

    /// <summary>The entries behind it may be gone: a cabinet that gets a newer program must still be able to start.</summary>
    [Fact]
    public void A_document_of_the_format_before_is_read_and_its_used_codes_stay_used()
    {
        string ours = System.Text.Encoding.UTF8.GetString(HoldingsDocument.Write(Holdings.Empty));
        string before = ours.Replace("\"Format\":2", "\"Format\":1", StringComparison.Ordinal).Replace(
            "\"CodeNumbers\":{},\"CodesUpTo\":0",
            "\"UsedCodes\":{\"c0de\":\"2026-10-02T00:00:00+00:00\"},\"CodesFrom\":\"2026-10-01T00:00:00+00:00\"",
            StringComparison.Ordinal);
        Holdings held = HoldingsDocument.Read(System.Text.Encoding.UTF8.GetBytes(before));
        Assert.Equal(["c0de"], held.UsedCodes.Keys);
        Holdings later = Enumerable.Range(1, Holdings.UsedCodesMax).Aggregate(held, (one, number) => one.Apply(Uses(number)));
        Assert.Contains("c0de", later.UsedCodes.Keys);
        Assert.Equal((Holdings.UsedCodesMax, 1), (later.UsedCodes.Count, later.CodesUpTo));
    }

    private static Fact.ReleaseIntended Uses(int number) =>
        new(CommandId.Parse("c"), 1, ReleasePurpose.Pickup, [], [], new Authorisation.Desired(1))
        {
            Code = new SpentCode($"n{number}", number, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch),
        };
}
