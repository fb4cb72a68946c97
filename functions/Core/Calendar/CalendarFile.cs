using System.Globalization;
using ProjectFlow.Core.Definitions;

namespace ProjectFlow.Core.Calendar;

/// <summary>A calendar file: version, time zone, days off as inclusive pairs, and weekend days that are worked.</summary>
public static class CalendarFile
{
    private const string TimeZone = "Asia/Shanghai";
    private static readonly string[] Lists = ["off", "work"];

    /// <param name="file">The file's name as problems show it.</param>
    public static Parsed<WorkCalendar> Parse(string file, ReadOnlySpan<byte> utf8) => DefinitionFile.Parse(file, utf8, Read);

    private static WorkCalendar Read(DefinitionObject root)
    {
        root.OptionalText("$schema");
        root.Texts("sources");
        var version = root.Text("calendarVersion");
        if (root.Text("timeZone") is var zone && zone != TimeZone)
        {
            root.Report("timeZone", $"\"{TimeZone}\"");
        }

        foreach (var missing in Lists.Where(name => !root.Has(name)))
        {
            root.Report(missing, "a list"); // without it the year would silently have no holidays
        }

        var off = root.Items("off").SelectMany((n, i) => Span(root, n, $"off[{i}]")).ToList();
        var work = root.Items("work").Select((n, i) => Day(root, n, $"work[{i}]")).OfType<DateOnly>().ToList();
        foreach (var day in work.Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) || off.Contains(d)))
        {
            root.Report("work", "weekend days that are not days off", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        root.Done();
        return new(version, off, work);
    }

    private static IEnumerable<DateOnly> Span(DefinitionObject root, LocatedNode node, string at)
    {
        if (node is not LocatedNode.List { Items: [var from, var to] } || Day(root, from, at) is not { } first || Day(root, to, at) is not { } last || first > last || last.DayNumber - first.DayNumber > 31)
        {
            root.ReportAt(node, at, "a pair [first, last] of dates, at most 31 days apart");
            yield break;
        }

        for (var day = first; day <= last; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    private static DateOnly? Day(DefinitionObject root, LocatedNode node, string at)
    {
        if (node is LocatedNode.String s && DateOnly.TryParseExact(s.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        root.ReportAt(node, at, "a date such as 2023-05-06");
        return null;
    }
}
