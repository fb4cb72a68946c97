using System.Globalization;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Cases.Decision;
using static ProjectFlow.Core.Grants.GrantCommand;
using Events = ProjectFlow.Core.Grants.GrantEvent;
using Why = ProjectFlow.Core.Grants.GrantRefusals;

namespace ProjectFlow.Core.Grants;

// Money on its way to the grantee: three persons for our own (I11), two for what comes from above.
public static partial class GrantDecider
{
    /// <summary>Whether this grant still holds a place it once claimed; a voucher number is never free again.</summary>
    public static bool Holds(Grant state, Claim claim) => claim.Kind == "voucher"
        && (state.Payments.Any(p => p.Id == claim.Item && p.VoucherNo is { } no && claim.Key.EndsWith("/" + no, StringComparison.Ordinal))
            || state.Clawbacks.Any(c => c.Vouchers.Any(v => claim.Item == $"{c.Id}:{v}")));

    private static Decision Paying(Book book, Grant g, GrantCommand command) => command switch
    {
        RequestDisbursement c => Block(book, g, c.Instalment, c.Amount, c.At) is { } why ? Refuse(why) : Record(new Events.DisbursementRequested(NextPayment(g), c.Instalment, c.Amount)),
        ApproveDisbursement c => Found(g, c.Payment, PaymentState.Requested) is not { } p ? Refuse(Why.UnknownPayment)
            : p.RequestedBy == c.By.Id ? Refuse(Why.SamePerson)
            : Block(book, g, p, c.At) is { } why ? Refuse(why)
            : Record(new Events.DisbursementApproved(p.Id)),
        RefuseDisbursement c => g.Payments.FirstOrDefault(p => p.Id == c.Payment && p.IsPending) is { } p ? Record(new Events.DisbursementRefused(p.Id, c.Reason)) : Refuse(Why.UnknownPayment),
        RecordPayment c => Found(g, c.Payment, PaymentState.Approved) is not { } p ? Refuse(Why.UnknownPayment)
            : p.RequestedBy == c.By.Id || p.ApprovedBy == c.By.Id ? Refuse(Why.SamePerson)
            : IsFuture(c.On, c.At) ? Refuse(Why.InFuture)
            : Block(book, g, p, c.At) is { } why ? Refuse(why)
            : Record(new Events.Paid(p.Id, p.Amount, c.VoucherNo, c.On, c.BankReference, Deadlines.Within(book, c.At, 5))).Claiming(Voucher(book.Programme.Funding.Fund, c.On, c.VoucherNo, p.Id)),
        ConfirmReceipt c => Found(g, c.Payment, PaymentState.Paid) is not { } p ? Refuse(Why.UnknownPayment)
            : p.Amount != c.Amount ? Refuse(Why.AmountDiffers)
            : Received(book, g, new Events.ReceiptConfirmed(p.Id, c.BankSlip)),
        _ => Reversing(g, command),
    };

    private static Decision Reversing(Grant g, GrantCommand command) => command switch
    {
        ReversePayment c => Found(g, c.Payment, PaymentState.Paid) is not { } p ? Refuse(Why.UnknownPayment)
            : p.Amount > g.Free ? Refuse(Why.AlreadyAccounted)
            : Record(new Events.ReversalProposed(p.Id, c.Reason)),
        ConfirmReversal c => Found(g, c.Payment, PaymentState.Paid) is not { ReversalBy: { } proposer } p ? Refuse(Why.NothingRecorded)
            : proposer == c.By.Id ? Refuse(Why.SamePerson)
            : p.Amount > g.Free ? Refuse(Why.AlreadyAccounted)
            : Record(new Events.PaymentReversed(p.Id, p.Amount)),
        _ => Refuse(Refusal.NotAllowedNow),
    };

    private static Decision Arriving(Book book, Grant g, GrantCommand command) => command switch
    {
        RecordAllocation c => IsFuture(c.On, c.At) ? Refuse(Why.InFuture)
            : g.Allocated + c.Amount > g.Award ? Refuse(Why.ExceedsAward)
            : Record(new Events.AllocationRecorded(c.DocumentNo, c.Amount, c.On, c.Document)),
        RecordArrival c => IsFuture(c.On, c.At) ? Refuse(Why.InFuture)
            : Block(book, g, c.Instalment, c.Amount, c.At) is { } why ? Refuse(why)
            : Record(new Events.ArrivalRecorded(NextPayment(g), c.Instalment, c.Amount, c.On, c.BankSlip)),
        ConfirmArrival c => Found(g, c.Payment, PaymentState.Requested) is not { } p ? Refuse(Why.UnknownPayment)
            : p.RequestedBy == c.By.Id ? Refuse(Why.SamePerson)
            : Block(book, g, p, c.At) is { } why ? Refuse(why)
            : Received(book, g, new Events.ArrivalConfirmed(p.Id, p.Amount, p.On!.Value)),
        _ => Refuse(Refusal.NotAllowedNow),
    };

    /// <summary>A reward is settled in the same breath in which its last payment is received.</summary>
    private static Decision Received(Book book, Grant g, GrantEvent received)
    {
        var after = Evolve(g, received with { At = g.StageSince });
        return IsDone(book, after) ? Record(received, new Events.Settled(after.Free)) : Record(received);
    }

    private static bool IsDone(Book book, Grant g) => GrantStages.IsFast(book.Programme) && g.Stage == GrantStage.Active
        && g.NetPaid == g.Award && g.Payments.All(p => !p.Counts || p.State == PaymentState.Confirmed);

    private static Payment? Found(Grant g, string id, PaymentState state) => g.Payments.FirstOrDefault(p => p.Id == id && p.State == state);

    /// <summary>Why this much may not be paid from an instalment now; null when it may (I2, I3, I8).</summary>
    private static Refusal? Block(Book book, Grant g, int no, Money amount, DateTimeOffset at) =>
        g.Instalments.FirstOrDefault(i => i.No == no) is not { } instalment ? Why.UnknownInstalment
        : amount > instalment.Amount - Used(g, no) ? Why.ExceedsInstalment(instalment.Amount - Used(g, no))
        : g.Outstanding > Money.Zero ? Why.ClawbackOpen
        : !IsTriggered(g, instalment, at) || (g.Stage == GrantStage.Settlement && !g.HasPassed) ? Why.TriggerNotMet
        : book.Programme.Funding.Payer == Payer.External ? null
        : GrantDuties.Of(book, g).Any(d => d.Kind == ReportKind.Spending && d.Before <= at && !GrantDuties.IsHandedIn(g, d)) ? Why.ReportOverdue
        : !g.HasPassed && GrantDuties.MidtermBefore(book, g) <= at ? Why.MidtermOverdue
        : null;

    // The payment itself already takes up its part of the instalment.
    private static Refusal? Block(Book book, Grant g, Payment p, DateTimeOffset at) =>
        g.NetPaid + p.Amount > g.Award ? Why.ExceedsAward : Block(book, With(g, p.Id, x => x with { State = PaymentState.Refused }), p.Instalment, p.Amount, at);

    private static bool IsTriggered(Grant g, Instalment i, DateTimeOffset at) =>
        i.Trigger == InstalmentTrigger.Date ? i.On <= ChinaTime.DateOf(at) : IsMet(g, i);

    /// <summary>Whether what the instalment waits for has happened; a day of the plan is no happening.</summary>
    private static bool IsMet(Grant g, Instalment i) => i.Trigger switch
    {
        InstalmentTrigger.Approval => true,
        InstalmentTrigger.Contract => g.Contract is not null || g.ContractDue is null,
        InstalmentTrigger.Milestone => i.Milestone is not null,
        InstalmentTrigger.Midterm => HasPassedMidterm(g),
        InstalmentTrigger.Acceptance => g.HasPassed,
        _ => HasPassedMidterm(g) || g.HasPassed,
    };

    private static bool HasPassedMidterm(Grant g) => g.Midterms.Any(m => m.Result == MidtermResult.Passed);

    /// <summary>Asked for, approved or paid from an instalment.</summary>
    private static Money Used(Grant g, int instalment) => g.Payments.Where(p => p.Instalment == instalment && p.Counts).Sum(p => p.Amount);

    private static bool IsFuture(DateOnly day, DateTimeOffset at) => day > ChinaTime.DateOf(at);

    private static Claim Voucher(string payer, DateOnly on, string no, string item) =>
        new("voucher", string.Create(CultureInfo.InvariantCulture, $"{payer}/{on.Year}/{no}"), 1, Why.VoucherUsed, item);

    private static string NextPayment(Grant g) => string.Create(CultureInfo.InvariantCulture, $"p{g.Payments.Count + 1}");
}
