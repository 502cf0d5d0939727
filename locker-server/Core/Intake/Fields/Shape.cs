using System.Text.RegularExpressions;
using SmartLocker.Server.Core.Intake.Markup;

namespace SmartLocker.Server.Core.Intake.Fields;

/// <summary>Whether a file has the shape its DTD asks for. One that has not is read all the same; the clerk is told.</summary>
/// <remarks>
/// Content models of 104_2_utf8.dtd, 104_roster_utf8.dtd and the two .ent files, over names each followed by a blank.
/// </remarks>
internal static partial class Shape
{
    /// <summary>The fields that have a shape of their own; the deepest lies three below the root.</summary>
    private static readonly (string Name, Regex Model)[] Models =
    [
        ("函", Letter()), ("交換表單", Receivers()), ("發文機關", Sender()), ("受文者", Receiver()), ("發文日期", Date()),
        ("發文字號", Number()), ("文號", NumberParts()), ("主旨", Subject()), ("正本", Originals()), ("副本", Duplicates()),
    ];

    /// <param name="file">The file, of which only the wanted fields are looked into.</param>
    public static bool IsRegular(MarkupFile file) =>
        Holds(file.Root.Name, file.RootChildren)
        && file.Root.Children.All(field =>
            Holds(field.Name, Names(field)) && field.Children.All(part => Holds(part.Name, Names(part))));

    private static IEnumerable<string> Names(Element element) => element.Children.Select(child => child.Name);

    private static bool Holds(string name, IEnumerable<string> children)
    {
        Regex? model = Array.Find(Models, known => known.Name == name).Model;
        return model is null || model.IsMatch(string.Concat(children.Select(child => child + " ")));
    }

    [GeneratedRegex("^(發文機關 )+函類別 地址 (聯絡方式 )+受文者 發文日期 (發文字號 )+(速別 )?(密等及解密條件或保密期限 )?"
        + "(附件 )?主旨 (段落 )*正本 (副本 )?(署名 )*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Letter();

    [GeneratedRegex("^((姓名 (職稱 )?機關代碼 (單位代碼 )?|單位名 機關代碼 單位代碼 |全銜 機關代碼 )"
        + "(含附件 )?(內含本文與附件之可攜式文件檔名 )?(本別 )?)+$", RegexOptions.ExplicitCapture)]
    private static partial Regex Receivers();

    [GeneratedRegex("^(全銜 機關代碼 |單位名 機關代碼 單位代碼 )$", RegexOptions.ExplicitCapture)]
    private static partial Regex Sender();

    [GeneratedRegex("^((姓名 (職稱 )?機關代碼 (單位代碼 )?|全銜 機關代碼 |單位名 機關代碼 單位代碼 )"
        + "(含附件 )?(內含本文與附件之可攜式文件檔名 )?|交換表 )$", RegexOptions.ExplicitCapture)]
    private static partial Regex Receiver();

    [GeneratedRegex("^年月日 $")]
    private static partial Regex Date();

    [GeneratedRegex("^(字 文號 |文字 )$", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    [GeneratedRegex("^年度 流水號 (支號 )?$", RegexOptions.ExplicitCapture)]
    private static partial Regex NumberParts();

    [GeneratedRegex("^文字 $")]
    private static partial Regex Subject();

    [GeneratedRegex("^(姓名 (職稱 )?|全銜 |單位名 |總稱 )+$", RegexOptions.ExplicitCapture)]
    private static partial Regex Originals();

    [GeneratedRegex("^((姓名 (職稱 )?|全銜 |單位名 |總稱 )(含附件 )?)*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Duplicates();
}
