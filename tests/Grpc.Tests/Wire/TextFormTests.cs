using FsCheck;
using FsCheck.Fluent;
using Grpc.Core;
using Grpc.Wire;

namespace SmartLocker.Grpc.Tests.Wire;

/// <summary>What becomes text in headers comes back, and what others write is read or refused.</summary>
public sealed class TextFormTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("100 %", "100 %25")]
    [InlineData("門\n", "%E9%96%80%0A")]
    public void Status_texts_are_percent_encoded_UTF8(string detail, string wire)
    {
        Assert.Equal(wire, StatusText.Encode(detail));
        Assert.Equal(detail, StatusText.Decode(wire));
    }

    [Theory]
    [InlineData("50% of 100%", "50% of 100%")]
    [InlineData("%zz%4", "%zz%4")]
    [InlineData("門 %E9%96%80", "門 門")]
    public void A_status_text_that_is_not_encoded_well_is_taken_as_it_stands(string wire, string detail) =>
        Assert.Equal(detail, StatusText.Decode(wire));

    [Fact]
    public void Any_status_text_comes_back() => Prop.ForAll<NonNull<string>>(
        text => StatusText.Decode(StatusText.Encode(Whole(text.Get))) == Whole(text.Get)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_status_text_without_end_is_cut_between_characters()
    {
        string decoded = StatusText.Decode(StatusText.Encode("a" + new string('門', 4000)));
        Assert.Equal("a" + new string('門', (StatusText.DetailBytesMax - 1) / 3), decoded);
    }

    [Theory]
    [InlineData("0", StatusCode.OK)]
    [InlineData("16", StatusCode.Unauthenticated)]
    [InlineData("17", StatusCode.Unknown)]
    [InlineData("-1", StatusCode.Unknown)]
    [InlineData("", StatusCode.Unknown)]
    [InlineData("99999999999", StatusCode.Unknown)]
    public void A_status_number_nobody_defined_is_unknown(string text, StatusCode code) =>
        Assert.Equal(code, StatusText.ParseCode(text));

    [Theory]
    [InlineData(1, "1u")]
    [InlineData(10, "1u")]
    [InlineData(11, "2u")]
    [InlineData(999_999_990, "99999999u")]
    [InlineData(1_000_000_000, "100000m")]
    [InlineData(1_000_000_001, "100001m")]
    [InlineData(long.MaxValue, "99999999H")]
    [InlineData(0, "1u")]
    [InlineData(-5, "1u")]
    public void A_timeout_has_at_most_eight_digits_and_is_never_shorter_than_asked(long ticks, string text) =>
        Assert.Equal(text, TimeoutText.Encode(TimeSpan.FromTicks(ticks)));

    [Theory]
    [InlineData("1n", 1)]
    [InlineData("250n", 3)]
    [InlineData("99999999n", 1_000_000)]
    [InlineData("1u", 10)]
    [InlineData("20m", 200_000)]
    [InlineData("3S", 30_000_000)]
    [InlineData("2M", 1_200_000_000)]
    [InlineData("1H", 36_000_000_000)]
    [InlineData("99999999H", 3_599_999_964_000_000_000)]
    [InlineData("0S", 0)]
    public void A_timeout_is_read_in_every_unit(string text, long ticks)
    {
        Assert.True(TimeoutText.TryParse(text, out TimeSpan timeout));
        Assert.Equal(ticks, timeout.Ticks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("1")]
    [InlineData("123456789S")]
    [InlineData("1s")]
    [InlineData("+1S")]
    [InlineData(" 1S")]
    [InlineData("１S")]
    public void What_is_no_timeout_is_refused(string text) => Assert.False(TimeoutText.TryParse(text, out _));

    [Fact]
    public void Any_timeout_comes_back_no_shorter_and_hardly_longer() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).Two().Select(
            pair => TimeSpan.FromTicks(((long)pair.Item1 << 20) + pair.Item2)).ToArbitrary(),
        timeout => TimeoutText.TryParse(TimeoutText.Encode(timeout), out TimeSpan read)
            && read >= timeout && (read - timeout).Ticks <= Math.Max(10, timeout.Ticks / 10_000)).QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_are_read_with_and_without_padding_and_joined_by_commas()
    {
        Metadata metadata = new();
        MetadataText.Decode(metadata, "A-Bin", "AAE=,AAE, //79");
        MetadataText.Decode(metadata, "a-bin", "not base64!");
        Assert.Equal([[0, 1], [0, 1], [255, 254, 253]], metadata.GetAll("a-bin").Select(entry => entry.ValueBytes));
    }

    // Lone halves of surrogate pairs are no text and have no UTF-8.
    private static string Whole(string text) =>
        new([.. text.Where(one => !char.IsSurrogate(one)).Take(StatusText.DetailBytesMax / 4)]);
}
