using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Applications;

/// <summary>How the deadlines of an application are worked out.</summary>
internal static class Deadlines
{
    /// <summary>Within n working days of a moment: the day itself does not count.</summary>
    public static Deadline Within(Book book, DateTimeOffset from, int workingDays, DateTimeOffset? cap = null) =>
        Counted(book, new(ChinaTime.DateOf(from), workingDays, CountingMode.WorkingDays, IncludeStartDay: false), cap);

    public static Deadline Publicity(Book book, DateOnly from, PublicityRule rule) => Counted(book, new(from, rule.Days, rule.Mode, rule.IncludeStartDay), null);

    /// <summary>The end of a day named by a person.</summary>
    public static Deadline On(Book book, DateOnly day) => new(ChinaTime.EndOf(day), book.Calendar.Version, Provisional: false);

    /// <summary>The same period with the calendar now in force.</summary>
    public static Deadline Again(Book book, Deadline d) => d.Count is { } count ? Counted(book, count, d.Cap) : d;

    /// <summary>It was counted before the year's notice was out, and another calendar is in force now (I17).</summary>
    public static bool IsStale(Book book, Deadline d) => d is { Provisional: true, Count: not null } && d.CalendarVersion != book.Calendar.Version;

    public static DateTimeOffset? Submit(Book book, Application a) => a.SubmitBefore ?? book.Programme.Round.SubmitBefore;

    /// <summary>Whoever got more time to submit may also ask for guidance until then.</summary>
    public static DateTimeOffset? Guidance(Book book, Application a) => a.SubmitBefore ?? book.Programme.Round.GuidanceBefore;

    /// <summary>After this a returned application lapses.</summary>
    public static DateTimeOffset Hard(Book book, Application a, Stage.Returned r)
    {
        var round = r.From switch
        {
            ReturnOrigin.GuidanceReview => Submit(book, a),
            ReturnOrigin.FormalReview => book.Programme.Round.ForwardBefore,
            _ => null,
        };
        return round > r.Due.Before ? round.Value : r.Due.Before;
    }

    /// <summary>The one deadline the stage carries; null when it has none of its own.</summary>
    public static Deadline? Of(Stage stage) => stage switch
    {
        Stage.GuidanceReview s => s.Due,
        Stage.Returned s => s.Due,
        Stage.FormalReview s => s.Due,
        Stage.Selection s => s.Due,
        Stage.External s => s.ForwardDue,
        Stage.Publicity s => s.Until,
        _ => null,
    };

    public static DateOnly LastDay(DateTimeOffset before) => ChinaTime.DateOf(before.AddTicks(-1));

    private static Deadline Counted(Book book, DayCount count, DateTimeOffset? cap)
    {
        var last = book.Calendar.LastDay(count.Start, count.Days, count.Mode, count.IncludeStartDay);
        var before = ChinaTime.EndOf(last);
        return new(cap < before ? cap.Value : before, book.Calendar.Version, book.Calendar.IsProvisional(last)) { Count = count, Cap = cap };
    }
}
