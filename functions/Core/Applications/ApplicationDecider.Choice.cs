using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Applications.ApplicationCommand;
using static ProjectFlow.Core.Cases.Decision;
using Events = ProjectFlow.Core.Applications.ApplicationEvent;
using Why = ProjectFlow.Core.Applications.ApplicationRefusals;

namespace ProjectFlow.Core.Applications;

// Selection: experts score, the leader decides.
public static partial class ApplicationDecider
{
    private static Decision Choice(Book book, Application a, ApplicationCommand command) => (a.Stage, command) switch
    {
        (_, AssignExperts or RecordScore) when book.Programme.Stages.Selection != SelectionMode.Score => Refuse(Refusal.NotAllowedNow),
        (_, AssignExperts c) when c.Experts.Any(book.Related.Contains) => Refuse(Refusal.ConflictOfInterest),
        (_, AssignExperts c) when c.Experts.ToHashSet().SetEquals(a.Experts) => NothingToDo,
        (_, AssignExperts c) => Record(new Events.ExpertsAssigned([.. c.Experts.Distinct()])),

        (_, RecordScore c) when ScoreOf(a, c.By.Id) is { } mine && Same(mine, c) => NothingToDo,
        (_, RecordScore c) when ScoreOf(a, c.By.Id) is not null => Refuse(Why.AlreadyScored),
        (Stage.Selection s, RecordScore c) when c.At >= s.Due.Before => Refuse(Why.ScoringClosed),
        (_, RecordScore c) when !FitsSheet(book, c) => Refuse(Why.ScoresOutOfRange),
        (_, RecordScore c) => Record(new Events.Scored(c.Scores, c.Opinion)),

        (Stage.Selection, Recommend c) when book.Programme.Stages.Selection == SelectionMode.Score && AreScoresSealed(a, c.At) => Refuse(Why.ScoresOutstanding),
        (_, Recommend c) => Record(Recommended(book, c.Rank, c.Minutes, c.At)).Claiming(QuotaPlace(book, a)),

        (Stage.Selection { OnReserve: true }, NotRecommend { Reserve: true }) => NothingToDo,
        (Stage.Publicity, NotRecommend { Reserve: true }) => Refuse(Refusal.NotAllowedNow),
        (Stage.Publicity, NotRecommend) when !IsUpheld(a) => Refuse(Refusal.NotAllowedNow),
        (_, NotRecommend c) => Record(new Events.NotRecommended(c.Reason, c.Minutes, c.Reserve)),
        _ => Refuse(Refusal.NotAllowedNow),
    };

    /// <summary>Nobody sees another's score until all are in or the scoring deadline has passed.</summary>
    public static bool AreScoresSealed(Application a, DateTimeOffset at) =>
        a.Stage is Stage.Selection s && at < s.Due.Before && (a.Experts.Count == 0 || a.Experts.Any(e => ScoreOf(a, e) is null));

    private static ScoreSheet? ScoreOf(Application a, PersonId expert) => a.Scores.FirstOrDefault(s => s.Expert == expert);

    private static bool Same(ScoreSheet mine, RecordScore c) =>
        mine.Opinion == c.Opinion && mine.Scores.Count == c.Scores.Count && c.Scores.All(p => mine.Scores.TryGetValue(p.Key, out var points) && points == p.Value);

    private static bool FitsSheet(Book book, RecordScore c) => c.Scores.Count == book.Programme.Stages.ScoreSheet.Count
        && book.Programme.Stages.ScoreSheet.All(k => c.Scores.TryGetValue(k.Id, out var points) && points >= 0 && points <= k.Max);
}
