using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Intake;

namespace SmartLocker.Server.Core.Tests.Intake;

/// <summary>Whom a document is bound for. Nobody is dropped, nobody is guessed.</summary>
public sealed class ReceiverTests
{
    [Fact]
    public void A_single_receiver_is_the_original_when_the_document_lists_it_so()
    {
        Receiver receiver = Assert.Single(Taking.Document(new Letter()).Receivers);

        Assert.Equal(("東海市東區區公所", "401231100B"), (receiver.Name, receiver.Code?.Value));
        Assert.Equal((CopyKind.Original, false, true), (receiver.Copy, receiver.WithAttachments, receiver.IsResolved));
    }

    [Fact]
    public void Who_is_listed_under_both_copies_gets_the_original()
    {
        const string Name = "<全銜>東海市東區區公所</全銜>";
        Letter letter = new() { Rest = $"<正本>{Name}</正本><副本>{Name}</副本>" };
        Assert.Equal(CopyKind.Original, Taking.Document(letter).Receivers[0].Copy);
    }

    [Fact]
    public void A_code_in_full_width_is_the_same_code()
    {
        Letter letter = new() { Receiver = "<受文者><全銜>甲</全銜><機關代碼>４０１２３１１００ｂ</機關代碼></受文者>" };
        Assert.Equal("401231100B", Taking.Document(letter).Receivers[0].Code?.Value);
    }

    [Fact]
    public void A_copy_that_nobody_names_is_unknown() =>
        Assert.Null(Taking.Document(new Letter { Rest = "<正本><總稱>如行文單位</總稱></正本>" }).Receivers[0].Copy);

    [Fact]
    public void A_unit_carries_the_code_of_its_agency()
    {
        Letter letter = new()
        {
            Receiver = "<受文者><單位名>人事室</單位名><機關代碼>401231100b</機關代碼><單位代碼>u01</單位代碼><含附件>均含附件</含附件></受文者>",
        };

        Receiver receiver = Assert.Single(Taking.Document(letter).Receivers);

        Assert.Equal(("人事室", "401231100B", "U01"), (receiver.Name, receiver.Code?.Value, receiver.Unit?.Value));
        Assert.True(receiver.WithAttachments);
    }

    [Fact]
    public void A_person_carries_the_code_of_the_agency() => Assert.Equal(
        ("林小青", "401231100B"),
        Taking.Document(new Letter
        {
            Receiver = "<受文者><姓名>林小青</姓名><職稱>科長</職稱><機關代碼>401231100B</機關代碼></受文者>",
        }).Receivers.Select(receiver => (receiver.Name, receiver.Code?.Value)).Single());

    [Theory]
    [InlineData("含附件", true)]
    [InlineData("均含附件", true)]
    [InlineData("不含附件", false)]
    [InlineData("", false)]
    [InlineData(" \n含附件 ", true)]
    public void Attachments_go_along_when_the_row_says_so(string text, bool along)
    {
        Letter letter = new()
        {
            Receiver = $"<受文者><全銜>甲</全銜><機關代碼>A1</機關代碼><含附件>{text}</含附件></受文者>",
        };

        Assert.Equal(along, Taking.Document(letter).Receivers[0].WithAttachments);
    }

    [Theory]
    [InlineData("<全銜>甲</全銜>")]
    [InlineData("<全銜>甲</全銜><機關代碼/>")]
    [InlineData("<全銜>甲</全銜><機關代碼>（無）</機關代碼>")]
    [InlineData("<全銜>甲</全銜><機關代碼>4012&x;31100B</機關代碼>")]
    [InlineData("<全銜>甲</全銜><機關代碼>A1</機關代碼><機關代碼>B1</機關代碼>")]
    public void A_receiver_without_a_code_to_rely_on_is_unresolved(string receiver)
    {
        IntakeOutcome.Accepted accepted = Taking.Accepted(new Letter { Receiver = $"<受文者>{receiver}</受文者>" });

        Assert.Null(Assert.Single(accepted.Document.Receivers).Code);
        Assert.Equal(["甲"], accepted.Unresolved);
    }

    [Fact]
    public void Two_names_and_codes_in_doubt_leave_two_receivers_to_look_up()
    {
        Letter letter = new()
        {
            Receiver = "<受文者><機關代碼>A1</機關代碼><全銜>甲</全銜><機關代碼>B1</機關代碼><全銜>乙</全銜></受文者>",
        };

        Assert.Equal(["甲", "乙"], Taking.Accepted(letter).Unresolved);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<受文者/>")]
    [InlineData("<受文者><全銜/><機關代碼/></受文者>")]
    public void A_letter_to_nobody_is_taken_with_a_warning(string receiver)
    {
        IntakeOutcome.Accepted accepted = Taking.Accepted(new Letter { Receiver = receiver });

        Assert.Empty(accepted.Document.Receivers);
        Assert.Contains("沒有受文者。", accepted.Warnings);
    }

    [Fact]
    public void An_order_is_addressed_by_its_list_alone()
    {
        IntakeOutcome.Accepted accepted = Taking.Accepted(new Letter { Root = "令", Kind = "" });

        Assert.Empty(accepted.Document.Receivers);
        Assert.NotEmpty(accepted.Warnings);
    }
}
