using ProjectFlow.Core.Calendar;

namespace ProjectFlow.Core.Tests.Calendar;

public sealed class CalendarVersionTests
{
    [Theory]
    [InlineData("CN-2026.2", "CN-2026.1", true)]
    [InlineData("CN-2026.10", "CN-2026.9", true)]
    [InlineData("CN-2027.1", "CN-2026.12", true)]
    [InlineData("CN-2026.1", "CN-2026.1", false)]
    [InlineData("CN-2026.9", "CN-2026.10", false)]
    public void A_version_is_newer_by_its_numbers(string version, string other, bool newer) =>
        Assert.Equal(newer, new WorkCalendar(version, [], []).IsNewerThan(new(other, [], [])));

    [Fact]
    public void Years_are_those_a_notice_covers() =>
        Assert.Equal([2023, 2024, 2025, 2026], Shipped.Calendar.Years);
}
