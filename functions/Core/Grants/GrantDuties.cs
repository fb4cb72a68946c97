using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Grants;

/// <summary>A report owed.</summary>
/// <param name="PeriodEnd">Last day of the period.</param>
/// <param name="Before">The first moment that is too late.</param>
internal sealed record Duty(ReportKind Kind, DateOnly PeriodEnd, DateTimeOffset Before);

/// <summary>What a grant owes while it runs, worked out from its term and its programme.</summary>
internal static class GrantDuties
{
    /// <summary>In order of time; none in the fast lane, and no spending reports where there is no money.</summary>
    public static IEnumerable<Duty> Of(Book book, Grant g) => GrantStages.IsFast(book.Programme) || g.From is not { } from || g.To is not { } to ? []
        : book.Programme.Stages.Reports.Where(r => r.Kind != ReportKind.Spending || (g.Award > Money.Zero && book.Programme.Funding.Payer != Payer.None))
            .SelectMany(r => Ends(from, to, r.EveryMonths).Select(end => new Duty(r.Kind, end, ChinaTime.EndOf(end.AddDays(r.DueDays)))))
            .OrderBy(d => d.Before);

    public static bool IsHandedIn(Grant g, Duty d) => g.Reports.Any(r => r.Kind == d.Kind && r.PeriodEnd == d.PeriodEnd && r.State != ReportState.Returned);

    public static bool IsAccepted(Grant g, Duty d) => g.Reports.Any(r => r.Kind == d.Kind && r.PeriodEnd == d.PeriodEnd && r.State == ReportState.Accepted);

    /// <summary>Half the term, while a mid-term check is owed and not yet held; null otherwise.</summary>
    public static DateTimeOffset? MidtermBefore(Book book, Grant g) =>
        book.Programme.Stages.MidtermFrom <= g.Award && g is { From: { } from, To: { } to } && !g.Midterms.Any(m => m.Result is not null)
            ? ChinaTime.EndOf(from.AddDays((to.DayNumber - from.DayNumber) / 2)) : null;

    /// <summary>When acceptance may be applied for, both days included; null when the term is open.</summary>
    public static (DateOnly From, DateOnly To)? Window(Book book, Grant g) => g.To is not { } end ? null
        : g.Rectification is { } due ? (end.AddMonths(-3), ChinaTime.DateOf(due.Before.AddTicks(-1)))
        : (end.AddMonths(-3), end.AddMonths(book.Programme.Stages.Acceptance?.WithinMonths ?? 6));

    // Periods end with the calendar: half-years on 30 June and 31 December.
    private static IEnumerable<DateOnly> Ends(DateOnly from, DateOnly to, int months)
    {
        var step = Math.Clamp(months, 1, 12);
        for (var year = from.Year; year <= to.Year; year++)
        {
            for (var month = step; month <= 12; month += step)
            {
                var end = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
                if (end > from && end <= to)
                {
                    yield return end;
                }
            }
        }
    }
}
