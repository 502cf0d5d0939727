namespace SmartLocker.Server.Web.Words;

/// <summary>Hours and dates as people in Taiwan read them: Taipei time, Republic years in Chinese.</summary>
/// <remarks>
/// Own tables: the program runs without culture data. Taipei has been eight hours ahead without summer time since 1980.
/// </remarks>
public static class TaipeiTime
{
    private const int RepublicOffset = 1911;

    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    private static readonly string[] Months =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static DateTimeOffset At(DateTimeOffset moment) => moment.ToOffset(Offset);

    public static DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(At(moment).DateTime);

    /// <summary>115年10月2日, or 2 Oct 2026.</summary>
    public static string Text(DateOnly date, Language language) => language == Language.Chinese
        ? $"{RepublicYear(date.Year)}年{date.Month}月{date.Day}日"
        : $"{date.Day} {Months[date.Month - 1]} {date.Year}";

    /// <summary>115年10月2日 14:05, or 2 Oct 2026 14:05: year, month, day, hour and minute, as a hand-over is recorded.</summary>
    public static string Text(DateTimeOffset moment, Language language) =>
        $"{Text(Day(moment), language)} {At(moment):HH\\:mm}";

    /// <summary>For tooltips and machines: 2026-10-02T14:05:09+08:00.</summary>
    public static string Iso(DateTimeOffset moment) => $"{At(moment):yyyy-MM-dd'T'HH:mm:sszzz}";

    public static string Iso(DateOnly date) => $"{date:yyyy-MM-dd}";

    /// <summary>How long something has lasted, in its two largest units.</summary>
    public static string Text(TimeSpan span, Language language)
    {
        bool chinese = language == Language.Chinese;
        return span switch
        {
            { TotalMinutes: < 1 } => chinese ? "不到 1 分鐘" : "under 1 min",
            { TotalHours: < 1 } => chinese ? $"{span.Minutes} 分鐘" : $"{span.Minutes} min",
            { TotalDays: < 1 } => chinese ? $"{span.Hours} 小時 {span.Minutes} 分" : $"{span.Hours} h {span.Minutes} min",
            _ => chinese ? $"{span.Days} 天 {span.Hours} 小時" : $"{span.Days} d {span.Hours} h",
        };
    }

    /// <summary>There is no year 0: the year before 民國 1 is 民國前 1.</summary>
    private static string RepublicYear(int year) =>
        year > RepublicOffset ? $"{year - RepublicOffset}" : $"民國前{RepublicOffset + 1 - year}";
}
