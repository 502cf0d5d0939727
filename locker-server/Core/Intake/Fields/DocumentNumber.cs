using SmartLocker.Server.Core.Intake.Markup;

namespace SmartLocker.Server.Core.Intake.Fields;

/// <summary>發文字號 in its usual written form: 字 東區民字, 年度 115, 流水號 0004321 give 東區民字第1150004321號.</summary>
internal static class DocumentNumber
{
    private const int YearDigits = 3;
    private const int SerialDigits = 7;

    /// <summary>Of a joint letter the first number serves.</summary>
    public static string? Of(MarkupFile file) =>
        file.Root.All("發文字號").Select(written => Written(file, written)).FirstOrDefault(number => number is not null);

    private static string? Written(MarkupFile file, Element number)
    {
        Element? parts = number.Child("文號");
        string year = Part(file, parts?.Child("年度"));
        string serial = Part(file, parts?.Child("流水號")).TrimEnd('號');
        if (parts is null || (year.Length == 0 && serial.Length == 0)) { return Free(file, number); }

        string word = Part(file, number.Child("字"));
        string lead = word switch
        {
            _ when word.EndsWith('第') => word,
            _ when word.Length == 0 || word.EndsWith('字') => word + "第",
            _ => word + "字第",
        };

        // Where the year is missing the serial number carries it, and is taken as it stands.
        string digits = year.Length == 0 ? Plain(serial, 0) : Plain(year, YearDigits) + Plain(serial, SerialDigits);
        return $"{lead}{digits}{Part(file, parts.Child("支號")).TrimEnd('號')}號";
    }

    /// <summary>A number that was written as one text stands as it is.</summary>
    private static string? Free(MarkupFile file, Element number)
    {
        string text = number.Child("文字") is { } free ? file.Text(free)
            : number.Children.Count == 0 ? file.Text(number)
            : "";
        return text.Length > 0 ? text : null;
    }

    private static string Plain(string part, int digits) =>
        Numerals.ToPlain(part) is { } plain ? plain.PadLeft(digits, '0') : part;

    private static string Part(MarkupFile file, Element? part) => part is null ? "" : CleanText.Compact(file.RawText(part));
}
