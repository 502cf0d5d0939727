using System.Globalization;

namespace SmartLocker.Server.Core.Notifications;

/// <summary>An hour as people in Taipei read it: Republic year, and no summer time to think of.</summary>
public static class NoticeHour
{
    private const int RepublicYearOffset = 1911;
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static string Taipei(DateTimeOffset at)
    {
        DateTimeOffset local = at.ToOffset(Offset);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{local.Year - RepublicYearOffset}年{local.Month}月{local.Day}日 {local.Hour:00}:{local.Minute:00}");
    }
}
