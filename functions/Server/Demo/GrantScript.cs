using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Grants.GrantCommand;

namespace ProjectFlow.Server.Demo;

/// <summary>What people do with a grant after the approval.</summary>
internal sealed class GrantScript(DemoScript s, DemoPapers papers)
{
    private readonly Money _award = s.Of.Award;

    /// <summary>Last day of the term.</summary>
    public static DateOnly EndOf(DemoCase of, DateOnly from) => from.AddMonths(of.Life switch { DemoLife.Accepted => 6, DemoLife.Reward => 1, DemoLife.ClawedBack => 18, _ => 24 }).AddDays(-1);

    public void Write()
    {
        if (s.Programme.Stages.ContractRequired)
        {
            Contract();
        }

        switch (s.Programme.Funding.Payer)
        {
            case Payer.External:
                Arrives();
                break;
            case Payer.Local when s.Of.Life == DemoLife.Reward:
                Pay("p1", 1, _award);
                Close();
                break;
            case Payer.Local:
                County();
                break;
        }
    }

    private Money First => new(_award.Fen * s.Programme.Funding.Instalments[0].BasisPoints / 10_000);

    private void Contract()
    {
        var from = s.Days(5).Today;
        Do(s.SecondOfficer, "contract", new SignContract(_award == Money.Zero ? [] : [Line(_award, _award)], ["建成示范线一条", "申请发明专利两件"], from, EndOf(s.Of, from), papers.Paper("Contract", s.Of.Key)));
        s.Days(1);
        Do(s.Signatory, "countersign", new CountersignContract());
    }

    private void Arrives()
    {
        s.Days(10);
        Do(s.SecondOfficer, "allocation", new RecordAllocation("徐财教〔2023〕" + s.Of.No + "号", First, s.Today, papers.Paper("Allocation", s.Programme.Ref.ToString())));
        s.Days(8);
        Do(DemoPeople.Funds[0], "arrival", new RecordArrival(1, First, s.Today, papers.Paper("Bank slip", s.Of.Key)));
        Do(DemoPeople.Funds[1], "arrival-confirmed", new ConfirmArrival("p1"));
        if (First == _award && !s.Programme.Stages.ContractRequired)
        {
            Close();
        }
    }

    private void County()
    {
        Pay("p1", 1, First);
        if (s.Of.Life == DemoLife.Accepted)
        {
            Accepted();
        }
        else if (s.Of.Life == DemoLife.ClawedBack)
        {
            ClawedBack();
        }
    }

    private void Accepted()
    {
        s.To(new(2023, 4, 10));
        Do(s.Signatory, "amend", new ProposeAmendment(AmendmentKind.Period, "进口设备到货延迟", papers.Paper("Request to amend", s.Of.Key), To: new(2023, 9, 29)));
        s.Days(2);
        Do(s.Head, "amend-decided", new DecideAmendment(true, "同意延期", papers.Paper("Consent to amend", s.Of.Key)));
        s.To(new(2023, 5, 8));
        Do(s.SecondOfficer, "midterm", new ScheduleMidterm(s.Today));
        Do(s.Head, "midterm-held", new RecordMidterm(MidtermResult.Passed, papers.Paper("Mid-term check", s.Of.Key)));
        s.To(new(2023, 7, 5));
        Report("spending-1", "r1", new(2023, 6, 30), First, returned: true);
        s.To(new(2023, 9, 11));
        Do(s.Signatory, "acceptance", new ApplyAcceptance(papers.Paper("Final report", s.Of.Key), papers.Paper("Accounts", s.Of.Key), papers.Paper("Audit", s.Of.Key)));
        s.Days(5);
        Do(s.SecondOfficer, "opinion", new RecordAcceptance(AcceptanceResult.Passed, [true, true], papers.Paper("Opinion of the experts", s.Of.Key)));
        Do(s.Head, "accepted", new ConfirmAcceptance());
        Pay("p2", 2, _award - First);
        s.Days(10);
        Report("spending-2", "r2", new(2023, 9, 29), _award - First);
        Close();
    }

    private void ClawedBack()
    {
        s.To(new(2023, 7, 6));
        Report("spending-1", "r1", new(2023, 6, 30), First - DemoPlan.Clawback);
        s.To(new(2023, 9, 5));
        Do(s.Signatory, "end", new ProposeTermination("市场变化，项目无法继续", papers.Paper("Request to terminate", s.Of.Key)));
        s.Days(3);
        Do(DemoPeople.Leader, "terminated", new Terminate("市场变化，项目无法继续", papers.Paper("Opinion of the experts", s.Of.Key)));
        s.Days(1);
        Do(s.Head, "clawback", new OpenClawback(DemoPlan.Clawback, ClawbackBasis.Termination, papers.Paper("Order to repay", s.Of.Key)));
        s.Days(3);
        Do(DemoPeople.Funds[0], "repaid", new RecordRepayment("c1", DemoPlan.Clawback, "TK2023-0001", s.Today));
        Do(s.Head, "clawback-closed", new CloseClawback("c1"));
        Close();
    }

    /// <summary>Officer asks, head approves, fund administrator pays, enterprise confirms.</summary>
    private void Pay(string payment, int instalment, Money amount)
    {
        s.Days(2);
        Do(s.SecondOfficer, payment + "-asked", new RequestDisbursement(instalment, amount));
        Do(s.Head, payment + "-approved", new ApproveDisbursement(payment));
        s.Days(1);
        Do(DemoPeople.Funds[0], payment + "-paid", new RecordPayment(payment, $"PZ2023-{s.Of.No:D3}-{instalment}", s.Today, $"HK{s.Of.No:D6}{instalment}"));
        s.Days(1);
        Do(s.Editor, payment + "-received", new ConfirmReceipt(payment, amount, papers.Paper("Bank slip " + payment, s.Of.Key)));
    }

    private void Report(string step, string report, DateOnly end, Money fiscal, bool returned = false)
    {
        var submit = new SubmitReport(ReportKind.Spending, end, [Line(fiscal, fiscal)], papers.Paper("Spending report", s.Of.Key + " " + step));
        Do(s.Editor, step, submit);
        if (returned)
        {
            s.Days(1);
            Do(s.SecondOfficer, step + "-returned", new ReturnReport(report, "请附主要凭证清单"));
            s.Days(1);
            Do(s.Editor, step + "-again", submit with { Document = papers.Paper("Spending report", s.Of.Key + " " + step + " with vouchers") });
        }

        s.Days(1);
        Do(s.SecondOfficer, step + "-accepted", new AcceptReport(report));
    }

    private void Close()
    {
        s.Days(2);
        Do(s.Head, "closed", new Close(papers.Paper("Archive index", s.Of.Key)));
    }

    private BudgetLine Line(Money fiscal, Money self) => new(s.Programme.Funding.Categories is [var first, ..] ? first : "业务费", fiscal, self);

    private void Do(PersonId by, string step, GrantCommand command) => s.Do(by, "grant-" + step, command, s.Grant);
}
