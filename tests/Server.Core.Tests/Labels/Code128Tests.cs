using SmartLocker.Server.Core.Labels;
using SmartLocker.TestKit;

namespace SmartLocker.Server.Core.Tests.Labels;

/// <summary>The bars say the text: checked by hand on one symbol, and by a foreign decoder on many.</summary>
public sealed class Code128Tests
{
    [Theory]
    [InlineData("P1234567890124")]
    [InlineData("B12345678901")]
    [InlineData("12")]
    [InlineData("1")]
    [InlineData("12345")]
    [InlineData("123456")]
    [InlineData("a1234b")]
    [InlineData("a123456b")]
    [InlineData("a1234567b12")]
    [InlineData("~ !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}")]
    public void A_foreign_decoder_reads_what_was_encoded(string text) => Assert.Equal([text], Decode(text));

    [Fact]
    public void A_foreign_decoder_reads_any_printable_text()
    {
        for (int seed = 1; seed <= 60; seed++)
        {
            Random random = new(seed);
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 30))
                .Select(_ => random.Next(3) > 0 ? (char)random.Next('0', '9' + 1) : (char)random.Next('!', '~' + 1)));
            Assert.True(Decode(text) is [var read] && read == text, $"Seed {seed}: {text}");
        }
    }

    /// <summary>Worked by hand: start B 104, "A" 33, check (104 + 33) mod 103 = 34, stop.</summary>
    [Fact]
    public void One_letter_is_start_letter_check_and_stop() => Assert.Equal(
        "11010010000" + "10100011000" + "10001011000" + "1100011101011", Bits("A"));

    [Fact]
    public void A_packet_number_takes_its_digits_two_at_a_time() => Assert.Equal(134, Code128.Modules("P1234567890124").Length);

    [Theory]
    [InlineData("")]
    [InlineData("密")]
    [InlineData("a\nb")]
    public void Text_that_the_code_cannot_say_is_a_bug(string text) =>
        Assert.Throws<ArgumentException>(() => Code128.Modules(text));

    private static IReadOnlyList<string> Decode(string text)
    {
        if (!BarcodeReader.IsInstalled)
        {
            Assert.Skip("zbarimg (Debian package zbar-tools) is not installed.");
        }

        const int Scale = 3;
        bool[] quiet = new bool[Code128.QuietModules * Scale];
        bool[] row = [.. quiet, .. Code128.Modules(text).SelectMany(dark => Enumerable.Repeat(dark, Scale)), .. quiet];
        return BarcodeReader.Read([.. Enumerable.Repeat(row, 40)]);
    }

    private static string Bits(string text) => string.Concat(Code128.Modules(text).Select(dark => dark ? '1' : '0'));
}
