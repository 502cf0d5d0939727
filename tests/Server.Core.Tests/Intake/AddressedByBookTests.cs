using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Intake;

namespace SmartLocker.Server.Core.Tests.Intake;

/// <summary>What the address book adds to what a document says. A wrong code is worse than none.</summary>
public sealed class AddressedByBookTests
{
    private static readonly AddressBook Book = new(
    [
        Row("A1", "臺東市政府"), Row("B1", "中正國小"), Row("B2", "中正國小"), Row("C1", "台北館"), Row("C2", "臺北館"),
    ]);

    [Theory]
    [InlineData("臺東市政府", "", "A1", true)]
    [InlineData("台東市\u3000政 府", "", "A1", true)]
    [InlineData("中正國小", "", null, false)]
    [InlineData("台北館", "", null, false)]
    [InlineData("不知名的機關", "", null, false)]
    [InlineData("台東市政府", "a1", "A1", true)]
    [InlineData("中正國小", "B2", "B2", true)]
    [InlineData("新成立的機關", "Z9", "Z9", false)]
    [InlineData("中正國小", "A1", null, false)]
    [InlineData("臺東市政府", "B1", null, false)]
    [InlineData("臺東市政府", "(A1)", null, false)]
    public void Name_and_code_must_agree(string name, string code, string? resolved, bool isResolved)
    {
        Letter letter = new() { Receiver = $"<受文者><全銜>{name}</全銜><機關代碼>{code}</機關代碼></受文者>" };

        IntakeOutcome.Accepted accepted = Taking.Accepted(letter, Book);

        Receiver receiver = Assert.Single(accepted.Document.Receivers);
        Assert.Equal((resolved, isResolved), (receiver.Code?.Value, receiver.IsResolved));
        Assert.Equal(isResolved ? 0 : 1, accepted.Unresolved.Length);
    }

    [Theory]
    [InlineData("<單位名>人事室</單位名><機關代碼>A1</機關代碼><單位代碼>U1</單位代碼>", "A1", true)]
    [InlineData("<姓名>林小青</姓名><機關代碼>A1</機關代碼>", "A1", true)]
    [InlineData("<單位名>人事室</單位名><機關代碼>Z9</機關代碼><單位代碼>U1</單位代碼>", "Z9", false)]
    [InlineData("<單位名>臺東市政府</單位名>", null, false)]
    [InlineData("<全銜/><機關代碼>A1</機關代碼>", "A1", true)]
    public void Units_and_persons_are_known_by_the_code_of_their_agency(string who, string? code, bool isResolved)
    {
        Receiver receiver = Taking.Document(new Letter { Receiver = $"<受文者>{who}</受文者>" }, Book).Receivers.Single();

        Assert.Equal((code, isResolved), (receiver.Code?.Value, receiver.IsResolved));
    }

    [Fact]
    public void Senders_are_looked_up_by_the_same_rule() => Assert.Equal(
        ["A1", null],
        Taking.Document(
            new Letter
            {
                Senders = "<發文機關><全銜>台東市政府</全銜></發文機關><發文機關><全銜>中正國小</全銜><機關代碼>A1</機關代碼></發文機關>",
            },
            Book).Senders.Select(sender => sender.Code?.Value));

    [Fact]
    public void Rows_that_turn_out_to_be_the_same_agency_are_merged()
    {
        string list = Letter.List(Letter.Row("臺東市政府", ""), Letter.Row("台東市政府", "A1"));

        Assert.Single(Taking.Document(Letter.ByList(), Book, Taking.Beside("list.sw", list)).Receivers);
    }

    [Fact]
    public void Two_doubtful_codes_under_one_name_stay_two_receivers()
    {
        string list = Letter.List(Letter.Row("中正國小", "A1"), Letter.Row("中正國小", "C1"));

        Assert.Equal(["中正國小", "中正國小"], Taking.Accepted(Letter.ByList(), Book, Taking.Beside("list.sw", list)).Unresolved);
    }

    private static AddressBookRow Row(string code, string name) => new(AgencyCode.Parse(code), name);
}
