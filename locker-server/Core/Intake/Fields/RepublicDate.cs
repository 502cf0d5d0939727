namespace SmartLocker.Server.Core.Intake.Fields;

/// <summary>Dates as documents write them: 中華民國115年10月2日 is 2026-10-02.</summary>
internal static class RepublicDate
{
    /// <summary>民國1年 is 1912.</summary>
    private const int YearsBehind = 1911;

    /// <summary>
    /// A bare year from here on is a Gregorian one; the Republic will not get there before the code is replaced.
    /// </summary>
    private const int FirstGregorian = 1912;

    private const int RepublicYearMax = 999;

    private static readonly string[] RepublicNames = ["中華民國", "民國"];
    private static readonly string[] GregorianNames = ["西元", "公元"];
    private static readonly char[] Separators = ['.', '/', '-', '．', '／', '－'];

    /// <param name="text">Without blanks.</param>
    /// <returns>Nothing when the text is no date or names a day that does not exist.</returns>
    public static DateOnly? Parse(string text)
    {
        string? era = Array.Find([.. RepublicNames, .. GregorianNames], name => text.StartsWith(name, StringComparison.Ordinal));
        if (Parts(text[(era?.Length ?? 0)..]) is not (string yearText, string monthText, string dayText)) { return null; }
        if (Year(yearText, era) is not { } year || First(monthText) is not { } month || Numerals.ToInt(dayText) is not { } day)
        {
            return null;
        }

        bool exists = year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        return exists ? new DateOnly(year, month, day) : null;
    }

    private static (string Year, string Month, string Day)? Parts(string text)
    {
        int year = text.IndexOf('年', StringComparison.Ordinal);
        int month = text.IndexOf('月', StringComparison.Ordinal);
        int day = text.IndexOf('日', StringComparison.Ordinal);
        if (year > 0 && month > year && day > month && IsWeekday(text[(day + 1)..]))
        {
            return (text[..year], text[(year + 1)..month], text[(month + 1)..day]);
        }

        return text.Split(Separators) is [var first, var second, var third] ? (first, second, third) : null;
    }

    private static bool IsWeekday(string rest) => rest.Length == 0 || rest[0] is '(' or '（' or '星' or '週';

    private static int? Year(string text, string? era)
    {
        if (First(text) is not { } year) { return null; }
        if (era is not null && GregorianNames.Contains(era)) { return year; }
        if (era is null && year >= FirstGregorian) { return year; }

        return year is >= 1 and <= RepublicYearMax ? year + YearsBehind : null;
    }

    /// <summary>The first year and the first month are also written 元.</summary>
    private static int? First(string text) => text == "元" ? 1 : Numerals.ToInt(text);
}
