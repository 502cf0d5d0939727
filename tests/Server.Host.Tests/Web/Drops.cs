using System.Text.Json;

namespace SmartLocker.Server.Host.Tests.Web;

/// <summary>Documents as a document system writes them, as small as they may be.</summary>
internal static class Drops
{
    /// <param name="number">The serial number.</param>
    /// <param name="receiver">A code; what is no code becomes a name that nobody knows.</param>
    public static string Document(string number, string subject, string secrecy, string receiver,
        string sender = City.Education) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <函>
          <發文機關><全銜>臺北市政府教育局</全銜><機關代碼>{sender}</機關代碼></發文機關>
          <函類別 代碼="函"/>
          <受文者><全銜>{(IsCode(receiver) ? "臺北市立範例國民中學" : receiver)}</全銜>{(IsCode(receiver) ? CodeOf(receiver) : "")}</受文者>
          <發文日期><年月日>中華民國115年11月20日</年月日></發文日期>
          <發文字號><字>北市教中字</字><文號><年度>115</年度><流水號>{number}</流水號><支號/></文號></發文字號>
          <速別 代碼="速件"/>
          <密等及解密條件或保密期限><密等 代碼="{secrecy}"/><解密條件或保密期限/></密等及解密條件或保密期限>
          <主旨><文字>{subject}</文字></主旨>
          <正本></正本><副本></副本><署名></署名>
        </函>
        """;

    private static bool IsCode(string receiver) => receiver.Length == 10;

    private static string CodeOf(string receiver) => $"<機關代碼>{receiver}</機關代碼>";

    public static string FirstPacket(string answer)
    {
        using JsonDocument lines = JsonDocument.Parse(answer);
        JsonElement first = lines.RootElement[0];
        Assert.Equal("accepted", first.GetProperty("outcome").GetString());
        return first.GetProperty("packets")[0].GetString()!;
    }
}
