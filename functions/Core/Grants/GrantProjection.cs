using System.Globalization;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Core.Grants;

/// <summary>In which lists a grant stands.</summary>
public static class GrantProjection
{
    public static IReadOnlyList<Projection> Of(Book book, Grant state)
    {
        var shown = new CaseLine(state.Id, state.Number ?? state.ProjectNo, state.Title, state.Programme.Id, state.Org.Value, state.StateName, GrantTimetable.NextDue(book, state), Ball(state), state.Officer?.Value);
        var summed = shown with { Sums = GrantSums.Of(state) };
        return
        [
            .. Lists(book, state, shown).Select(l => new Projection.Line(l.List, l.Sort, l.List.StartsWith("grants", StringComparison.Ordinal) ? summed : shown)),
            .. MoneyLists.Of(book, state, shown),
        ];
    }

    private static IEnumerable<(string List, string Sort)> Lists(Book book, Grant g, CaseLine shown)
    {
        var newest = Newest(g.CreatedAt);
        var due = shown.DueAt is { } at ? Minute(at) : "999999999999";
        yield return ("cases", newest);
        yield return ($"org:{g.Org}", newest);
        yield return ($"grants-of:{g.Org}", newest);
        yield return (string.Create(CultureInfo.InvariantCulture, $"grants:{g.Programme.Id}:{g.Year}"), newest);
        if (g.Officer is { } officer && g.Stage != GrantStage.Closed)
        {
            yield return ($"officer:{officer}", due);
        }

        if (shown.Ball == "bureau")
        {
            yield return ($"queue:{book.Programme.Section}", due);
        }

        if (g.Award > Money.Zero && g.Stage != GrantStage.Closed)
        {
            yield return ("funds", due);
        }
    }

    private static string Ball(Grant g) => g.Stage switch
    {
        GrantStage.Closed => "none",
        GrantStage.Contracting => g.Recorded is null ? "bureau" : "applicant",
        _ when g.Amendment is not null || g.Payments.Any(p => p.IsPending) || g.Reports.Any(r => r.State == ReportState.Submitted) => "bureau",
        GrantStage.Acceptance or GrantStage.Suspended => "bureau",
        GrantStage.Settlement => g.Outstanding > Money.Zero ? "applicant" : "bureau",
        _ => "applicant",
    };

    internal static string Minute(DateTimeOffset at) => at.ToOffset(ChinaTime.Offset).ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);

    // Rows come in ascending order, so the newest needs the smallest key.
    internal static string Newest(DateTimeOffset at) => (DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
}
