using System.Text.Json;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Intake;

namespace SmartLocker.Server.Core.Tests.Intake;

/// <summary>Nothing above 密 travels by locker, and of a 密 document nobody learns the subject.</summary>
public sealed class SecrecyTests
{
    private const string Told = "調查王大明案卷宗";

    [Theory]
    [InlineData("<密等/>")]
    [InlineData("""<密等 代碼=""/>""")]
    [InlineData("""<密等 代碼=" 普通 "/>""")]
    [InlineData("<密等>普通</密等>")]
    [InlineData("")]
    public void Nothing_and_ordinary_are_ordinary(string mark) =>
        Assert.Equal(Secrecy.Ordinary, Taking.Document(new Letter { Secrecy = mark }).Secrecy);

    [Theory]
    [InlineData("""<密等 代碼="密"/>""")]
    [InlineData("<密等>\n 密\n</密等>")]
    [InlineData("<密等><文字>密</文字></密等>")]
    [InlineData("""<密等及解密條件或保密期限><密等 代碼="密"/><解密條件或保密期限>公布時解密</解密條件或保密期限></密等及解密條件或保密期限>""")]
    [InlineData("<密等及解密條件或保密期限>密</密等及解密條件或保密期限>")]
    [InlineData("""<附件><文字>甲</文字><密等 代碼="密"/></附件>""")]
    public void A_confidential_letter_loses_its_subject_when_it_is_taken_in(string mark)
    {
        IntakeOutcome.Accepted accepted = Taking.Accepted(About(mark));

        Assert.Equal(Secrecy.Confidential, accepted.Document.Secrecy);
        Assert.Equal("密不錄由", accepted.Document.Subject);
        Assert.DoesNotContain(Told, JsonSerializer.Serialize(accepted, Plain), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""<密等 代碼="機密"/>""")]
    [InlineData("""<密等 代碼="極機密"/>""")]
    [InlineData("""<密等 代碼="絕對機密"/>""")]
    [InlineData("""<密等 代碼="機 密"/>""")]
    [InlineData("""<密等 代碼="secret"/>""")]
    [InlineData("""<密等 代碼="密件"/>""")]
    [InlineData("<密等>機密</密等>")]
    [InlineData("""<密等 代碼="密">極機密</密等>""")]
    [InlineData("""<密等 代碼="普通" x:代碼="機密"/>""")]
    [InlineData("""<密等 x:代碼="機密" 代碼="普通"/>""")]
    [InlineData("<密等及解密條件或保密期限><文字>機密</文字></密等及解密條件或保密期限>")]
    [InlineData("""<密等 代碼=""/><密等 代碼="機密"/>""")]
    [InlineData("<密等及解密條件或保密期限>機密<密等/></密等及解密條件或保密期限>")]
    [InlineData("""<段落><條列><密等 代碼="機密"/></條列></段落>""")]
    [InlineData("""<密等 代碼="&level;"/>""")]
    [InlineData("<密等>&level;</密等>")]
    public void Above_confidential_and_whatever_may_be_is_refused_without_a_word_of_the_subject(string mark)
    {
        IntakeOutcome.Refused refused = Taking.Refused(About(mark) with { Entities = """<!ENTITY level "機密">""" });

        Assert.Equal(RefusalReason.Secrecy, refused.Reason);
        Assert.DoesNotContain("王大明", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(40)]
    public void A_level_counts_however_deep_it_stands(int depth)
    {
        string open = string.Concat(Enumerable.Repeat("<條列>", depth));
        string close = string.Concat(Enumerable.Repeat("</條列>", depth));
        Letter letter = About($"""<段落>{open}<密等 代碼="機密"/>{close}</段落>""");
        Assert.Equal(RefusalReason.Secrecy, Taking.Refused(letter).Reason);
    }

    [Theory]
    [InlineData("""<!ATTLIST 密等 代碼 CDATA "機密">""")]
    [InlineData("""<!ATTLIST 密等 代碼 (密|機密) #FIXED '密'>""")]
    [InlineData("""<!ENTITY % level "<!ATTLIST 密等 代碼 CDATA '極機密'>"> %level;""")]
    [InlineData("""<!ATTLIST 密等 代碼 CDATA "&#27231;&#23494;">""")]
    [InlineData("""<!ATTLIST 密等 代碼 CDATA "secret">""")]
    public void A_level_that_a_declaration_would_give_is_not_known(string declaration) =>
        Assert.Equal(
            RefusalReason.Secrecy, Taking.Refused(new Letter { Secrecy = "<密等/>", Entities = declaration }).Reason);

    [Theory]
    [InlineData("<!ATTLIST 密等 代碼 (密|機密|極機密|絕對機密) #IMPLIED>")]
    [InlineData("""<!ATTLIST 密等 代碼 CDATA "">""")]
    [InlineData("""<!ATTLIST 密等 代碼 CDATA "普通" 備註 CDATA #IMPLIED>""")]
    [InlineData("""<!ATTLIST 速別 代碼 CDATA "普通件">""")]
    public void A_declaration_that_gives_no_level_changes_nothing(string declaration) =>
        Assert.Equal(Secrecy.Ordinary, Taking.Document(new Letter { Secrecy = "<密等/>", Entities = declaration }).Secrecy);

    [Fact]
    public void Secrecy_is_the_reason_given_even_where_the_subject_is_missing_too() =>
        Assert.Equal(RefusalReason.Secrecy, Taking.Refused(About("""<密等 代碼="機密"/>""") with { Subject = "" }).Reason);

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static Letter About(string mark) => new() { Secrecy = mark, Subject = $"<主旨><文字>{Told}</文字></主旨>" };
}
