using FsCheck;
using FsCheck.Fluent;

namespace SmartLocker.Vocabulary.Tests;

/// <summary>Numbers that a scanner or a person reads to us: packets and badges.</summary>
public sealed class NumberTests
{
    private static readonly Gen<string> TwelveDigits = Digits(PacketId.RandomDigits);
    private static readonly Gen<string> TenDigits = Digits(BadgeNumber.RandomDigits);

    [Fact]
    public void A_packet_number_reads_as_it_was_written()
    {
        PacketId packet = PacketId.FromDigits("123456789012");

        Assert.Equal("P1234567890124", packet.Value);
        Assert.Equal(packet, PacketId.Parse("P1234567890124"));
        Assert.Equal(packet, PacketId.Parse("p1234567890124"));
    }

    [Fact]
    public void Every_packet_number_made_from_digits_is_read_back() => Prop.ForAll(TwelveDigits.ToArbitrary(), digits =>
        Assert.Equal(PacketId.FromDigits(digits), PacketId.Parse(PacketId.FromDigits(digits).ToString())))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_badge_number_made_from_digits_is_read_back() => Prop.ForAll(TenDigits.ToArbitrary(), digits =>
        Assert.Equal(BadgeNumber.FromDigits(digits), BadgeNumber.Parse(BadgeNumber.FromDigits(digits).ToString())))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("P1234567890120")] // Wrong check digit.
    [InlineData("B1234567890124")] // Another kind of number.
    [InlineData("P123456789012")]
    [InlineData("P12345678901240")]
    [InlineData("P12345678901２4")] // A full-width digit is not what a label carries.
    [InlineData(" P1234567890124")]
    [InlineData("P1234567890124\r")]
    [InlineData("P-234567890124")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_packet_number_is_refused(string? text)
    {
        Assert.False(PacketId.TryParse(text, out PacketId packet));
        Assert.Equal(default, packet);
    }

    [Theory]
    [InlineData("12345678901")]
    [InlineData("1234567890123")]
    [InlineData("12345678901x")]
    [InlineData("")]
    public void A_packet_number_is_not_made_from_anything_but_twelve_digits(string digits) =>
        Assert.ThrowsAny<ArgumentException>(() => PacketId.FromDigits(digits));

    [Theory]
    [InlineData("P1234567890124")]
    [InlineData("B123456789")]
    [InlineData("B123456789012")]
    [InlineData("Bx23456789012")]
    [InlineData(null)]
    public void What_is_no_badge_number_is_refused(string? text) => Assert.False(BadgeNumber.TryParse(text, out _));

    /// <summary>ISO/IEC 7064 promises this of MOD 11,10.</summary>
    [Fact]
    public void One_wrong_digit_is_always_found() => Prop.ForAll(
        TwelveDigits.ToArbitrary(), Gen.Choose(1, 13).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(),
        (digits, place, shift) =>
        {
            char[] number = PacketId.FromDigits(digits).Value.ToCharArray();
            number[place] = (char)('0' + ((number[place] - '0' + shift) % 10));
            Assert.False(PacketId.TryParse(new string(number), out _), new string(number));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_swapped_neighbours_are_nearly_always_found()
    {
        Random chance = new(20261121);
        (int swaps, int found) = (0, 0);
        for (int round = 0; round < 20_000; round++)
        {
            char[] number = PacketId.FromDigits(chance.NextInt64(1_000_000_000_000).ToString("D12")).Value.ToCharArray();
            int place = chance.Next(1, 13);
            if (number[place] == number[place + 1]) { continue; }

            (number[place], number[place + 1]) = (number[place + 1], number[place]);
            swaps++;
            found += PacketId.TryParse(new string(number), out _) ? 0 : 1;
        }

        Assert.InRange((double)found / swaps, 0.97, 1.0);
    }

    /// <summary>The worked example of the standard's MOD 11,10 system: 0794 has the check digit 5.</summary>
    [Theory]
    [InlineData("0794", '5')]
    [InlineData("123456789012", '4')]
    [InlineData("0", '2')]
    public void The_check_digit_is_the_standards(string digits, char check)
    {
        Assert.Equal(check, CheckDigit.Of(digits));
        Assert.True(CheckDigit.Holds(digits + check));
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("079a5")]
    public void What_is_too_short_or_no_number_has_no_valid_check_digit(string number) => Assert.False(CheckDigit.Holds(number));

    private static Gen<string> Digits(int count) =>
        Gen.Choose('0', '9').ArrayOf(count).Select(chars => string.Concat(chars.Select(c => (char)c)));
}
