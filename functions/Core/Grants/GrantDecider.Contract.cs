using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Cases.Decision;
using static ProjectFlow.Core.Grants.GrantCommand;
using Events = ProjectFlow.Core.Grants.GrantEvent;
using Why = ProjectFlow.Core.Grants.GrantRefusals;

namespace ProjectFlow.Core.Grants;

// Opening, contract and plan of payments.
public static partial class GrantDecider
{
    private static Decision Create(Book book, GrantCommand command) => command switch
    {
        not Open => Refuse(Refusal.NotFound),
        _ when book.Programme.Kind != ProgrammeKind.Project => Refuse(Why.NotProject),
        Open c when !c.By.Is(Role.System) && (c.Source is not null || book.Programme.Funding.Mode != FundingMode.Reward) => Refuse(Why.ApplicationNeeded),
        Open c => Opening(book, c),
    };

    private static Decision Opening(Book book, Open c)
    {
        var due = book.Programme.Stages.ContractRequired ? Deadlines.Within(book, c.At, book.Programme.Stages.ContractDays) : null;
        var opened = new Events.Opened(book.NewCase!, c.Programme, c.Org, c.Title, c.Award, c.DocumentNo, c.Year, c.Source, c.Number, c.ProjectNo, c.From, c.To, c.Officer, due);
        var plan = DefaultPlan(book.Programme, c.Award);
        return plan.Count > 0 ? Record(opened, new Events.InstalmentsPlanned(plan))
            : GrantStages.IsFast(book.Programme) ? Record(opened, new Events.Settled(Money.Zero))
            : Record(opened);
    }

    /// <summary>The programme's shares of the award; the last one takes what rounding leaves.</summary>
    private static List<PlannedInstalment> DefaultPlan(Programme programme, Money award)
    {
        if (award == Money.Zero || programme.Funding.Payer == Payer.None)
        {
            return [];
        }

        var trigger = programme.Stages.ContractRequired ? InstalmentTrigger.Contract : InstalmentTrigger.Approval;
        var rules = programme.Funding.Instalments is { Count: > 0 } some ? some : [new(10_000, trigger)];
        var shares = rules.Select(r => new PlannedInstalment(new((long)((Int128)award.Fen * r.BasisPoints / 10_000)), r.Trigger)).ToList();
        shares[^1] = shares[^1] with { Amount = award - shares.SkipLast(1).Sum(s => s.Amount) };
        return [.. shares.Where(s => s.Amount > Money.Zero)];
    }

    private static Decision Contracting(Book book, Grant g, GrantCommand command) => command switch
    {
        SignContract c => Problem(book, g, c.Budget) is { } why ? Refuse(why)
            : g.Instalments.Sum(i => i.Amount) != Planned(book, g) ? Refuse(Why.PlanNotAward(g.Award))
            : Record(new Events.ContractRecorded(new(1, c.Budget, c.Targets, c.From, c.To, c.Document, c.By.Id))),
        CountersignContract => g.Recorded is null ? Refuse(Why.NothingRecorded) : g.Recorded.RecordedBy == command.By.Id ? Refuse(Why.SamePerson) : Record(new Events.ContractSigned()),
        DeclareNotSigned c => c.At < g.ContractDue!.Before ? Refuse(Why.NotDue) : Record(new Events.NotSignedDeclared(c.Reason)),
        PlanInstalments c => c.Instalments.Sum(i => i.Amount) != g.Award ? Refuse(Why.PlanNotAward(g.Award))
            : Enumerable.Range(1, g.Instalments.Count).Any(n => Used(g, n) > (c.Instalments.ElementAtOrDefault(n - 1)?.Amount ?? Money.Zero)) ? Refuse(Why.PlanBelowPaid)
            : Record(new Events.InstalmentsPlanned(c.Instalments)),
        ReachMilestone c => g.Instalments.Any(i => i.No == c.Instalment && i.Trigger == InstalmentTrigger.Milestone) ? Record(new Events.MilestoneReached(c.Instalment, c.Document)) : Refuse(Why.UnknownInstalment),
        _ => Refuse(Refusal.NotAllowedNow),
    };

    private static Money Planned(Book book, Grant g) => book.Programme.Funding.Payer == Payer.None ? Money.Zero : g.Award;

    /// <summary>I1, and the own funds the programme asks for.</summary>
    private static Refusal? Problem(Book book, Grant g, IReadOnlyList<BudgetLine> budget) =>
        UnknownCategory(book, budget) is { } category ? Why.UnknownCategory(category)
        : budget.Sum(l => l.Fiscal) != g.Award ? Why.BudgetNotAward(g.Award)
        : budget.Sum(l => l.Self) < OwnMinimum(book, g) ? Why.OwnFundsTooLow
        : null;

    private static string? UnknownCategory(Book book, IReadOnlyList<BudgetLine> lines) =>
        book.Programme.Funding.Categories is { Count: > 0 } known ? lines.Select(l => l.Category).FirstOrDefault(c => !known.Contains(c)) : null;

    /// <summary>Rounded up to the fen.</summary>
    private static Money OwnMinimum(Book book, Grant g) => new((long)((((Int128)g.Award.Fen * book.Programme.Funding.SelfFundMinBasisPoints) + 9_999) / 10_000));
}
