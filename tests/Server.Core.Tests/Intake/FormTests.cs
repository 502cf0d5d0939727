using System.Text;
using SmartLocker.Server.Core.Intake;

namespace SmartLocker.Server.Core.Tests.Intake;

/// <summary>What is XML, what is cut off, what is nothing: the first reasons to refuse a file.</summary>
public sealed class FormTests
{
    [Fact]
    public void A_letter_is_accepted_without_a_word() => Assert.Empty(Taking.Accepted(new Letter()).Warnings);

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData(" \r\n\t ")]
    public void A_file_with_nothing_in_it_is_empty(string text) => Assert.Equal(RefusalReason.Empty, Taking.Reason(text));

    [Theory]
    [InlineData("這不是 XML。")]
    [InlineData("{\"kind\":\"函\"}")]
    [InlineData("%PDF-1.7")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("<函><主旨></函>")]
    [InlineData("<函 代碼=函></函>")]
    [InlineData("<函></函><函></函>")]
    [InlineData("<函>A & B</函>")]
    [InlineData("<函/>junk")]
    [InlineData("<函><主旨><文字>甲</文字></主旨></函>\n贅字")]
    [InlineData("<函>\u0001</函>")]
    [InlineData("<></>")]
    public void What_is_not_well_formed_is_not_XML(string text) => Assert.Equal(RefusalReason.NotXml, Taking.Reason(text));

    [Fact]
    public void Wherever_a_letter_is_cut_it_is_known_to_be_cut_off()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Rich.Xml);
        IEnumerable<string> mistaken = Enumerable.Range(1, whole.Length - 1)
            .Where(length => Taking.Outcome(whole[..length]) is not IntakeOutcome.Refused { Reason: RefusalReason.Truncated })
            .Select(length => Encoding.UTF8.GetString(whole[Math.Max(0, length - 12)..length]));
        Assert.Empty(mistaken);
    }

    [Fact]
    public void A_long_letter_is_known_to_be_cut_off_too()
    {
        string filler = new('長', 9_000);
        Letter letter = Rich with { Contact = $"<地址 x='{filler}'>{filler}</地址><!--{filler}--><a><![CDATA[{filler}]]></a>" };
        string whole = letter.Xml.TrimEnd();

        IEnumerable<int> mistaken = Enumerable.Range(0, 300)
            .Select(i => 1 + (int)((long)i * (whole.Length - 2) / 300))
            .Where(length => Taking.Reason(whole[..length]) != RefusalReason.Truncated);

        Assert.Empty(mistaken);
    }

    private static Letter Rich => new()
    {
        Entities = """<!-- 附件 --><!ENTITY 附件一 SYSTEM "a.pdf" NDATA _X><?產製 機關?>""",
        Rest = """
            <段落 段名="說明："><條列 序號='一、'><文字><![CDATA[依據 <甲> & 乙]]>&lt;&#x4E2D;</文字></條列></段落>
            <!-- 完 --><?印 1?><正本><全銜>甲</全銜></正本>
            """,
    };
}
