using System.Globalization;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using static ProjectFlow.Core.Applications.ApplicationCommand;
using static ProjectFlow.Core.Cases.Decision;
using Events = ProjectFlow.Core.Applications.ApplicationEvent;
using Why = ProjectFlow.Core.Applications.ApplicationRefusals;

namespace ProjectFlow.Core.Applications;

// More time, giving up, and putting records right.
public static partial class ApplicationDecider
{
    private static Decision Exception(Book book, Application a, ApplicationCommand command) => (a.Stage, command) switch
    {
        (not Stage.Lapsed, ExtendDeadline) when CurrentDue(book, a, a.Stage) is null => Refuse(Refusal.NotAllowedNow),
        (not Stage.Lapsed, ExtendDeadline c) when CurrentDue(book, a, a.Stage) == Deadlines.On(book, c.DueOn).Before => NothingToDo,
        (_, ExtendDeadline c) when !IsExtension(book, a, c) => Refuse(Why.DueOutOfRange),
        (Stage.Lapsed, ExtendDeadline c) => Record(Extended(book, a, c)).Claiming([OrgPlace(book, a.Org, a.Year), .. a.SubmittedAt is null ? [] : LeaderPlace(book, a, a.Snapshots[^1])]),
        (_, ExtendDeadline c) => Record(Extended(book, a, c)),

        (Stage.GuidanceReview s, LapseByBureau c) when c.At < (Deadlines.Submit(book, a) ?? s.Due.Before) => Refuse(Why.NotDue),
        (_, LapseByBureau c) => Record(new Events.Lapsed(c.Reason)),

        (_, ProposeCorrection c) when !Facts.Accepts(a, c.Fact, c.Value) => Refuse(Why.UnknownFact),
        (_, ProposeCorrection c) when Facts.Of(a, c.Fact) == c.Value || a.PendingCorrection == CorrectionOf(a, c) => NothingToDo,
        (_, ProposeCorrection c) => Record(new Events.CorrectionProposed(CorrectionOf(a, c))),
        (_, ConfirmCorrection) when a.PendingCorrection is null => a.Corrections.Count > 0 ? NothingToDo : Refuse(Why.NothingProposed),
        (_, ConfirmCorrection c) when IsSame(c.By, a.PendingCorrection!.ProposedBy) => Refuse(Why.SamePerson),
        (_, ConfirmCorrection) => Record(new Events.Corrected(a.PendingCorrection!)),
        _ => Refuse(Refusal.NotAllowedNow),
    };

    private static Correction CorrectionOf(Application a, ProposeCorrection c) => new(c.Fact, Facts.Of(a, c.Fact), c.Value, c.Reason, c.Document, c.By.Id);

    private static DateTimeOffset? CurrentDue(Book book, Application a, Stage stage) =>
        stage is Stage.Draft or Stage.ReadyToSubmit ? Deadlines.Submit(book, a) : Deadlines.Of(stage)?.Before;

    // Whoever is not submitted yet gets as much longer to submit, if that is later than what they have.
    private static Events.DeadlineExtended Extended(Book book, Application a, ExtendDeadline c)
    {
        var due = Deadlines.On(book, c.DueOn);
        var moves = Origin(a) is Stage.Draft or Stage.ReadyToSubmit or Stage.GuidanceReview or Stage.Returned { From: ReturnOrigin.GuidanceReview };
        return new(due, c.Reason, moves && due.Before > Deadlines.Submit(book, a) ? due.Before : null);
    }

    private static Stage Origin(Application a) => a.Stage is Stage.Lapsed lapsed ? lapsed.Previous : a.Stage;

    private static bool IsExtension(Book book, Application a, ExtendDeadline c)
    {
        var before = Deadlines.On(book, c.DueOn).Before;
        var stage = Origin(a);
        var insideRound = stage is Stage.Publicity or Stage.Returned { From: ReturnOrigin.External } || !(before > book.Programme.Round.ForwardBefore);
        return insideRound && before > c.At && !(before <= CurrentDue(book, a, stage));
    }
}

/// <summary>Recorded facts that may be put right later, by their names.</summary>
internal static class Facts
{
    /// <summary>What stands there now. The fact must be on record, see <see cref="Accepts"/>.</summary>
    public static string? Of(Application a, string fact) => fact switch
    {
        "receiptNo" => a.Forwarding!.ReceiptNo,
        "documentNo" => a.Verdict!.DocumentNo,
        "projectNo" => a.Verdict!.ProjectNo,
        "award" => a.Verdict!.Award!.Value.Yuan.ToString("0.00", CultureInfo.InvariantCulture),
        "termFrom" => Text(a.Verdict!.From!.Value),
        _ => Text(a.Verdict!.To!.Value),
    };

    /// <summary>Whether the fact is on record and the value can stand for it: award in yuan with two decimals, dates as <c>yyyy-MM-dd</c>.</summary>
    public static bool Accepts(Application a, string fact, string value) => fact switch
    {
        "receiptNo" => a.Forwarding is not null,
        "documentNo" => a.Verdict is not null,
        "projectNo" => a.Verdict is { Approved: true },
        "award" => a.Verdict?.Award is not null && Yuan(value) is >= 0m and < 1_000_000_000_000m,
        "termFrom" => a.Verdict?.From is not null && Day(value) is { } from && !(from >= a.Verdict.To),
        "termTo" => a.Verdict?.To is not null && Day(value) is { } to && !(to <= a.Verdict.From),
        _ => false,
    };

    public static Application With(Application a, string fact, string value) => fact switch
    {
        "receiptNo" => a with { Forwarding = a.Forwarding! with { ReceiptNo = value } },
        "documentNo" => a with { Verdict = a.Verdict! with { DocumentNo = value } },
        "projectNo" => a with { Verdict = a.Verdict! with { ProjectNo = value } },
        "award" => a with { Verdict = a.Verdict! with { Award = Money.FromYuan(Yuan(value)!.Value) } },
        "termFrom" => a with { Verdict = a.Verdict! with { From = Day(value) } },
        _ => a with { Verdict = a.Verdict! with { To = Day(value) } },
    };

    private static decimal? Yuan(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan) && decimal.Round(yuan, 2) == yuan ? yuan : null;

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
