using System.Globalization;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Core.Applications;

/// <summary>In which lists an application stands.</summary>
public static class ApplicationProjection
{
    public static IReadOnlyList<Projection> Of(Book book, Application state)
    {
        var shown = Shown(book, state);
        var round = shown with { Round = RoundFacts.Of(book.Programme, state) };
        return
        [
            .. Lists(book, state, shown.Ball).Select(l => new Projection.Line(l.List, l.Sort, l.List.StartsWith("programme:", StringComparison.Ordinal) ? round : shown)),
            .. Published(state, shown),
        ];
    }

    /// <summary>The lists <c>publicity</c> and <c>publicity:{programme}:{year}</c>, what ends first before the rest; nothing but what the public may know.</summary>
    private static IEnumerable<Projection.Line> Published(Application a, CaseLine shown)
    {
        if (a.Stage is not Stage.Publicity { From: { } from, Until.Before: var before } || a.Reminders.Any(r => r.Kind == ApplicationTimetable.PublicityEnded && r.DueAt >= before))
        {
            return [];
        }

        var line = shown with { DueAt = before, Owner = null, From = from };
        return new[] { PublicityLists.All, PublicityLists.Of(a.Programme.Id, a.Year) }.Select(list => new Projection.Line(list, PublicityLists.Sort(before), line));
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

    internal static string Minute(DateTimeOffset at) => at.ToOffset(ChinaTime.Offset).ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);

    // Rows come in ascending order, so the newest needs the smallest key.
    private static string Newest(DateTimeOffset at) => (DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
}
