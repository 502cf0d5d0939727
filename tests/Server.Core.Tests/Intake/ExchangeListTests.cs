using System.Text;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Intake;

namespace SmartLocker.Server.Core.Tests.Intake;

/// <summary>The exchange list a document names: found in its own folder, read whole or not at all.</summary>
public sealed class ExchangeListTests
{
    private static readonly string TwoRows = Letter.List(Letter.Row("甲局", "A1"), Letter.Row("乙局", "B1", "副本"));

    [Theory]
    [InlineData("list.sw", "list.sw")]
    [InlineData("list.sw", "LIST.SW")]
    [InlineData("./list.sw", "list.sw")]
    [InlineData("交換表.sw", "交換表.SW")]
    [InlineData("list.xml", "list.xml")]
    public void The_list_is_found_by_its_file_name_whatever_the_case(string named, string file)
    {
        Document document = Taking.Document(Letter.ByList(named), null, Taking.Beside(file, TwoRows));

        Assert.Equal(
            [("甲局", "A1", CopyKind.Original, true), ("乙局", "B1", CopyKind.Duplicate, true)],
            document.Receivers.Select(row => (row.Name, row.Code?.Value, row.Copy, row.WithAttachments)));
    }

    [Theory]
    [InlineData("list.sw", "other.sw")]
    [InlineData("list.sw", "sub/list.sw")]
    [InlineData("sub/list.sw", "sub/list.sw")]
    [InlineData("SUB/LIST.SW", "SUB/LIST.SW")]
    [InlineData("../list.sw", "list.sw")]
    [InlineData("..\\list.sw", "list.sw")]
    [InlineData("/etc/list.sw", "list.sw")]
    [InlineData("C:\\list.sw", "list.sw")]
    [InlineData("file:///list.sw", "list.sw")]
    [InlineData("http://example.org/list.sw", "list.sw")]
    [InlineData("", "list.sw")]
    public void A_list_elsewhere_is_missing(string named, string file) => Assert.Equal(
        RefusalReason.MissingExchangeList, Taking.Refused(Letter.ByList(named), Taking.Beside(file, TwoRows)).Reason);

    [Fact]
    public void An_entity_that_nobody_declared_names_no_list() => Assert.Equal(
        RefusalReason.MissingExchangeList,
        Taking.Refused(Letter.ByList() with { Entities = "" }, Taking.Beside("list.sw", TwoRows)).Reason);

    [Theory]
    [InlineData("""<!ENTITY 表單 PUBLIC "-//甲//" "list.sw" NDATA DI>""")]
    [InlineData("<!ENTITY 表單\n SYSTEM 'list.sw'\n NDATA DI >")]
    [InlineData("""<!-- ]> <!ENTITY 表單 SYSTEM "no.sw"> --><!ENTITY 表單 SYSTEM "list.sw" NDATA DI>""")]
    [InlineData("""<!ENTITY % 表單 SYSTEM "no.sw"> %表單; <!ENTITY 表單 SYSTEM "list.sw" NDATA DI>""")]
    [InlineData("""<!ENTITY 表單 SYSTEM "list.sw" NDATA DI><!ENTITY 表單 SYSTEM "no.sw" NDATA DI>""")]
    [InlineData("""<!ENTITY x "]><!ENTITY 表單 SYSTEM 'no.sw'>"><!ENTITY 表單 SYSTEM "list.sw" NDATA DI>""")]
    public void The_entity_is_found_among_whatever_else_is_declared(string entities) => Assert.Equal(
        2,
        Taking.Document(Letter.ByList() with { Entities = entities }, null, Taking.Beside("list.sw", TwoRows)).Receivers.Length);

    [Fact]
    public void Names_that_differ_only_by_case_are_told_apart_or_not_used()
    {
        DropFile[] twins = [Taking.Beside("list.sw", TwoRows), Taking.Beside("LIST.sw", TwoRows)];

        Assert.Equal(2, Taking.Document(Letter.ByList("list.sw"), null, twins).Receivers.Length);
        Assert.Equal(RefusalReason.BadExchangeList, Taking.Refused(Letter.ByList("List.sw"), twins).Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("這不是 XML")]
    [InlineData("<函><全銜>甲</全銜><機關代碼>A1</機關代碼></函>")]
    [InlineData("<交換表單/>")]
    [InlineData("<交換表單><全銜/><機關代碼/></交換表單>")]
    [InlineData("<交換表單><全銜>甲</全銜><機關代碼>A1</機關代碼>")]
    [InlineData("<交換表單><機關代碼>A1</機關代碼><全銜>甲</全銜></交換表單>")]
    [InlineData("<交換表單><全銜>甲</全銜><機關代碼>A1</機關代碼><機關代碼>B1</機關代碼></交換表單>")]
    [InlineData("<交換表單><全銜>甲</全銜><含附件/><機關代碼>B1</機關代碼><含附件/></交換表單>")]
    public void A_list_that_cannot_be_relied_on_is_bad(string list) =>
        Assert.Equal(RefusalReason.BadExchangeList, Taking.Refused(Letter.ByList(), Taking.Beside("list.sw", list)).Reason);

    [Fact]
    public void A_list_larger_than_a_mebibyte_is_bad()
    {
        byte[] large = Encoding.UTF8.GetBytes(TwoRows + new string(' ', DropFile.BytesMax));

        Assert.Equal(RefusalReason.BadExchangeList, Taking.Refused(Letter.ByList(), new DropFile("list.sw", large)).Reason);
    }

    [Fact]
    public void Blank_rows_are_dropped_with_a_warning()
    {
        string list = Letter.List(Letter.Row("甲局", "A1"), Letter.Row(" \n ", ""), Letter.Row("乙局", "B1"));

        IntakeOutcome.Accepted accepted = Taking.Accepted(Letter.ByList(), null, Taking.Beside("list.sw", list));

        Assert.Equal(["甲局", "乙局"], accepted.Document.Receivers.Select(row => row.Name));
        Assert.Single(accepted.Warnings);
    }

    [Fact]
    public void Repeated_receivers_are_merged_and_keep_the_greater_claim()
    {
        string list = Letter.List(
            Letter.Row("臺東局", "A1", "副本").Replace("<含附件>含附件", "<含附件>", StringComparison.Ordinal),
            Letter.Row("乙局", "B1"),
            Letter.Row("台 東局", "a1"));

        IntakeOutcome.Accepted accepted = Taking.Accepted(Letter.ByList(), null, Taking.Beside("list.sw", list));

        Assert.Equal(["臺東局", "乙局"], accepted.Document.Receivers.Select(row => row.Name));
        Receiver merged = accepted.Document.Receivers[0];
        Assert.Equal((CopyKind.Original, true), (merged.Copy, merged.WithAttachments));
        Assert.Single(accepted.Warnings);
    }

    [Fact]
    public void Attachments_stay_whichever_of_the_repeated_rows_says_so()
    {
        string without = Letter.Row("甲局", "A1").Replace("<含附件>含附件", "<含附件>", StringComparison.Ordinal);
        string with = Letter.Row("甲局", "A1");
        foreach (DropFile list in new[] { Letter.List(with, without), Letter.List(without, with) }
            .Select(text => Taking.Beside("list.sw", text)))
        {
            Assert.True(Taking.Document(Letter.ByList(), null, list).Receivers.Single().WithAttachments);
        }
    }

    [Fact]
    public void A_list_that_is_named_twice_in_two_ways_is_read_once()
    {
        Letter letter = Letter.ByList() with
        {
            Entities = """<!ENTITY 甲 SYSTEM "list.sw" NDATA DI><!ENTITY 乙 SYSTEM "LIST.SW" NDATA DI>""",
            Receiver = """<受文者><交換表 交換表單="甲"/></受文者><受文者><交換表 交換表單="乙"/></受文者>""",
        };

        IntakeOutcome.Accepted accepted = Taking.Accepted(letter, null, Taking.Beside("list.sw", TwoRows));

        Assert.Equal(2, accepted.Document.Receivers.Length);
        Assert.DoesNotContain(accepted.Warnings, warning => warning.StartsWith("重複的受文者", StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_with_bytes_that_mean_nothing_says_so()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Letter.List(Letter.Row("甲~局", "A1")));
        bytes[Array.IndexOf(bytes, (byte)'~')] = 0xFF;

        IntakeOutcome.Accepted accepted = Taking.Accepted(Letter.ByList(), null, new DropFile("list.sw", bytes));

        Assert.Equal("甲\uFFFD局", accepted.Document.Receivers.Single().Name);
        Assert.Single(accepted.Warnings);
    }

    [Fact]
    public void A_unit_is_not_its_agency_and_a_name_is_not_a_code()
    {
        string list = Letter.List(
            Letter.Row("甲局", "A1"),
            "<單位名>人事室</單位名><機關代碼>A1</機關代碼><單位代碼>U1</單位代碼>",
            "<單位名>人事室</單位名><機關代碼>A1</機關代碼><單位代碼>U2</單位代碼>",
            Letter.Row("中正國小", "C1"),
            Letter.Row("中正國小", "C2"));

        Assert.Equal(5, Taking.Document(Letter.ByList(), null, Taking.Beside("list.sw", list)).Receivers.Length);
    }

    [Theory]
    [InlineData("<本別><收發處理本別/></本別>", CopyKind.Original)]
    [InlineData("""<本別><收發處理本別 代碼="副本"/></本別>""", CopyKind.Duplicate)]
    [InlineData("""<本別><收發處理本別 代碼="抄本"/></本別>""", null)]
    [InlineData("<本別/>", null)]
    public void The_copy_is_what_the_row_says(string copy, CopyKind? kind)
    {
        string list = Letter.List($"<全銜>甲局</全銜><機關代碼>A1</機關代碼>{copy}");

        Assert.Equal(kind, Taking.Document(Letter.ByList(), null, Taking.Beside("list.sw", list)).Receivers[0].Copy);
    }

    [Theory]
    [InlineData("令")]
    [InlineData("公告")]
    public void An_order_or_announcement_takes_the_unnamed_list_of_its_own_name(string root)
    {
        Letter letter = new() { Root = root, Kind = "", Receiver = "" };

        Assert.Equal(2, Taking.Document(letter, null, Taking.Beside("A.SW", TwoRows)).Receivers.Length);
        Assert.Empty(Taking.Document(letter, null, Taking.Beside("b.sw", TwoRows)).Receivers);
        Assert.Equal(RefusalReason.BadExchangeList, Taking.Refused(letter, Taking.Beside("a.sw", "壞")).Reason);
        Assert.Single(Taking.Document(new Letter(), null, Taking.Beside("a.sw", TwoRows)).Receivers);
    }

    [Fact]
    public void A_list_shared_by_too_many_documents_is_used_no_more()
    {
        DropFile list = Taking.Beside("list.sw", TwoRows);
        byte[] letter = Encoding.UTF8.GetBytes(Letter.ByList().Xml);
        DropFile[] documents = [.. Enumerable.Range(0, 4).Select(index => new DropFile($"{index}.di", letter))];
        DropIntake intake = new([.. documents, list], null, repeatBytesMax: 2 * list.Length);

        bool[] accepted = [.. documents.Select(document => intake.Take(document) is IntakeOutcome.Accepted)];

        Assert.Equal([true, true, true, false], accepted);
    }
}
