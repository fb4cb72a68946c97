using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using Events = ProjectFlow.Core.Grants.GrantEvent;

namespace ProjectFlow.Core.Grants;

// Double entry (I6). The balance of "advances" over all postings of a grant is its balance of I5.
public static partial class GrantEffects
{
    private const string Appropriation = "appropriation";
    private const string Commitments = "commitments";
    private const string Bank = "bank";
    private const string Advances = "advances";
    private const string Spending = "spending";
    private const string Retained = "retained";
    private const string WrittenOff = "written-off";

    private static IEnumerable<Effect> Postings(Book book, Grant g, GrantEvent e) => Entries(g, e).Where(p => p.Amount > Money.Zero)
        .Select(p => new Effect.PostLedger(book.Programme.Funding.Fund, p.Year ?? ChinaTime.DateOf(e.At).Year, p.Debit, p.Credit, p.Amount, p.Document));

    private static IEnumerable<(string Debit, string Credit, Money Amount, string Document, int? Year)> Entries(Grant g, GrantEvent e) => e switch
    {
        Events.Opened o => [(Commitments, Appropriation, o.Award, o.DocumentNo, o.Year)],
        Events.Paid p => [(Advances, Bank, p.Amount, p.VoucherNo, p.On.Year)],
        Events.ArrivalConfirmed a => [(Advances, Bank, a.Amount, g.Payments.First(p => p.Id == a.Payment).VoucherNo!, a.On.Year)],
        Events.PaymentReversed r => [(Bank, Advances, r.Amount, g.Payments.First(p => p.Id == r.Payment).VoucherNo!, null)],
        Events.ReportAccepted r => [(Spending, Advances, r.Fiscal, g.Reports.First(x => x.Id == r.Report).Document, null)],
        Events.Settled s => [(Retained, Advances, s.Retained, g.DocumentNo, null)],
        Events.SurplusRetained s => [(Retained, Advances, s.Amount, s.Document, null)],
        Events.Revoked r => [(Advances, Spending, r.Disallowed, r.Document, null), (Advances, Retained, r.Unretained, r.Document, null)],
        Events.ClawbackOpened c => [(Advances, Spending, c.Disallowed, c.Document, null)],
        Events.RepaymentRecorded r => [(Bank, Advances, r.Amount, r.VoucherNo, r.On.Year)],
        Events.ClawbackClosed c => [(WrittenOff, Advances, c.WrittenOff, c.Document ?? "", null)],
        Events.Closed c => [(Appropriation, Commitments, c.Released, c.ArchiveIndex, g.Year)],
        Events.NotSignedDeclared => [(Appropriation, Commitments, g.Award, g.DocumentNo, g.Year)],
        _ => [],
    };
}
