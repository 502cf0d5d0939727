using System.IO.Compression;
using System.Text;

namespace SmartLocker.Benchmarks.Intake;

/// <summary>Drops made to be measured: an honest large one, and what an enemy would send within the limits.</summary>
internal static class Drops
{
    private const int Mebibyte = 1024 * 1024;

    private const string Head = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE 函 SYSTEM "104_2_utf8.dtd" [
        @ENTITIES@<!ENTITY 表單 SYSTEM "list.sw" NDATA DI>
        ]>
        <函><發文機關><全銜>東海市政府民政局</全銜><機關代碼>401230000A</機關代碼></發文機關><函類別 代碼="函"/><地址>甲</地址>
        <聯絡方式>乙</聯絡方式>
        """;

    private const string Tail = """
        <受文者><交換表 交換表單="表單"/></受文者><發文日期><年月日>中華民國115年10月2日</年月日></發文日期>
        <發文字號><字>東區民字</字><文號><年度>115</年度><流水號>0004321</流水號></文號></發文字號>
        <主旨><文字>檢送里鄰編組表一份，請查照。</文字></主旨><正本><總稱>如行文單位</總稱></正本></函>
        """;

    /// <summary>Documents of one file, filled up to a mebibyte with one thing.</summary>
    public static IEnumerable<(string Name, string Document)> Documents =>
    [
        ("deep nesting", Filled(count => Repeat("<a>", count) + Repeat("</a>", count), 7)),
        ("attributes", Filled(count => $"<a {string.Concat(Enumerable.Range(0, count).Select(i => $"a{i:D6}='' "))}/>", 11)),
        ("elements", Filled(count => Repeat("<a/>", count), 4)),
        ("receivers", Filled(count => Repeat("<受文者><全銜>甲</全銜></受文者>", count), 46)),
        ("levels of secrecy", Filled(count => Repeat("<密等/>", count), 9)),
        ("lists", Filled(count => Repeat("<受文者><交換表 交換表單='表單'/></受文者>", count), 59)),
        ("references", Filled(count => $"<a>{Repeat("&a;", count)}</a>", 3)),
        ("names in 副本", Filled(count => $"<副本>{Repeat("<全銜>甲</全銜>", count)}</副本>", 20)),
        ("entities", Filled("", count => string.Concat(Enumerable.Range(0, count).Select(i => $"<!ENTITY e{i:D6} '&e0;'>")), 26)),
        ("laughs", Head.Replace("@ENTITIES@", Laughs, StringComparison.Ordinal) + "<a>&z9;</a>" + Tail),
        ("quotes never closed", Filled(_ => "<a b='" + new string('x', 900_000), 1)),
    ];

    public static string List(int rows) => "<交換表單>" + string.Concat(Enumerable.Range(0, rows).Select(i =>
        $"<全銜>東海市立第{i}國民小學</全銜><機關代碼>40123{i:D4}X</機關代碼><含附件>含附件</含附件><本別><收發處理本別 代碼=\"正本\"/></本別>"))
        + "</交換表單>";

    /// <summary>As many rows as a mebibyte holds.</summary>
    public static string LongestList() =>
        "<交換表單>" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<全銜>{i:D5}</全銜><機關代碼/>")) + "</交換表單>";

    public static string Honest => Head.Replace("@ENTITIES@", "", StringComparison.Ordinal) + Tail;

    public static void Zip(string path, IEnumerable<(string Name, byte[] Content)> members, long paddingBytes = 0)
    {
        using FileStream file = File.Create(path);
        using ZipArchive zip = new(file, ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in members)
        {
            using Stream entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
            entry.Write(content);
        }

        // Noise does not shrink: it lifts the limit of a hundred times the size of the zip.
        byte[] noise = new byte[paddingBytes];
        new Random(1).NextBytes(noise);
        using Stream padding = zip.CreateEntry("padding.bin", CompressionLevel.NoCompression).Open();
        padding.Write(noise);
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Laughs =>
        "<!ENTITY z0 '哈'>" + string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY z{i} '{Repeat($"&z{i - 1};", 10)}'>"));

    private static string Filled(Func<int, string> monster, int bytesEach) => Filled(monster, _ => "", bytesEach);

    private static string Filled(string body, Func<int, string> entities, int bytesEach) =>
        Filled(_ => body, entities, bytesEach);

    private static string Filled(Func<int, string> body, Func<int, string> entities, int bytesEach)
    {
        int count = (Mebibyte - Encoding.UTF8.GetByteCount(Head + Tail) - 64) / bytesEach;
        return Head.Replace("@ENTITIES@", entities(count), StringComparison.Ordinal) + body(count) + Tail;
    }

    private static string Repeat(string part, int count) => string.Concat(Enumerable.Repeat(part, count));
}
