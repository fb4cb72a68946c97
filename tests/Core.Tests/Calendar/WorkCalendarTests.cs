using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Tests.Calendar;

public class WorkCalendarTests
{
    private static readonly WorkCalendar Cn = Shipped.Calendar;

    [Theory]
    [InlineData("2023-04-27", 5, true, "2023-05-06")]
    [InlineData("2023-04-27", 5, false, "2023-05-08")]
    [InlineData("2023-07-31", 5, true, "2023-08-04")]
    [InlineData("2023-09-25", 10, true, "2023-10-12")]
    [InlineData("2023-09-25", 10, false, "2023-10-13")]
    [InlineData("2024-02-07", 5, true, "2024-02-19")]
    [InlineData("2024-09-12", 5, true, "2024-09-19")]
    [InlineData("2025-01-24", 5, false, "2025-02-07")]
    [InlineData("2026-02-12", 5, true, "2026-02-25")]
    [InlineData("2026-02-12", 10, false, "2026-03-04")]
    [InlineData("2026-09-18", 5, true, "2026-09-23")]
    [InlineData("2026-09-28", 5, false, "2026-10-10")]
    public void A_period_of_working_days_ends_on(string start, int n, bool includeStart, string end) =>
        Assert.Equal(Day(end), Cn.LastDay(Day(start), n, CountingMode.WorkingDays, includeStart));

    [Theory]
    [InlineData(2023, 249)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_has_so_many_working_days(int year, int days) => Assert.Equal(days, Cn.WorkingDaysIn(year));

    [Theory]
    [InlineData("2023-05-01", "2023-05-04")]
    [InlineData("2026-02-21", "2026-02-24")]
    [InlineData("2026-10-03", "2026-10-08")]
    [InlineData("2026-02-14", "2026-02-14")]
    public void A_day_off_rolls_forward_to_the_next_working_day(string day, string to) => Assert.Equal(Day(to), Cn.RollForward(Day(day)));

    [Fact]
    public void New_years_eve_2024_was_a_working_day() => Assert.True(Cn.IsWorkingDay(Day("2024-02-09")));

    [Theory]
    [InlineData("2022-04-20", 7, true, "2022-04-26")] // Suzhou 2022: 20 to 26 April are "7 days"
    [InlineData("2023-04-24", 7, false, "2023-05-04")] // ends on 1 May
    [InlineData("2023-04-24", 9, true, "2023-05-04")] // ends on 2 May
    public void A_period_of_calendar_days_never_ends_on_a_day_off(string start, int n, bool includeStart, string end) =>
        Assert.Equal(Day(end), Cn.LastDay(Day(start), n, CountingMode.CalendarDays, includeStart));

    [Theory]
    [InlineData("2023-04-01", 1, false, "2023-05-04")]
    [InlineData("2023-01-31", 1, false, "2023-02-28")]
    [InlineData("2023-03-01", 1, true, "2023-03-31")]
    public void A_period_of_months_never_ends_on_a_day_off(string start, int n, bool includeStart, string end) =>
        Assert.Equal(Day(end), Cn.LastDay(Day(start), n, CountingMode.Months, includeStart));

    [Fact]
    public void Ten_working_days_before_the_submission_of_15_March_is_1_March() => Assert.Equal(Day("2023-03-01"), Cn.WorkingDaysBefore(Day("2023-03-15"), 10));

    [Theory]
    [InlineData("2022-12-30", true)]
    [InlineData("2023-01-01", false)]
    [InlineData("2026-12-31", false)]
    [InlineData("2027-01-01", true)]
    public void Days_of_a_year_without_a_notice_are_provisional(string day, bool provisional) => Assert.Equal(provisional, Cn.IsProvisional(Day(day)));

    [Fact]
    public void Without_a_notice_only_weekends_are_off()
    {
        Assert.True(Cn.IsWorkingDay(Day("2027-01-01")));
        Assert.False(Cn.IsWorkingDay(Day("2027-01-02")));
    }

    [Fact]
    public void A_period_has_at_least_one_day()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Cn.LastDay(Day("2023-03-01"), 0, CountingMode.WorkingDays));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cn.LastDay(Day("2023-03-01"), 1, (CountingMode)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cn.WorkingDaysBefore(Day("2023-03-01"), 0));
    }

    [Fact]
    public void A_deadline_by_a_day_ends_at_midnight_in_Shanghai()
    {
        Assert.Equal(DateTimeOffset.Parse("2023-03-15T16:00:00Z", null), ChinaTime.EndOf(Day("2023-03-15")));
        Assert.Equal(Day("2023-03-16"), ChinaTime.DateOf(DateTimeOffset.Parse("2023-03-15T16:00:00Z", null)));
        Assert.Equal(Day("2023-03-15"), ChinaTime.DateOf(DateTimeOffset.Parse("2023-03-15T15:59:59Z", null)));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", null);
}
