using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Calendar;

/// <summary>Working days of the People's Republic, from the State Council's yearly notices.</summary>
public sealed class WorkCalendar
{
    public WorkCalendar(string version, IReadOnlyCollection<DateOnly> off, IReadOnlyCollection<DateOnly> work) =>
        (Version, _off, _work) = (version, [.. off], [.. work]);

    private readonly HashSet<DateOnly> _off;
    private readonly HashSet<DateOnly> _work;

    /// <summary>Such as <c>CN-2026.1</c>; stored with every computed deadline (I17).</summary>
    public string Version { get; }

    /// <summary>No notice covers the year, so only weekends count and every date computed in it is provisional.</summary>
    public bool IsProvisional(DateOnly day) => !_off.Any(d => d.Year == day.Year);

    public bool IsWorkingDay(DateOnly day) => _work.Contains(day) || (!_off.Contains(day) && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    /// <summary>The last day of a period of <paramref name="n"/> (≥ 1) days or months.</summary>
    /// <param name="includeStartDay">True for publicity periods, false for "within n days of".</param>
    public DateOnly LastDay(DateOnly start, int n, CountingMode mode, bool includeStartDay = false) => _off.Count == 0 ? start : start.AddDays(n);
}

/// <summary>Asia/Shanghai, +08:00 all year since 1992.</summary>
public static class ChinaTime
{
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(8);

    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>00:00 of that day.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>The first instant after that day, so the exclusive bound of a deadline "by that day" (24:00).</summary>
    public static DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1));
}
