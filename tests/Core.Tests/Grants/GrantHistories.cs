using CsCheck;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Grants.GrantCommand;
using static ProjectFlow.Core.Tests.Applications.World;
using static ProjectFlow.Core.Tests.Grants.GrantStory;
using Events = ProjectFlow.Core.Grants.GrantEvent;

namespace ProjectFlow.Core.Tests.Grants;

/// <summary>Whatever anybody tries, in any order and at any time, the invariants of domain.md §3.7 hold.</summary>
public class GrantHistories
{
    private static readonly Programme[] Programmes = [Funded.Local, Funded.External, Funded.Guiding, Funded.Reward];

    private static readonly Actor[] People = [Editor, Signatory, Officer, Second, Head, Leader, GrantStory.Funds, Auditor, Actor.System];

    private static readonly Gen<GrantCommand> Command = Gen.Select(Gen.Int[0, 44], Gen.Int[1, 3], Gen.Int[0, 4], Build);

    private static readonly Gen<(int Who, GrantCommand What, int Hours)[]> Steps =
        Gen.Select(Gen.Int[0, 60], Command, Gen.Int[0, 900], (who, what, hours) => (who, what, hours * hours / 900)).Array[10, 50];

    [Fact]
    public void Money_and_people_keep_to_the_rules_over_random_histories() => Gen.Select(Gen.Int[0, Programmes.Length - 1], Gen.Int[0, 6], Steps).Sample((programme, head, steps) =>
    {
        var story = Start(Programmes[programme], head);
        foreach (var (who, what, hours) in steps)
        {
            story.At(story.Now.AddHours(hours));
            Check(story, who < People.Length ? People[who] : Willing(story, what, who), what);
        }

        Assert.Equivalent(story.Grant, story.History.Aggregate((Grant?)null, GrantDecider.Evolve), strict: true);
    }, iter: 10_000);

    // Histories that begin further on reach the late stages often enough.
    private static GrantStory Start(Programme p, int head) => (head, p.Funding.Mode) switch
    {
        (0, _) => Opened(p),
        (1, not FundingMode.Reward) => Recorded(Funded.Local),
        (2, FundingMode.Instalments) => Active(p),
        (3, _) => Paid(Funded.Local),
        (4, FundingMode.Instalments) => Applied(Funded.Local),
        (5, FundingMode.Instalments) => Terminated(Funded.Local),
        _ => GrantStages(p),
    };

    private static GrantStory GrantStages(Programme p) => p.Stages.ContractRequired && p.Funding.Payer != Payer.None ? Active(p) : Opened(p);

    private static GrantCommand Build(int what, int n, int size)
    {
        var amount = new[] { Money.FromYuan(0.01m), Money.FromYuan(54_075.27m), Rest, First, Award }[size];
        var (day, sum) = (new DateOnly(2023, 2 * n, 28), size % 2 == 0 ? Sum : OtherSum);
        GrantCommand[] all = [
            Signing, new CountersignContract(), new DeclareNotSigned("x"), new PlanInstalments([new(First, InstalmentTrigger.Approval), new(Rest, InstalmentTrigger.Approval)]), new PlanInstalments([new(amount, InstalmentTrigger.Contract)]),
            new RequestDisbursement(n, amount), new RequestDisbursement(n, amount), new ApproveDisbursement($"p{n}"), new ApproveDisbursement($"p{n}"), new RefuseDisbursement($"p{n}", "x"),
            new RecordPayment($"p{n}", $"V{n}", new(2023, 3, 6), "B"), new RecordPayment($"p{n}", $"V{size}", new(2023, 3, 6), "B"), new ConfirmReceipt($"p{n}", amount, sum), new ReversePayment($"p{n}", "x"), new ConfirmReversal($"p{n}"),
            new RecordAllocation($"D{n}", amount, new(2023, 3, 6), sum), new RecordArrival(n, amount, new(2023, 3, 6), sum), new ConfirmArrival($"p{n}"),
            new SubmitReport((ReportKind)size, day, size is 1 or 4 ? [new("labour", Money.FromYuan(54_075.27m), amount)] : [], sum), new SubmitReport(ReportKind.Spending, day, [new("equipment", amount, Money.Zero)], sum),
            new AcceptReport($"r{n}"), new AcceptReport($"r{n}"), new ReturnReport($"r{n}", "x"), new ProposeAmendment(AmendmentKind.Leader, "x", sum), new ProposeAmendment(AmendmentKind.Period, "x", sum, To: new(2025, 2 * n, 28)),
            new DecideAmendment(size > 1, "x", sum), new ScheduleMidterm(new(2022 + n, 6, 1)), new RecordMidterm((MidtermResult)(n - 1), sum), new Suspend("x"), new Resume("x", sum), Apply,
            new RecordAcceptance((AcceptanceResult)(n - 1), [true, true], sum, n == 2 ? new(2025, 2, 1) : null), new ConfirmAcceptance(), new ProposeTermination("x", sum), new Terminate("x", sum), new Revoke("x", sum),
            new RetainSurplus(amount, sum), new OpenClawback(amount, (ClawbackBasis)(n - 1), sum), new RecordRepayment($"c{n}", amount, $"R{size}", new(2023, 3, 6)), new RecordRepayment($"c{n}", amount, $"R{size}", new(2023, 3, 6)),
            new EscalateClawback($"c{n}", sum), new CloseClawback($"c{n}", size > 2 ? sum : null), Archive, new EvaluatePerformance(80, sum), new Tick(),
        ];
        return all[what];
    }

    private static Actor Willing(GrantStory story, GrantCommand c, int n) =>
        People.Where(p => story.Try(p, c) is not Decision.Refused { Why.Kind: RefusalKind.Forbidden }).ToArray() is { Length: > 0 } able ? able[n % able.Length] : Officer;

    private static void Check(GrantStory story, Actor who, GrantCommand command)
    {
        var before = story.Grant;
        if (story.Try(who, command) is Decision.Refused refused)
        {
            Assert.NotEmpty(refused.Why.Zh);
            return;
        }

        var known = story.History.Count;
        story.Do(who, command);
        Assert.All(story.History.Skip(known), e => Assert.Equal((who.Id, story.Now), (e.By, e.At)));
        Assert.False(before.Stage == GrantStage.Closed && story.History.Skip(known).Any(e => e is not Events.PerformanceEvaluated));
        if (command is not Tick)
        {
            Assert.True(story.Try(who, command) is not Decision.Accepted { Events.Count: > 0 }, $"{command.GetType().Name} applied twice"); // I9
        }

        Sound(story.Grant);
        Posted(story);
        TimeMovesOn(story);
    }

    private static void Sound(Grant g)
    {
        Assert.True(g.NetPaid <= g.Award, "I2");
        Assert.All(g.Instalments, i => Assert.True(g.Payments.Where(p => p.Instalment == i.No && p.Counts).Sum(p => p.Amount) <= i.Amount, "I3"));
        Assert.True(g.Instalments.Count == 0 || g.Instalments.Sum(i => i.Amount) == g.Award, "I1");
        Assert.True(g.Contract is null || g.Contract.Budget.Sum(l => l.Fiscal) == g.Award, "I1");
        Assert.True(g.Balance >= Money.Zero && g.Spent >= Money.Zero && g.Spent <= g.NetPaid, "I4, I5");
        Assert.True(g.Stage != GrantStage.Closed || g.Balance == Money.Zero, "I5");
        Assert.All(g.Clawbacks, c => Assert.True(c.Outstanding >= Money.Zero, "I8"));
        Assert.True(g.Free >= Money.Zero, "more ordered back than is there");
        Assert.All(g.Payments.Where(p => p.ApprovedBy is not null), p => Assert.True(p.ApprovedBy != p.RequestedBy && p.PaidBy != p.RequestedBy && p.PaidBy != p.ApprovedBy, "I11"));
    }

    /// <summary>Debits equal credits, and the account "advances" is the balance of I5 (I6).</summary>
    private static void Posted(GrantStory story)
    {
        var postings = story.Effects.OfType<Effect.PostLedger>().ToList();
        Assert.All(postings, p => Assert.True(p.Amount > Money.Zero && p.Debit != p.Credit));
        var accounts = postings.SelectMany(p => new[] { (Account: p.Debit, p.Amount), (Account: p.Credit, Amount: Money.Zero - p.Amount) }).GroupBy(x => x.Account).ToDictionary(x => x.Key, x => x.Sum(y => y.Amount));
        Assert.Equal(Money.Zero, accounts.Values.Sum());
        Assert.Equal(story.Grant.Balance, accounts.GetValueOrDefault("advances"));
        Assert.Equal(Money.Zero - (story.Grant.NetPaid - story.Grant.Repaid), accounts.GetValueOrDefault("bank"));
    }

    private static void TimeMovesOn(GrantStory story)
    {
        if (Lifecycle.NextDue(story.Book, story.Grant) is not { } due)
        {
            return;
        }

        var now = due > story.Now ? due : story.Now;
        var ticked = Assert.IsType<Decision.Accepted>(Lifecycle.Decide(story.Book, story.Grant, Lifecycle.Tick(story.Grant, now)));
        var after = ticked.Events.Cast<GrantEvent>().Aggregate(story.Grant, GrantDecider.Evolve);
        Assert.NotEmpty(ticked.Events);
        Assert.NotEqual(due, Lifecycle.NextDue(story.Book, after));
    }
}
