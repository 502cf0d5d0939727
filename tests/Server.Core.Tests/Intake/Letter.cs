namespace SmartLocker.Server.Core.Tests.Intake;

/// <summary>A letter as a document system writes it; a test changes the one part it is about.</summary>
internal sealed record Letter
{
    public string Declaration { get; init; } = """<?xml version="1.0" encoding="UTF-8"?>""";
    public string Entities { get; init; } = "";
    public string Root { get; init; } = "函";
    public string Senders { get; init; } = "<發文機關><全銜>東海市政府民政局</全銜><機關代碼>401230000A</機關代碼></發文機關>";
    public string Kind { get; init; } = """<函類別 代碼="函"/>""";
    public string Contact { get; init; } = "<地址>東海市港前路1號</地址><聯絡方式>承辦人：林小青</聯絡方式>";
    public string Receiver { get; init; } = "<受文者><全銜>東海市東區區公所</全銜><機關代碼>401231100B</機關代碼></受文者>";
    public string Date { get; init; } = "<發文日期><年月日>中華民國115年10月2日</年月日></發文日期>";

    public string Number { get; init; } =
        "<發文字號><字>東區民字</字><文號><年度>115</年度><流水號>0004321</流水號></文號></發文字號>";

    public string Urgency { get; init; } = """<速別 代碼="速件"/>""";
    public string Secrecy { get; init; } = "<密等及解密條件或保密期限><密等/><解密條件或保密期限/></密等及解密條件或保密期限>";
    public string Subject { get; init; } = "<主旨><文字>檢送里鄰編組表一份，請查照。</文字></主旨>";
    public string Rest { get; init; } = "<正本><全銜>東海市東區區公所</全銜></正本><副本></副本>";

    public string Xml => $"""
        {Declaration}
        <!DOCTYPE {Root} SYSTEM "104_2_utf8.dtd" [
        {Entities}
        ]>
        <{Root}>
          {Senders}{Kind}{Contact}{Receiver}{Date}{Number}{Urgency}{Secrecy}{Subject}{Rest}
        </{Root}>
        """;

    /// <summary>The letter, addressed by the exchange list of this name.</summary>
    public static Letter ByList(string file = "list.sw") => new()
    {
        Entities = $"""<!ENTITY 表單 SYSTEM "{file}" NDATA DI>{'\n'}<!NOTATION DI SYSTEM "">""",
        Receiver = """<受文者><交換表 交換表單="表單">如行文單位</交換表></受文者>""",
    };

    public static string List(params string[] rows) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE 交換表單 SYSTEM "104_roster_utf8.dtd">
        <交換表單>{string.Concat(rows)}</交換表單>
        """;

    public static string Row(string name, string code, string copy = "正本") =>
        $"""<全銜>{name}</全銜><機關代碼>{code}</機關代碼><含附件>含附件</含附件><本別><收發處理本別 代碼="{copy}"/></本別>""";
}
