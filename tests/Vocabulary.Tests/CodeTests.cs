using FsCheck;
using FsCheck.Fluent;

namespace SmartLocker.Vocabulary.Tests;

/// <summary>Ids and codes of text: one table of what each takes, what it makes of it, and what it refuses.</summary>
public sealed class CodeTests
{
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly Dictionary<string, Kind> Kinds = new()
    {
        ["agency code"] = new(20, Upper, Lower, text => AgencyCode.TryParse(text, out AgencyCode code) ? code.Value : null),
        ["unit code"] = new(20, Upper, Lower, text => UnitCode.TryParse(text, out UnitCode code) ? code.Value : null),
        ["cabinet id"] = new(32, Upper + "-", Lower, text => CabinetId.TryParse(text, out CabinetId id) ? id.Value : null),
        ["person id"] = new(40, Lower + "-", "", text => PersonId.TryParse(text, out PersonId id) ? id.Value : null),
        ["command id"] = new(40, Upper + Lower + "-", "", text => CommandId.TryParse(text, out CommandId id) ? id.Value : null),
        ["journal id"] = new(40, Upper + Lower + "-", "", text => JournalId.TryParse(text, out JournalId id) ? id.Value : null),
    };

    public static TheoryData<string> Names => [.. Kinds.Keys];

    [Theory, MemberData(nameof(Names))]
    public void What_was_kept_is_read_back_as_it_is(string kind) => ForGoodTexts(Kinds[kind], Kinds[kind].Letters, text =>
        Assert.Equal(text, Kinds[kind].Read(text)));

    [Theory, MemberData(nameof(Names))]
    public void Case_matters_only_where_the_code_says_so(string kind) => ForGoodTexts(
        Kinds[kind],
        Kinds[kind].Letters + Kinds[kind].Folded,
        text => Assert.Equal(Kinds[kind].Folded.Length > 0 ? text.ToUpperInvariant() : text, Kinds[kind].Read(text)));

    [Theory, MemberData(nameof(Names))]
    public void Blanks_around_are_dropped(string kind) =>
        Assert.Equal(Kinds[kind].Letters[..3], Kinds[kind].Read($" {Kinds[kind].Letters[..3]}\t"));

    [Theory, MemberData(nameof(Names))]
    public void The_longest_is_taken_and_one_more_is_refused(string kind)
    {
        string longest = new(Kinds[kind].Letters[0], Kinds[kind].LengthMax);

        Assert.Equal(longest, Kinds[kind].Read(longest));
        Assert.Null(Kinds[kind].Read(longest + Kinds[kind].Letters[0]));
    }

    [Theory, MemberData(nameof(Names))]
    public void Nothing_and_foreign_characters_are_refused(string kind)
    {
        foreach (string? text in new[] { null, "", "   ", "a b", "a/b", "..", "a\0", "甲", "Ａ", "a;b", "é", "a\nb", "a_b", "<a>" })
        {
            Assert.Null(Kinds[kind].Read(text));
        }
    }

    [Fact]
    public void The_same_agency_in_either_case_is_one_agency() =>
        Assert.Equal(AgencyCode.Parse("327220000i"), AgencyCode.Parse("327220000I"));

    [Fact]
    public void A_person_id_has_no_capitals() => Assert.False(PersonId.TryParse("Chen-1", out _));

    [Fact]
    public void Codes_sort_by_their_characters_on_every_machine()
    {
        AgencyCode[] sorted = [.. new[] { "B1", "A2", "a1", "10", "A10" }.Select(AgencyCode.Parse).Order()];

        Assert.Equal(["10", "A1", "A10", "A2", "B1"], sorted.Select(code => code.Value));
        Assert.True(AgencyCode.Parse("A1") < AgencyCode.Parse("A2"));
        Assert.True(AgencyCode.Parse("A2") >= AgencyCode.Parse("A1"));
    }

    [Fact]
    public void What_was_never_parsed_shows_as_nothing() => Assert.Equal("", default(AgencyCode).Value);

    [Fact]
    public void Parsing_says_what_it_found() =>
        Assert.Contains("x_y", Assert.Throws<FormatException>(() => CabinetId.Parse("x_y")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_larger_packet_needs_a_larger_door()
    {
        Assert.True(PacketSize.S < PacketSize.M);
        Assert.True(PacketSize.M < PacketSize.L);
    }

    [Fact]
    public void Uptime_counts_from_the_start()
    {
        Uptime start = new(TimeSpan.FromSeconds(5));

        Assert.Equal(TimeSpan.FromSeconds(3), start + TimeSpan.FromSeconds(3) - start);
        Assert.True(start < start + TimeSpan.FromTicks(1));
    }

    private static void ForGoodTexts(Kind kind, string letters, Action<string> check) => Prop.ForAll(
        (from length in Gen.Choose(1, kind.LengthMax)
         from chars in Gen.Elements(letters.ToCharArray()).ArrayOf(length)
         select new string(chars)).ToArbitrary(),
        check).QuickCheckThrowOnFailure();

    /// <param name="Letters">What is kept as it stands.</param>
    /// <param name="Folded">What is taken and kept in upper case.</param>
    private sealed record Kind(int LengthMax, string Letters, string Folded, Func<string?, string?> Read);
}
