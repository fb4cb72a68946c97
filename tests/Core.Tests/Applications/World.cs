using System.Collections.Frozen;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Rules;
using static ProjectFlow.Core.Applications.ApplicationCommand;

namespace ProjectFlow.Core.Tests.Applications;

/// <summary>The people, days and files every test here knows.</summary>
internal static class World
{
    public static readonly OrgId Acme = new("91320381DEMA00013G");
    public static readonly OrgId Uni = new("12320000DEMA00014U");
    public static readonly CaseId Case = CaseId.Application("demo");
    public static readonly PersonId Xu = new("expert-xu");
    public static readonly PersonId Yin = new("expert-yin");

    public static readonly Actor Editor = Person("editor", Role.ApplicantEditor) with { Org = Acme };
    public static readonly Actor Signatory = Person("signatory", Role.ApplicantSignatory) with { Org = Acme };
    public static readonly Actor Officer = Person("officer", Role.Officer) with { Sections = ["plan"] };
    public static readonly Actor Second = Person("second", Role.Officer) with { Sections = ["plan"] };
    public static readonly Actor Head = Person("head", Role.SectionHead) with { Sections = ["plan"] };
    public static readonly Actor Leader = Person("leader", Role.Leader);
    public static readonly Actor Town = Person("town", Role.TownAssistant) with { Areas = ["Caoqiao"] };
    public static readonly Actor Expert = Person("expert-xu", Role.Expert);
    public static readonly Actor Expert2 = Person("expert-yin", Role.Expert);
    public static readonly Actor Auditor = Person("auditor", Role.Auditor);

    public static readonly string Sum = new('a', 64);
    public static readonly string OtherSum = new('b', 64);

    /// <summary>Monday 2023-03-06, 10:00.</summary>
    public static readonly DateTimeOffset Monday = new(2023, 3, 6, 10, 0, 0, ChinaTime.Offset);
    public static readonly DateTimeOffset Opens = new(2023, 3, 1, 0, 0, 0, ChinaTime.Offset);
    public static readonly DateTimeOffset GuidanceCloses = new(2023, 4, 16, 0, 0, 0, ChinaTime.Offset);
    public static readonly DateTimeOffset Closes = new(2023, 5, 1, 0, 0, 0, ChinaTime.Offset);
    public static readonly DateTimeOffset ForwardBy = new(2023, 7, 1, 0, 0, 0, ChinaTime.Offset);

    public static readonly WorkCalendar Calendar = new("CN-test.1",
        [new(2023, 1, 2), new(2023, 4, 5), new(2023, 5, 1), new(2023, 5, 2), new(2023, 5, 3), new(2024, 1, 1)], [new(2023, 5, 6)]);

    public static readonly FormContent Form = FormContent.Parse("""{"project":{"title":"New alloy","goal":"Lighter"},"leader":{"leader":{"name":"Zhang San"}}}"""u8.ToArray());

    public static Document File(string slot = "signed", string? hash = null) => new(slot, "file.pdf", hash ?? Sum, 1000, "pdf");

    public static Book Book(Programme programme) => new(programme, Calendar)
    {
        Form = Form,
        Org = new OrgFacts(Acme, "enterprise", "Caoqiao", Verified: true, FrozenSet<string>.Empty),
        NewCase = Case,
        Number = "320381-key-rd-2023-0001",
    };

    private static Actor Person(string id, Role role) => new(new(id), FrozenSet.Create(role));
}

/// <summary>Programmes as code; each test changes what it is about.</summary>
internal static class TestProgrammes
{
    /// <summary>Guidance, scores, forwarded upward; the authority decides.</summary>
    public static readonly Programme Upward = new(new("key-rd", "2023.1"), "重点研发计划", "Key R&D", ProgrammeKind.Project, DecisionBy.External, "provincial")
    {
        Section = "plan",
        Round = new Round(2023)
        {
            OpenAt = World.Opens,
            GuidanceBefore = World.GuidanceCloses,
            SubmitBefore = World.Closes,
            ForwardBefore = World.ForwardBy,
            Quota = 2,
            PerLeaderLimit = 1,
        },
        Stages = new Stages { Selection = SelectionMode.Score, ScoreSheet = [new("idea", "创新", "Idea", 60), new("team", "团队", "Team", 40)] },
        Form = new FormDefinition(
        [
            new("project", "项目", "Project", [new("title", FieldType.Text, "名称", "Title") { Required = true, RequiredForGuidance = true }, new("goal", FieldType.LongText, "目标", "Goal") { Required = true }]),
            new("leader", "负责人", "Leader", [new("leader", FieldType.Person, "负责人", "Leader")]),
        ]),
        Documents = [new("signed", "申请书", "Signed form") { Required = true, VerifyOriginal = true, Types = ["pdf"], MaxMb = 1 }, new("check", "附件审核表", "Verification form") { Required = true, ByBureau = true }],
        Rules = [new Rule.Manual("fit", Severity.Block, "符合指南", "Fits the guide", "苏科资发〔2023〕1号")],
        Dashboards = ["M20", "M21", "M22", "M31"],
    };

    /// <summary>The bureau publishes for seven days and decides.</summary>
    public static readonly Programme Local = Upward with
    {
        Ref = new("local", "2023.1"),
        DecisionBy = DecisionBy.Bureau,
        Stages = Upward.Stages with { Selection = SelectionMode.Quota, Publicity = new(7, CountingMode.CalendarDays, IncludeStartDay: true) },
    };

    /// <summary>The bureau publishes its nominations before they go up.</summary>
    public static readonly Programme Nominated = Local with { Ref = new("nominated", "2023.1"), DecisionBy = DecisionBy.External };

    /// <summary>A recognition without guidance or selection.</summary>
    public static readonly Programme Hnte = Upward with
    {
        Ref = new("hnte", "2023.1"),
        Kind = ProgrammeKind.Recognition,
        Dashboards = ["M01", "M02"],
        Stages = new Stages { Guidance = GuidanceMode.None },
    };
}

/// <summary>One application, told by its commands.</summary>
internal sealed class Story(Programme programme)
{
    public Book Book { get; set; } = World.Book(programme);

    public Application? State { get; private set; }

    public List<ApplicationEvent> History { get; } = [];

    public DateTimeOffset Now { get; set; } = World.Monday;

    public Application App => State!;

    public Decision Try(Actor who, ApplicationCommand command) => Lifecycle.Decide(Book, State, command with { By = who, At = Now });

    public Story Do(Actor who, ApplicationCommand command)
    {
        var decision = Try(who, command);
        var accepted = decision as Decision.Accepted ?? throw new Xunit.Sdk.XunitException($"{command.GetType().Name}: {((Decision.Refused)decision).Why.Code}");
        foreach (var e in accepted.Events.Cast<ApplicationEvent>())
        {
            State = ApplicationDecider.Evolve(State, e);
            History.Add(e);
        }

        return this;
    }

    public Story At(DateTimeOffset now)
    {
        Now = now;
        return this;
    }

    public Story After(int days) => At(Now.AddDays(days));

    public Story Tick() => Do(Actor.System, new Tick());

    public void Refused(Actor who, ApplicationCommand command, string code) => Assert.Equal(code, Assert.IsType<Decision.Refused>(Try(who, command)).Why.Code);

    public void Nothing(Actor who, ApplicationCommand command) => Assert.Empty(Assert.IsType<Decision.Accepted>(Try(who, command)).Events);

    public static readonly Submit Sign = new(Declaration: true, IntegrityPledge: true);
    public static readonly ReturnForRevision SendBack = new([new("Say more", "project.goal")]);
    public static readonly RecordForwarding Forward = new("省科技厅", "platform", "R-1", new(2023, 3, 6), World.Sum);
    public static readonly RecordDecision Yes = new(true, "苏科资发〔2023〕9号", World.Sum, Money.FromWanyuan(100), "BE2023001", new(2023, 7, 1), new(2026, 6, 30));
    public static readonly RecordDecision No = new(false, "苏科资发〔2023〕9号", World.Sum, Reason: "Not chosen");

    public static CreateDraft NewDraft => new(TestProgrammes.Upward.Ref, World.Acme, "New alloy");

    public static Story Draft(Programme p) => new Story(p).Do(World.Editor, NewDraft).Do(World.Editor, new SaveDraft("New alloy", World.Form)).Do(World.Editor, new AttachDocument(World.File()));

    public static Story Guided(Programme p) => p.Stages.Guidance == GuidanceMode.None ? Draft(p) : Draft(p).Do(World.Editor, new RequestGuidance());

    public static Story Ready(Programme p) => p.Stages.Guidance == GuidanceMode.None ? Draft(p) : Guided(p).Do(World.Officer, new PassGuidance(["read"]));

    public static Story Formal(Programme p) => Ready(p).Do(World.Signatory, Sign);

    public static Story Passed(Programme p) => Formal(p).Do(World.Second, new VerifyDocument("signed", true)).Do(World.Second, new PassFormal(true, World.Sum));

    public static Story Scored(Programme p) => p.Stages.Selection != SelectionMode.Score ? Passed(p) : Passed(p).Do(World.Head, new AssignExperts([World.Xu])).Do(World.Expert, Points);

    public static Story Chosen(Programme p) => p.Stages.Selection == SelectionMode.None ? Passed(p) : Scored(p).Do(World.Leader, new Recommend(1, World.Sum));

    public static Story Forwarded(Programme p) => Chosen(p).Do(World.Officer, Forward);

    public static Story Published(Programme p) => Chosen(p).Do(World.Officer, new StartPublicity(new(2023, 3, 6), World.Sum));

    public static Story Approved(Programme p) => Forwarded(p).Do(World.Officer, Yes).Do(World.Head, new ConfirmDecision());

    public static RecordScore Points => new(new Dictionary<string, int> { ["idea"] = 60, ["team"] = 0 });
}
