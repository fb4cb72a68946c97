using System.Globalization;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Core.Applications;

/// <summary>Where an application shows up: lists, and the figures its programme feeds.</summary>
public static class ApplicationProjection
{
    public static IReadOnlyList<Projection> Of(Book book, Application state)
    {
        var shown = Shown(book, state);
        return [.. Lists(book, state, shown.Ball).Select(l => new Projection.Line(l.List, l.Sort, shown)), .. Shares(book, state)];
    }

    private static CaseLine Shown(Book book, Application a) =>
        new(a.Id, a.Number, a.Title, a.Programme.Id, a.Org.Value, a.StateName, DueAt(book, a), Ball(a), a.Officer?.Value);

    private static IEnumerable<(string List, string Sort)> Lists(Book book, Application a, string ball)
    {
        var newest = Newest(a.CreatedAt);
        var due = DueAt(book, a) is { } at ? Minute(at) : "999999999999";
        yield return ("cases", newest);
        yield return ($"org:{a.Org}", newest);
        yield return ($"programme:{a.Programme.Id}:{a.Year}", newest);
        foreach (var partner in a.Partners.Select(p => p.Org).Distinct().Where(p => p != a.Org))
        {
            yield return ($"org:{partner}", newest);
        }

        if (a.Area is { } area)
        {
            yield return ($"area:{area}", newest);
        }

        if (a.Officer is { } officer && !a.Stage.IsOver)
        {
            yield return ($"officer:{officer}", due);
        }

        if (ball == "bureau")
        {
            yield return ($"queue:{book.Programme.Section}", due);
        }

        if (a.Stage is Stage.Selection)
        {
            yield return ("leaders", due);
        }

        foreach (var expert in a.Stage is Stage.Selection ? a.Experts : [])
        {
            yield return ($"expert:{expert}", due);
        }
    }

    private static string Ball(Application a) => a.Stage switch
    {
        Stage.Draft or Stage.Returned or Stage.ReadyToSubmit => "applicant",
        Stage.GuidanceReview or Stage.FormalReview or Stage.Selection or Stage.Publicity or Stage.External { At: ExternalStage.ToForward } => "bureau",
        Stage.External => a.PendingVerdict is null && a.WithdrawalRequest is null && !a.HasOpenObjection ? "authority" : "bureau",
        _ => "none",
    };

    private static DateTimeOffset? DueAt(Book book, Application a) =>
        a.Stage is Stage.Draft or Stage.ReadyToSubmit ? Deadlines.Submit(book, a) : Deadlines.Of(a.Stage)?.Before;

    /// <summary>What went up once counts for good, also when it was withdrawn later.</summary>
    private static IEnumerable<Projection> Shares(Book book, Application a)
    {
        var feeds = book.Programme.Dashboards;
        var award = a.Verdict?.Award?.Fen ?? 0;
        var approved = a is { Stage: Stage.Approved, Verdict: not null };
        (string Metric, bool Counts, long Amount)[] figures =
        [
            ("M01", a.Forwarding is not null, 1), ("M20", a.Forwarding is not null, 1), ("M31", a.Passages.Any(p => p.Stage == ExternalStage.Defence), 1),
            ("M02", approved, 1), ("M21", approved, 1), ("M33", approved, 1), ("M22", approved, award),
        ];
        foreach (var (metric, counts, amount) in figures.Where(f => f.Counts && feeds.Contains(f.Metric)))
        {
            yield return new Projection.Share(metric, a.Year, MetricBasis.ApplicationYear, amount);
            if (metric is "M02" or "M21" or "M22" or "M33")
            {
                yield return new Projection.Share(metric, ChinaTime.DateOf(((Stage.Approved)a.Stage).On).Year, MetricBasis.DecisionYear, amount);
            }
        }
    }

    private static string Minute(DateTimeOffset at) => at.ToOffset(ChinaTime.Offset).ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);

    // Rows come in ascending order, so the newest needs the smallest key.
    private static string Newest(DateTimeOffset at) => (DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
}
