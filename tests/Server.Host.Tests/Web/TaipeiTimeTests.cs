using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Host.Tests.Web;

public sealed class TaipeiTimeTests
{
    [Theory]
    [InlineData("2026-10-01T16:00:00Z", "115年10月2日 00:00", "2 Oct 2026 00:00", "2026-10-02T00:00:00+08:00")]
    [InlineData("2026-10-02T15:59:59Z", "115年10月2日 23:59", "2 Oct 2026 23:59", "2026-10-02T23:59:59+08:00")]
    [InlineData("2028-02-29T04:05:09Z", "117年2月29日 12:05", "29 Feb 2028 12:05", "2028-02-29T12:05:09+08:00")]
    [InlineData("1911-12-31T15:00:00Z", "民國前1年12月31日 23:00", "31 Dec 1911 23:00", "1911-12-31T23:00:00+08:00")]
    [InlineData("1911-12-31T16:00:00Z", "1年1月1日 00:00", "1 Jan 1912 00:00", "1912-01-01T00:00:00+08:00")]
    public void A_moment_is_written_in_Taipei_time_and_in_Republic_years(string utc, string chinese, string english, string iso)
    {
        DateTimeOffset moment = DateTimeOffset.Parse(utc);
        Assert.Equal(chinese, TaipeiTime.Text(moment, Language.Chinese));
        Assert.Equal(english, TaipeiTime.Text(moment, Language.English));
        Assert.Equal(iso, TaipeiTime.Iso(moment));
    }

    [Theory]
    [InlineData(0, "不到 1 分鐘", "under 1 min")]
    [InlineData(59, "59 分鐘", "59 min")]
    [InlineData(61, "1 小時 1 分", "1 h 1 min")]
    [InlineData(24 * 60, "1 天 0 小時", "1 d 0 h")]
    public void A_span_is_told_in_its_two_largest_units(int minutes, string chinese, string english)
    {
        Assert.Equal(chinese, TaipeiTime.Text(TimeSpan.FromMinutes(minutes), Language.Chinese));
        Assert.Equal(english, TaipeiTime.Text(TimeSpan.FromMinutes(minutes), Language.English));
    }
}
