using System.Globalization;
using System.Text;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Intake;

namespace SmartLocker.Server.Core.Tests.Intake;

/// <summary>Files made to do harm: nothing expands, nothing is opened, and the work stays in proportion to the bytes.</summary>
public sealed class HostileTests
{
    private const string Laughs = """
        <!ENTITY a "哈哈哈哈哈哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
        <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY loop "&loop;">
        """;

    [Theory]
    [InlineData(Laughs, "&e;")]
    [InlineData(Laughs, "&loop;")]
    [InlineData("""<!ENTITY x SYSTEM "file:///etc/passwd">""", "&x;")]
    [InlineData("""<!ENTITY x SYSTEM "http://127.0.0.1:9/x">""", "&x;")]
    [InlineData("""<!ENTITY x PUBLIC "a" "/etc/hostname">""", "&x;")]
    [InlineData("""<!ENTITY % p SYSTEM "file:///etc/passwd"> %p; <!ENTITY x "甲">""", "&x;")]
    [InlineData("", "&undeclared;")]
    public void An_entity_expands_to_nothing_and_the_letter_is_read_around_it(string entities, string reference)
    {
        Letter letter = new()
        {
            Entities = entities,
            Subject = $"<主旨><文字>檢送{reference}名冊</文字></主旨>",
            Contact = $"<地址 x='{reference}'>{reference}</地址><聯絡方式>林</聯絡方式>",
        };

        IntakeOutcome.Accepted accepted = Taking.Accepted(letter);

        Assert.Equal("檢送名冊", accepted.Document.Subject);
        Assert.Single(accepted.Warnings);
    }

    [Fact]
    public void A_subject_that_is_an_entity_is_no_subject() => Assert.Equal(
        RefusalReason.NoSubject,
        Taking.Refused(new Letter { Entities = """<!ENTITY x "甲">""", Subject = "<主旨><文字>&x;</文字></主旨>" }).Reason);

    [Fact]
    public void The_five_predefined_names_and_characters_are_letters_and_CDATA_is_verbatim() => Assert.Equal(
        "<甲>&\"'乙 &x;",
        Taking.Document(new Letter { Subject = "<主旨><文字>&lt;甲&gt;&amp;&quot;&apos;&#20057; <![CDATA[&x;]]></文字></主旨>" }).Subject);

    [Fact]
    public void Only_what_the_document_names_in_its_own_folder_is_opened()
    {
        List<string> opened = [];
        DropFile Watched(string path) => new(path, 10, () =>
        {
            opened.Add(path);
            return new MemoryStream("<交換表單/>"u8.ToArray());
        });
        Letter letter = Letter.ByList() with
        {
            Entities = """
                <!ENTITY x SYSTEM "x.ent"> <!ENTITY % p SYSTEM "p.ent"> %p; <!ENTITY 附件 SYSTEM "a.pdf" NDATA PDF>
                <!ENTITY 表單 SYSTEM "list.sw" NDATA DI>
                """,
        };

        Taking.Outcome(
            letter.Xml,
            null,
            [.. ((string[])["x.ent", "p.ent", "a.pdf", "104_2_utf8.dtd", "list.sw"]).Select(Watched)]);

        Assert.Equal(["list.sw"], opened);
    }

    [Theory]
    [InlineData(DropFile.BytesMax, false)]
    [InlineData(DropFile.BytesMax + 1, true)]
    public void One_mebibyte_is_the_limit(int length, bool isTooLarge)
    {
        byte[] letter = Encoding.UTF8.GetBytes(new Letter().Xml);
        byte[] padded = [.. letter, .. Enumerable.Repeat((byte)' ', length - letter.Length)];

        IntakeOutcome outcome = Taking.Outcome(padded);

        Assert.Equal(isTooLarge, outcome is IntakeOutcome.Refused { Reason: RefusalReason.TooLarge });
        Assert.Equal(!isTooLarge, outcome is IntakeOutcome.Accepted);
    }

    /// <summary>So does a pipe, which would never end, or a device.</summary>
    [Fact]
    public void A_file_that_says_it_has_no_bytes_is_never_opened()
    {
        DropFile pipe = new("a.di", 0, () => throw new IOException("opened"));

        IntakeOutcome outcome = new DropIntake([pipe], null).Take(pipe);

        Assert.Equal(RefusalReason.Empty, Assert.IsType<IntakeOutcome.Refused>(outcome).Reason);
    }

    [Fact]
    public void A_file_longer_than_it_said_is_read_no_further_than_the_limit()
    {
        using EndlessStream endless = new();
        DropFile liar = new("a.di", 10, () => endless);

        IntakeOutcome outcome = new DropIntake([liar], null).Take(liar);

        Assert.Equal(RefusalReason.TooLarge, Assert.IsType<IntakeOutcome.Refused>(outcome).Reason);
        Assert.InRange(endless.Given, 1, DropFile.BytesMax + 1);
    }

    public static TheoryData<string, string> Monsters => new()
    {
        { "deep", Nested(100_000) },
        { "many attributes", $"<地址 {Join(60_000, i => $"a{i}='{i}' ")}/>" },
        { "many elements", Join(150_000, _ => "<a/>") },
        { "one long name", $"<{new string('名', 300_000)}/>" },
        { "one long text", $"<地址>{new string('長', 300_000)}</地址>" },
        { "many references", $"<地址>{Join(200_000, _ => "&a;")}</地址>" },
        { "many receivers of nothing", Join(15_000, _ => "<受文者><全銜/></受文者>") },
        { "many lists", Join(15_000, _ => """<受文者><交換表 交換表單="表單"/></受文者>""") },
        { "many levels of secrecy", Join(50_000, _ => "<密等/>") },
        { "many comments", Join(100_000, _ => "<!---->") },
    };

    [Theory]
    [MemberData(nameof(Monsters))]
    public void A_letter_with_a_monster_in_it_is_still_a_letter(string name, string monster)
    {
        Letter letter = Letter.ByList() with { Contact = monster };
        string list = Letter.List(Letter.Row("甲局", "A1"), Letter.Row("乙局", "B1"));

        Document document = Taking.Document(letter, null, Taking.Beside("list.sw", list));

        Assert.NotEmpty(name);
        Assert.Equal("東區民字第1150004321號", document.Number);
        Assert.Equal(2, document.Receivers.Length);
    }

    [Fact]
    public void A_list_of_many_rows_is_read_to_the_end()
    {
        string list = Letter.List([.. Enumerable.Range(0, 7_000).Select(i => Letter.Row($"第{i}校", $"S{i}"))]);

        Assert.Equal(7_000, Taking.Document(Letter.ByList(), null, Taking.Beside("list.sw", list)).Receivers.Length);
    }

    private static string Nested(int depth) => Join(depth, _ => "<a>") + Join(depth, _ => "</a>");

    private static string Join(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));

    private sealed class EndlessStream : Stream
    {
        public long Given { get; private set; }
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }

        public override string ToString() => Given.ToString(CultureInfo.InvariantCulture);
        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
