namespace SmartLocker.Server.Core.Tests.Intake;

/// <summary>發文日期: the Republic's calendar to the world's.</summary>
public sealed class DateTests
{
    [Theory]
    [InlineData("中華民國115年10月2日", "2026-10-02")]
    [InlineData("中華民國１１５年１０月２日", "2026-10-02")]
    [InlineData("中華民國一百一十五年十月二日", "2026-10-02")]
    [InlineData("中華民國一一五年十月二日", "2026-10-02")]
    [InlineData("中華民國一○一年十二月三十一日", "2012-12-31")]
    [InlineData("中華民國 115 年\n 10 月 2 日", "2026-10-02")]
    [InlineData("民國115年10月02日", "2026-10-02")]
    [InlineData("115年10月2日", "2026-10-02")]
    [InlineData("中華民國115年10月2日（星期五）", "2026-10-02")]
    [InlineData("中華民國元年元月廿二日", "1912-01-22")]
    [InlineData("115.10.2", "2026-10-02")]
    [InlineData("115/10/02", "2026-10-02")]
    [InlineData("西元2026年10月2日", "2026-10-02")]
    [InlineData("2026-10-02", "2026-10-02")]
    [InlineData("中華民國113年2月29日", "2024-02-29")]
    public void A_date_is_read_however_it_is_written(string written, string date) =>
        Assert.Equal(DateOnly.Parse(date), Taking.Document(Dated(written)).Date);

    [Theory]
    [InlineData("中華民國115年2月30日")]
    [InlineData("中華民國114年2月29日")]
    [InlineData("中華民國115年13月1日")]
    [InlineData("中華民國0年1月1日")]
    [InlineData("中華民國115年10月")]
    [InlineData("民國前5年10月2日")]
    [InlineData("民國2026年10月2日")]
    [InlineData("中華民國99999999999年1月1日")]
    [InlineData("一百百年一月一日")]
    [InlineData("擇日另行通知")]
    public void What_is_no_day_is_unknown_and_said_so(string written)
    {
        Core.Intake.IntakeOutcome.Accepted accepted = Taking.Accepted(Dated(written));

        Assert.Null(accepted.Document.Date);
        Assert.Single(accepted.Warnings);
    }

    [Fact]
    public void An_empty_date_is_unknown_and_no_cause_for_a_warning()
    {
        Core.Intake.IntakeOutcome.Accepted accepted = Taking.Accepted(Dated(""));

        Assert.Null(accepted.Document.Date);
        Assert.Empty(accepted.Warnings);
    }

    private static Letter Dated(string written) => new() { Date = $"<發文日期><年月日>{written}</年月日></發文日期>" };
}
