using System.Collections.Frozen;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Core.Grants.GrantCommand;
using static ProjectFlow.Core.Tests.Applications.World;

namespace ProjectFlow.Core.Tests.Grants;

/// <summary>Programmes as code; each test changes what it is about.</summary>
internal static class Funded
{
    /// <summary>County money in two instalments with contract, half-yearly spending reports and acceptance.</summary>
    public static readonly Programme Local = new(new("county", "2023.1"), "县级计划", "County plan", ProgrammeKind.Project, DecisionBy.Bureau, "county")
    {
        Section = "plan",
        Round = new Round(2023),
        Stages = new Stages { ContractRequired = true, Reports = [new(ReportKind.Spending, 6), new(ReportKind.Annual, 12)], MidtermFrom = Money.FromWanyuan(100), Acceptance = new(6, 3, Light: false) },
        Form = FormDefinition.Empty,
        Funding = new Funding(FundingMode.Instalments, Payer.Local)
        {
            Instalments = [new(6_000, InstalmentTrigger.Contract), new(4_000, InstalmentTrigger.MidtermOrAcceptance)],
            SelfFundMinBasisPoints = 10_000,
            Categories = ["equipment", "labour"],
            AuditFrom = Money.FromYuan(150_000),
            Fund = "county-sci",
        },
    };

    public static readonly Programme External = Local with { Ref = new("province", "2023.1"), DecisionBy = DecisionBy.External, Funding = Local.Funding with { Payer = Payer.External, SelfFundMinBasisPoints = 0 } };

    public static readonly Programme Guiding = External with { Ref = new("guiding", "2023.1"), Funding = Funding.None };

    public static readonly Programme Reward = Local with
    {
        Ref = new("reward", "2023.1"),
        Stages = new Stages(),
        Funding = new Funding(FundingMode.Reward, Payer.Local) { Fund = "reward" },
    };
}

/// <summary>One grant, told by its commands.</summary>
internal sealed class GrantStory(Programme programme)
{
    public static readonly CaseId Id = CaseId.Grant("demo");
    public static readonly Actor Funds = new(new("funds"), FrozenSet.Create(Role.FundAdministrator));
    public static readonly Money Award = Money.FromYuan(3_000_000);
    public static readonly Money First = Money.FromYuan(1_800_000);
    public static readonly Money Rest = Money.FromYuan(1_200_000);

    public static readonly BudgetLine[] Budget = [new("equipment", Money.FromYuan(2_000_000), Award), new("labour", Money.FromYuan(1_000_000), Money.Zero)];
    public static readonly SignContract Signing = new(Budget, ["Lighter", "Cheaper"], new(2023, 1, 1), new(2024, 12, 31), Sum);

    public Book Book { get; set; } = World.Book(programme) with { NewCase = Id };

    public Grant? State { get; private set; }

    public List<GrantEvent> History { get; } = [];

    public List<Effect> Effects { get; } = [];

    public DateTimeOffset Now { get; private set; } = Monday;

    public Grant Grant => State!;

    public Decision Try(Actor who, GrantCommand command) => Lifecycle.Decide(Book, State, command with { By = who, At = Now });

    public GrantStory Do(Actor who, GrantCommand command)
    {
        var decision = Try(who, command);
        var accepted = decision as Decision.Accepted ?? throw new Xunit.Sdk.XunitException($"{command.GetType().Name}: {((Decision.Refused)decision).Why.Code}");
        foreach (var e in accepted.Events.Cast<GrantEvent>())
        {
            State = (Grant)Lifecycle.Evolve(State, e);
            History.Add(e);
            Effects.AddRange(Lifecycle.Effects(Book, State, e));
        }

        return this;
    }

    public GrantStory On(int year, int month, int day)
    {
        Now = new(year, month, day, 10, 0, 0, ChinaTime.Offset);
        return this;
    }

    public GrantStory At(DateTimeOffset now)
    {
        Now = now;
        return this;
    }

    public GrantStory Tick() => Do(Actor.System, new Tick());

    public GrantStory Refused(Actor who, GrantCommand command, string code)
    {
        Assert.Equal(code, Assert.IsType<Decision.Refused>(Try(who, command)).Why.Code);
        return this;
    }

    public GrantStory Nothing(Actor who, GrantCommand command)
    {
        Assert.Empty(Assert.IsType<Decision.Accepted>(Try(who, command)).Events);
        return this;
    }

    public DateOnly Today => ChinaTime.DateOf(Now);

    public GrantStory Pay(int instalment, Money amount)
    {
        var id = $"p{Grant.Payments.Count + 1}";
        return Do(Officer, new RequestDisbursement(instalment, amount)).Do(Head, new ApproveDisbursement(id)).Do(Funds, new RecordPayment(id, "V-" + id, Today, "B-1")).Do(Editor, new ConfirmReceipt(id, amount, Sum));
    }

    public GrantStory Report(ReportKind kind, DateOnly end, Money fiscal, Money self)
    {
        Do(Editor, new SubmitReport(kind, end, fiscal + self > Money.Zero ? [new("labour", fiscal, self)] : [], Sum));
        return Do(Officer, new AcceptReport(Grant.Reports[^1].Id));
    }

    public static Open Opening(Programme p, Money? award = null) =>
        new(p.Ref, Acme, "New alloy", award ?? Award, "政科〔2023〕9号", 2023, CaseId.Application("demo"), "320381-county-2023-0001", "BE2023001", new(2023, 1, 1), new(2024, 12, 31), Officer.Id);

    public static GrantStory Opened(Programme p, Money? award = null) => new GrantStory(p).Do(Actor.System, Opening(p, award));

    public static GrantStory Recorded(Programme p) => Opened(p).Do(Officer, Signing);

    public static GrantStory Active(Programme p) => p.Stages.ContractRequired ? Recorded(p).Do(Signatory, new CountersignContract()) : Opened(p);

    public static GrantStory Paid(Programme p) => Active(p).Pay(1, First);

    /// <summary>All reports in until the end of the term, all money paid and the whole award spent.</summary>
    public static GrantStory Reported(Programme p)
    {
        var story = Paid(p).Do(Officer, new ScheduleMidterm(new(2023, 6, 1))).On(2023, 6, 2).Do(Head, new RecordMidterm(MidtermResult.Passed, Sum)).Pay(2, Rest);
        story.On(2023, 7, 1).Report(ReportKind.Spending, new(2023, 6, 30), First, First).On(2024, 1, 2).Report(ReportKind.Spending, new(2023, 12, 31), Rest, Rest).Report(ReportKind.Annual, new(2023, 12, 31), Money.Zero, Money.Zero);
        return story.On(2024, 10, 1).Report(ReportKind.Spending, new(2024, 6, 30), Money.Zero, Money.Zero);
    }

    public static GrantStory Applied(Programme p) => Reported(p).Do(Signatory, Apply);

    public static GrantStory Passed(Programme p) => Applied(p).Do(Officer, Opinion).Do(Head, new ConfirmAcceptance());

    public static GrantStory Suspended(Programme p) => Paid(p).Do(Leader, new Suspend("Integrity case"));

    public static GrantStory Terminated(Programme p) => Paid(p).Do(Head, new ProposeTermination("Gave up", Sum)).Do(Leader, new Terminate("Gave up", Sum));

    public static readonly ApplyAcceptance Apply = new(Sum, Sum, Sum);
    public static readonly RecordAcceptance Opinion = new(AcceptanceResult.Passed, [true, true], Sum);
    public static readonly Close Archive = new(Sum);
}
