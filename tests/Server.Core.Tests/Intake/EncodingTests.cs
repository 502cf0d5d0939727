using System.Text;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Intake;

namespace SmartLocker.Server.Core.Tests.Intake;

/// <summary>Which letters the bytes are: the mark if the bytes agree, else the declaration.</summary>
public sealed class EncodingTests
{
    private static readonly Encoding Big5 = CodePagesEncodingProvider.Instance.GetEncoding(950)!;
    private static readonly byte[] Utf8Mark = [0xEF, 0xBB, 0xBF];

    public static TheoryData<string, byte[]> Writings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Declared("UTF-8")) },
        { "UTF-8, marked", [.. Utf8Mark, .. Encoding.UTF8.GetBytes(Declared("UTF-8"))] },
        { "UTF-8, undeclared", Encoding.UTF8.GetBytes(new Letter { Declaration = "" }.Xml) },
        { "UTF-8, marked and declared as Big5", [.. Utf8Mark, .. Encoding.UTF8.GetBytes(Declared("big5"))] },
        { "Big5", Big5.GetBytes(Declared("big5")) },
        { "Big5, shouted", Big5.GetBytes(Declared("BIG5")) },
        { "Big5, by number", Big5.GetBytes(Declared("cp950")) },
        { "Big5 behind a mark of UTF-8", [.. Utf8Mark, .. Big5.GetBytes(Declared("Big5"))] },
        { "UTF-16, little end first", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Declared("UTF-16"))] },
        { "UTF-16, big end first", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Declared("UTF-16"))] },
        { "UTF-16, unmarked", Encoding.Unicode.GetBytes(Declared("UTF-16")) },
        { "UTF-16, big end first, unmarked", Encoding.BigEndianUnicode.GetBytes(Declared("UTF-16")) },
        { "UTF-32, marked", [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(Declared("UTF-32"))] },
        { "UTF-8, declared as UTF-16", Encoding.UTF8.GetBytes(Declared("UTF-16")) },
        { "UTF-8, declared as nothing known", Encoding.UTF8.GetBytes(Declared("x-unknown")) },
        { "another code page", CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes(Declared("gb18030")) },
        { "UTF-8, with what editors leave at the end", [.. Encoding.UTF8.GetBytes(Declared("UTF-8")), 0x1A, 0, 0] },
        { "UTF-8, XML 1.1", Encoding.UTF8.GetBytes(new Letter { Declaration = "<?xml version='1.1' encoding='utf-8'?>" }.Xml) },
    };

    [Theory]
    [MemberData(nameof(Writings))]
    public void A_letter_reads_the_same_however_it_is_encoded(string name, byte[] bytes)
    {
        IntakeOutcome.Accepted accepted = Assert.IsType<IntakeOutcome.Accepted>(Taking.Outcome(bytes));

        Assert.NotEmpty(name);
        Assert.Equal("檢送里鄰編組表一份，請查照。", accepted.Document.Subject);
        Assert.Equal("東海市東區區公所", accepted.Document.Receivers[0].Name);
        Assert.Empty(accepted.Warnings);
    }

    [Fact]
    public void Bytes_that_mean_nothing_are_replaced_and_said_to_be()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(new Letter().Xml.Replace("里鄰", "里~鄰", StringComparison.Ordinal));
        bytes[Array.IndexOf(bytes, (byte)'~')] = 0xFF;

        IntakeOutcome.Accepted accepted = Assert.IsType<IntakeOutcome.Accepted>(Taking.Outcome(bytes));

        Assert.Equal("檢送里\uFFFD鄰編組表一份，請查照。", accepted.Document.Subject);
        Assert.Single(accepted.Warnings);
    }

    [Fact]
    public void Another_encoding_than_the_declared_one_is_no_XML() =>
        Assert.IsType<IntakeOutcome.Refused>(Taking.Outcome(Big5.GetBytes(Declared("UTF-8"))));

    [Fact]
    public void An_exchange_list_has_an_encoding_of_its_own()
    {
        byte[] list = Big5.GetBytes(Letter.List(Letter.Row("甲局", "A1")).Replace("UTF-8", "big5", StringComparison.Ordinal));

        Document document = Taking.Document(Letter.ByList(), null, new DropFile("list.sw", list));

        Assert.Equal("甲局", document.Receivers.Single().Name);
    }

    [Fact]
    public void A_letter_cut_inside_a_character_is_cut_off()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Declared("UTF-8"));
        byte[] marked = [.. Utf8Mark, .. Encoding.UTF8.GetBytes(Declared("big5"))];

        Assert.All([whole[..^6], marked[..^6]], bytes => Assert.Equal(
            RefusalReason.Truncated, Assert.IsType<IntakeOutcome.Refused>(Taking.Outcome(bytes)).Reason));
    }

    private static string Declared(string encoding) =>
        new Letter { Declaration = $"""<?xml version="1.0" encoding="{encoding}"?>""" }.Xml;
}
