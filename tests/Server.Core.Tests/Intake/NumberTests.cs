namespace SmartLocker.Server.Core.Tests.Intake;

/// <summary>發文字號 in its usual written form.</summary>
public sealed class NumberTests
{
    [Theory]
    [InlineData("東區民字", "115", "0004321", "", "東區民字第1150004321號")]
    [InlineData("東區民", "115", "0004321", "", "東區民字第1150004321號")]
    [InlineData("東區民字第", "115", "0004321", "", "東區民字第1150004321號")]
    [InlineData("東區民第", "115", "0004321", "", "東區民第1150004321號")]
    [InlineData("東區民字", "99", "4321", "", "東區民字第0990004321號")]
    [InlineData("東區民字", "115", "30098761", "", "東區民字第11530098761號")]
    [InlineData("東區民字", "115", "0004321", "A1", "東區民字第1150004321A1號")]
    [InlineData("東區\n   民字", "１１５", "０００４３２１", "", "東區民字第1150004321號")]
    [InlineData("東區民字", "一一五", "〇〇〇四三二一", "", "東區民字第1150004321號")]
    [InlineData("東區民字", "一百一十五", "四千三百二十一", "", "東區民字第1150004321號")]
    [InlineData("東區民字", "", "11500043210", "", "東區民字第11500043210號")]
    public void Word_year_serial_and_branch_are_put_together(
        string word, string year, string serial, string branch, string number)
    {
        Letter letter = new()
        {
            Number = $"<發文字號><字>{word}</字><文號><年度>{year}</年度><流水號>{serial}</流水號><支號>{branch}</支號></文號></發文字號>",
        };

        Assert.Equal(number, Taking.Document(letter).Number);
    }

    [Fact]
    public void A_number_in_one_piece_stands_as_it_is() => Assert.Equal(
        "東民地字第八九〇一二三四五六七一號",
        Taking.Document(new Letter { Number = "<發文字號><文字>東民地字第八九〇一二三四五六七一號</文字></發文字號>" }).Number);

    [Fact]
    public void Of_a_joint_letter_the_first_number_serves()
    {
        Letter joint = new()
        {
            Number = "<發文字號><文字>甲字第1號</文字></發文字號><發文字號><文字>乙字第2號</文字></發文字號>",
            Senders = "<發文機關><全銜>甲局</全銜><機關代碼>A1</機關代碼></發文機關><發文機關><全銜>乙局</全銜><機關代碼>B1</機關代碼></發文機關>",
        };

        Documents.Document document = Taking.Document(joint);

        Assert.Equal("甲字第1號", document.Number);
        Assert.Equal(["甲局", "乙局"], document.Senders.Select(sender => sender.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<發文字號/>")]
    [InlineData("<發文字號><字>甲</字><文號><年度/><流水號/></文號></發文字號>")]
    public void Without_a_number_it_is_unknown(string number) =>
        Assert.Null(Taking.Document(new Letter { Number = number }).Number);
}
