using System.Text;
using ProjectFlow.Core.Calendar;

namespace ProjectFlow.Core.Tests.Calendar;

public class CalendarFileTests
{
    private const string Head = """
        {
          "calendarVersion": "T.1",
          "timeZone": "Asia/Shanghai",

        """;

    [Theory]
    [InlineData("""  "off": [["2023-01-01", "2023-13-01"]], "work": [] }""", "c.json:4: off[0]: expected a date such as 2023-05-06, found \"2023-13-01\"")]
    [InlineData("""  "off": [["2023-01-02", "2023-01-01"]], "work": [] }""", "c.json:4: off[0]: expected a pair [first, last] of dates, at most 31 days apart, found a list")]
    [InlineData("""  "off": ["2023-01-02"], "work": [] }""", "c.json:4: off[0]: expected a pair [first, last] of dates, at most 31 days apart, found \"2023-01-02\"")]
    [InlineData("""  "off": [], "work": ["2023-05-05"] }""", "c.json:4: work: expected weekend days that are not days off, found 2023-05-05")]
    [InlineData("""  "off": [], "work": [20230506] }""", "c.json:4: work[0]: expected a date such as 2023-05-06, found 20230506")]
    [InlineData("""  "off": [], "work": [], "zone": 1 }""", "c.json:4: zone: expected one of $schema, calendarVersion, off, sources, timeZone, work, found \"zone\"")]
    public void A_wrong_file_is_told_by_line_and_field(string rest, string problem) => Assert.Contains(problem, Problems(Head + rest));

    [Fact]
    public void Another_time_zone_is_refused() =>
        Assert.Equal(["c.json:1: timeZone: expected \"Asia/Shanghai\", found \"UTC\""], Problems("""{ "calendarVersion": "T", "timeZone": "UTC", "off": [], "work": [] }"""));

    [Fact]
    public void A_calendar_without_its_lists_is_refused() => Assert.Equal(
        ["c.json:1: off: expected a list, found null", "c.json:1: work: expected a list, found nothing"],
        Problems("""{ "calendarVersion": "T", "timeZone": "Asia/Shanghai", "off": null }"""));

    private static IEnumerable<string> Problems(string json) => CalendarFile.Parse("c.json", Encoding.UTF8.GetBytes(json)).Problems.Select(p => p.ToString());
}
