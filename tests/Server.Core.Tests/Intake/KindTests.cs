using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Intake;

namespace SmartLocker.Server.Core.Tests.Intake;

/// <summary>Which documents agencies exchange, and where each kind has its subject.</summary>
public sealed class KindTests
{
    [Theory]
    [InlineData("""<函類別 代碼="書函"/>""", "書函")]
    [InlineData("""<函類別 代碼="移文單"/>""", "移文單")]
    [InlineData("<函類別/>", "函")]
    [InlineData("""<函類別 代碼=""/>""", "函")]
    [InlineData("<函類別>書函</函類別>", "書函")]
    [InlineData("", "函")]
    public void The_kind_of_a_letter_is_its_category(string mark, string kind) =>
        Assert.Equal(kind, Taking.Document(new Letter { Kind = mark }).Kind);

    [Theory]
    [InlineData("開會通知單", "開會事由")]
    [InlineData("會勘通知單", "會勘事由")]
    public void A_notice_is_named_by_its_root_and_has_its_reason_as_subject(string root, string field)
    {
        Letter notice = new() { Root = root, Kind = "", Subject = $"<{field}><文字>研商防汛事宜</文字></{field}>" };

        Document document = Taking.Document(notice);

        Assert.Equal((root, "研商防汛事宜"), (document.Kind, document.Subject));
        Assert.Equal(RefusalReason.NoSubject, Taking.Refused(notice with { Subject = "<主旨><文字>甲</文字></主旨>" }).Reason);
    }

    [Theory]
    [InlineData("令")]
    [InlineData("公告")]
    public void Orders_and_announcements_are_exchanged(string root) =>
        Assert.Equal(root, Taking.Document(new Letter { Root = root, Kind = "", Receiver = "" }).Kind);

    [Theory]
    [InlineData("簽")]
    [InlineData("便簽")]
    [InlineData("簽稿會核單")]
    [InlineData("交換表單")]
    [InlineData("html")]
    public void Every_other_root_is_internal(string root) =>
        Assert.Equal(RefusalReason.InternalKind, Taking.Refused(new Letter { Root = root }).Reason);

    [Theory]
    [InlineData("簽")]
    [InlineData("便簽")]
    [InlineData("簽稿會核單")]
    [InlineData("會銜公文會辦單")]
    [InlineData("公文時效統計")]
    public void An_internal_kind_does_not_pass_as_a_category_of_letters(string kind) => Assert.Equal(
        RefusalReason.InternalKind, Taking.Refused(new Letter { Kind = $"""<函類別 代碼="{kind}"/>""" }).Reason);

    [Theory]
    [InlineData("")]
    [InlineData("<主旨/>")]
    [InlineData("<主旨><文字> \n\u3000 </文字></主旨>")]
    [InlineData("<主旨><文字>\u200B</文字></主旨>")]
    [InlineData("<主旨><!-- 空 --></主旨>")]
    public void Without_a_subject_a_letter_is_refused(string subject) =>
        Assert.Equal(RefusalReason.NoSubject, Taking.Refused(new Letter { Subject = subject }).Reason);

    [Theory]
    [InlineData("<主旨><文字>檢送名冊\n      一份，請查照。</文字></主旨>")]
    [InlineData("<主旨>\r\n\t<文字>檢送名冊<!-- 紙本 -->一份，<![CDATA[請查照。]]></文字>\r\n</主旨>")]
    [InlineData("<主旨><文字>檢送名&#x518A;一份，請查照。\u200E</文字></主旨>")]
    [InlineData("<x:主旨 xmlns:x='urn:x'><y:文字>檢送名冊一份，請查照。</y:文字></x:主旨>")]
    public void A_subject_is_read_as_a_person_would_read_it(string subject) =>
        Assert.Equal("檢送名冊一份，請查照。", Taking.Document(new Letter { Subject = subject }).Subject);

    [Theory]
    [InlineData("檢送 ABC\n  DEF 手冊", "檢送 ABC DEF 手冊")]
    [InlineData("局長\u3000林小青  到場", "局長\u3000林小青 到場")]
    public void Blanks_that_mean_something_stay(string written, string read) =>
        Assert.Equal(read, Taking.Document(new Letter { Subject = $"<主旨><文字>{written}</文字></主旨>" }).Subject);

    [Theory]
    [InlineData("""<速別 代碼="最速件"/>""", Urgency.Fastest, 0)]
    [InlineData("""<速別 代碼="速件"/>""", Urgency.Fast, 0)]
    [InlineData("""<速別 代碼="普通件"/>""", Urgency.Ordinary, 0)]
    [InlineData("""<速別 代碼=""/>""", Urgency.Ordinary, 0)]
    [InlineData("<速別/>", Urgency.Ordinary, 0)]
    [InlineData("", Urgency.Ordinary, 0)]
    [InlineData("<速別>最速件</速別>", Urgency.Fastest, 0)]
    [InlineData("""<速別 代碼="特急件"/>""", Urgency.Ordinary, 1)]
    public void An_urgency_that_is_missing_or_unknown_is_the_ordinary_one(string mark, Urgency urgency, int warnings)
    {
        IntakeOutcome.Accepted accepted = Taking.Accepted(new Letter { Urgency = mark });

        Assert.Equal(urgency, accepted.Document.Urgency);
        Assert.Equal(warnings, accepted.Warnings.Length);
    }

    [Theory]
    [InlineData("<地址>東海市港前路1號</地址>")]
    [InlineData("<地址>東海市</地址><聯絡方式>林</聯絡方式><電子郵件>a@example.org</電子郵件>")]
    public void What_the_DTD_would_reject_is_taken_with_a_warning(string contact) =>
        Assert.Single(Taking.Accepted(new Letter { Contact = contact }).Warnings);
}
