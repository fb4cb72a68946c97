using System.Text.RegularExpressions;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Calendar;

/// <summary>Working days of the People's Republic, from the State Council's yearly notices.</summary>
public sealed partial class WorkCalendar
{
    private readonly HashSet<DateOnly> _off;
    private readonly HashSet<DateOnly> _work;
    private readonly HashSet<int> _years;

    /// <param name="off">Days off besides weekends.</param>
    /// <param name="work">Weekend days that are worked.</param>
    public WorkCalendar(string version, IReadOnlyCollection<DateOnly> off, IReadOnlyCollection<DateOnly> work)
    {
        (Version, _off, _work) = (version, [.. off], [.. work]);
        _years = [.. off.Where(d => d.Month < 12).Select(d => d.Year)]; // a day off at the end of December belongs to the next year's notice
    }

    /// <summary>Such as <c>CN-2026.1</c>; stored with every computed deadline (I17).</summary>
    public string Version { get; }

    /// <summary>The years a notice covers, in order.</summary>
    public IReadOnlyList<int> Years => [.. _years.Order()];

    /// <summary>Days off besides weekends, in order.</summary>
    public IEnumerable<DateOnly> DaysOff => _off.Order();

    /// <summary>Weekend days that are worked, in order.</summary>
    public IEnumerable<DateOnly> WorkedDays => _work.Order();

    /// <summary>By the numbers in the versions: <c>CN-2026.10</c> is newer than <c>CN-2026.9</c>.</summary>
    public bool IsNewerThan(WorkCalendar other) => string.CompareOrdinal(Sortable(Version), Sortable(other.Version)) > 0;

    /// <summary>No notice covers the year, so only weekends count and every date computed in it is provisional.</summary>
    public bool IsProvisional(DateOnly day) => !_years.Contains(day.Year);

    public bool IsWorkingDay(DateOnly day) =>
        _work.Contains(day) || (!_off.Contains(day) && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    /// <summary>
    /// The last day of a period. A period of calendar days or months that would end on a day off ends on the next working
    /// day (Civil Code art. 203).
    /// </summary>
    /// <param name="n">Days or months, at least 1.</param>
    /// <param name="includeStartDay">True for publicity periods, false for "within n days of" (Civil Code art. 201).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is less than 1.</exception>
    public DateOnly LastDay(DateOnly start, int n, CountingMode mode, bool includeStartDay = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        return mode switch
        {
            CountingMode.WorkingDays => WorkingDay(includeStartDay ? start : start.AddDays(1), n),
            CountingMode.CalendarDays => RollForward(start.AddDays(includeStartDay ? n - 1 : n)),
            CountingMode.Months => RollForward(includeStartDay ? start.AddMonths(n).AddDays(-1) : start.AddMonths(n)),
            _ => throw new ArgumentOutOfRangeException(nameof(mode)),
        };
    }

    /// <summary>The day itself when it is a working day, else the next one.</summary>
    public DateOnly RollForward(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>The n-th working day before a day, which itself does not count.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is less than 1.</exception>
    public DateOnly WorkingDaysBefore(DateOnly day, int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        while (n > 0)
        {
            day = day.AddDays(-1);
            n -= IsWorkingDay(day) ? 1 : 0;
        }

        return day;
    }

    public int WorkingDaysIn(int year)
    {
        var count = 0;
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }

    private static string Sortable(string version) => Numbers().Replace(version, m => m.Value.PadLeft(10, '0'));

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();

    /// <summary>The n-th working day from a day on, which counts when it is one.</summary>
    private DateOnly WorkingDay(DateOnly from, int n)
    {
        var day = RollForward(from);
        for (; n > 1; n--)
        {
            day = RollForward(day.AddDays(1));
        }

        return day;
    }
}
