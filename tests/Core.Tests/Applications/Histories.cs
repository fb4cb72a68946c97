using CsCheck;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Applications.ApplicationCommand;
using static ProjectFlow.Core.Tests.Applications.World;
using Events = ProjectFlow.Core.Applications.ApplicationEvent;

namespace ProjectFlow.Core.Tests.Applications;

/// <summary>Whatever anybody tries, in any order and at any time, the invariants of domain.md §3.7 hold.</summary>
public class Histories
{
    private static readonly Programme[] Programmes = [TestProgrammes.Upward, TestProgrammes.Local, TestProgrammes.Nominated, TestProgrammes.Hnte];

    private static readonly Actor Related = Second with { Id = new("related"), Conflicts = [Acme] };

    private static readonly Actor[] People = [Editor, Signatory, Officer, Second, Head, Leader, Town, Expert, Expert2, Auditor, Actor.System, Related];

    private static readonly ApplicationCommand[] Commands = [
        new SaveDraft("Newer", Form), new AttachDocument(File()), new AttachDocument(File(hash: OtherSum)), new RemoveDocument("signed", OtherSum), new RequestGuidance(),
        new Comment("Hello"), new Comment("Done", "t1"), new ResolveComment("t1"), new Assign(Second.Id), Story.SendBack, new Resubmit(), new PassGuidance(["read"]), Story.Sign,
        new VerifyDocument("signed", true), new PassFormal(true, Sum), new ProposeFormalRejection("Late", "r1"), new RejectFormal("Late", "r1"), new AssignExperts([Xu]), Story.Points,
        new Recommend(1, Sum), new NotRecommend("No", Sum), new NotRecommend("No", Sum, Reserve: true), Story.Forward, new RecordExternalStage(ExternalStage.Defence, new(2023, 3, 6), Sum),
        new StartPublicity(new(2023, 3, 8), Sum), new ClosePublicity(), new RecordObjection("Li Si", "1", "Old"), new ResolveObjection("o1", ObjectionOutcome.Dismissed, "Unfounded"),
        new ResolveObjection("o1", ObjectionOutcome.Upheld, "True"), Story.Yes, Story.Yes with { Award = null }, Story.No, new ConfirmDecision(), new Withdraw("No"), new RequestWithdrawal("No", Sum),
        new ConfirmWithdrawal(Sum), new ExtendDeadline(new(2023, 6, 1), "Storm"), new LapseByBureau("Late"), new ProposeCorrection("award", "1.00", "Typo", Sum), new ConfirmCorrection(), new Tick(),
    ];

    private static readonly Gen<(int Who, int What, int Hours, bool Willing)[]> Steps =
        Gen.Select(Gen.Int[0, People.Length - 1], Gen.Int[0, Commands.Length - 1], Gen.Int[0, 200], Gen.Int[0, 5], (who, what, hours, willing) => (who, what, hours * hours / 200, willing > 0)).Array[10, 60];

    [Fact]
    public void Invariants_hold_over_random_histories() => Gen.Select(Gen.Int[0, Programmes.Length - 1], Gen.Int[0, 6], Steps).Sample((programme, head, steps) =>
    {
        var story = Start(Programmes[programme], head);
        foreach (var (who, what, hours, willing) in steps)
        {
            story.At(story.Now.AddHours(hours));
            Check(story, willing ? Willing(Commands[what], who) : People[who], Commands[what]);
        }

        Assert.Equivalent(story.App, story.History.Aggregate((Application?)null, ApplicationDecider.Evolve), strict: true);
        SeparateDuties(story);
    }, iter: 10_000);

    // Histories that begin further on reach the late stages often enough.
    private static Story Start(Programme p, int head) => head switch
    {
        0 => Story.Draft(p),
        1 => Story.Guided(p),
        2 => Story.Ready(p),
        3 => Story.Formal(p),
        4 => Story.Scored(p),
        _ => Story.Chosen(p),
    };

    private static Actor Willing(ApplicationCommand c, int n) => c switch
    {
        SaveDraft or AttachDocument or RemoveDocument or RequestGuidance => Editor,
        Resubmit => n % 2 == 0 ? Editor : Signatory,
        Submit or Withdraw or RequestWithdrawal => Signatory,
        Recommend or NotRecommend or ConfirmCorrection => Leader,
        Assign or RejectFormal or AssignExperts or ResolveObjection or ConfirmDecision or ExtendDeadline or LapseByBureau or ProposeCorrection => Head,
        RecordScore => Expert,
        Tick => Actor.System,
        _ => n % 2 == 0 ? Officer : Second,
    };

    private static void Check(Story story, Actor who, ApplicationCommand command)
    {
        var (before, history) = (story.App, story.History.Count);
        var decision = story.Try(who, command);
        if (decision is Decision.Refused refused)
        {
            Assert.NotEmpty(refused.Why.Zh);
            return;
        }

        story.Do(who, command);
        foreach (var e in story.History.Skip(history))
        {
            Allowed(story, before, e, who);
        }

        if (command is not (Comment or SaveDraft or AttachDocument or RemoveDocument or ConfirmCorrection or Tick))
        {
            Assert.True(story.Try(who, command) is not Decision.Accepted { Events.Count: > 0 }, $"{command.GetType().Name} applied twice"); // I9
        }

        TimeMovesOn(story);
    }

    private static void Allowed(Story story, Application before, ApplicationEvent e, Actor who)
    {
        Assert.Equal((who.Id, story.Now), (e.By, e.At));
        Assert.False(before.Stage.IsOver && e is not (Events.CorrectionProposed or Events.Corrected));
        Assert.NotEqual(Related.Id, e.By); // I12
        Assert.Equal((before.Id, before.Programme), (story.App.Id, story.App.Programme)); // I19
        Assert.True(before.Number is null || before.Number == story.App.Number); // I18
        Assert.Equal(before.Snapshots, story.App.Snapshots.Take(before.Snapshots.Count)); // I14
        if (e is Events.DecisionConfirmed { Verdict: var verdict })
        {
            Assert.NotEmpty(verdict.DocumentNo); // I22
            Assert.False(before.Stage is Stage.Publicity && before.HasOpenObjection); // I15
            Assert.False(verdict.Approved && before.Stage is Stage.Publicity { Until: { } until } && e.At < until.Before);
        }
    }

    /// <summary>What is due at the time given as next due always changes something, and moves that time on.</summary>
    private static void TimeMovesOn(Story story)
    {
        if (Lifecycle.NextDue(story.Book, story.App) is not { } due)
        {
            return;
        }

        var tick = Lifecycle.Tick(story.App, due > story.Now ? due : story.Now);
        var after = Assert.IsType<Decision.Accepted>(Lifecycle.Decide(story.Book, story.App, tick)).Events.Aggregate((CaseState)story.App, Lifecycle.Evolve);
        Assert.NotSame(story.App, after);
        Assert.True(Lifecycle.NextDue(story.Book, after) is not { } next || next > due || after.StateName != story.App.StateName, $"{story.App.StateName} stays due at {due:s}");
    }

    private static void SeparateDuties(Story story)
    {
        var a = story.App;
        Assert.False(a.GuidanceReviewer is not null && a.GuidanceReviewer == a.FormalReviewer); // I11
        var recorder = story.History.OfType<Events.DecisionRecorded>().LastOrDefault();
        var confirmer = story.History.OfType<Events.DecisionConfirmed>().LastOrDefault();
        Assert.False(confirmer is not null && confirmer.By == recorder!.By);
        Assert.All(a.Scores, s => Assert.Contains(s.Expert, a.Experts)); // I13
        Assert.True(Deadlines(a.Stage) is not { } due || due.CalendarVersion == World.Calendar.Version); // I17
    }

    private static Deadline? Deadlines(Stage stage) => stage switch
    {
        Stage.GuidanceReview s => s.Due,
        Stage.FormalReview s => s.Due,
        Stage.Returned s => s.Due,
        Stage.Selection s => s.Due,
        _ => null,
    };
}
