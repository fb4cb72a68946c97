using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Core.Grants.GrantCommand;

namespace ProjectFlow.Core.Tests.Grants;

/// <summary>Every member of a command is judged before the table looks at it; each problem names its place.</summary>
public class GrantShapes
{
    private const string NoHash = "not-a-hash";
    private static readonly Money Minus = new(-1);
    private static readonly string Long = new('长', 3000);
    private static readonly BudgetLine Line = new("equipment", new(1), new(1));

    public static TheoryData<GrantCommand, string> Malformed => new()
    {
        { new Open(new("p", "1"), World.Acme, "", Minus, "", 2023, From: new(2023, 2, 1), To: new(2023, 1, 1)), "title documentNo award to" },
        { new SignContract([new("", Minus, Minus)], [], new(2023, 1, 1), new(2023, 1, 1), NoHash), "document to targets budget[0].category budget[0].fiscal budget[0].self" },
        { new SignContract([Line], [""], new(2023, 1, 1), new(2023, 1, 2), World.Sum), "targets[0]" },
        { new SignContract([.. Enumerable.Repeat(Line, 51)], ["t"], new(2023, 1, 1), new(2023, 1, 2), World.Sum), "budget" },
        { new DeclareNotSigned(Long), "reason" },
        { new PlanInstalments([new(Money.Zero, InstalmentTrigger.Contract)]), "instalments[0].amount" },
        { new PlanInstalments([new(new(1), InstalmentTrigger.Date)]), "instalments[0].trigger" },
        { new PlanInstalments([new(new(1), InstalmentTrigger.Contract, new(2023, 1, 1))]), "instalments[0].trigger" },
        { new PlanInstalments([new(new(1), (InstalmentTrigger)99)]), "instalments[0].trigger" },
        { new PlanInstalments([.. Enumerable.Repeat(new PlannedInstalment(new(1), InstalmentTrigger.Contract), 25)]), "instalments" },
        { new ReachMilestone(1, NoHash), "document" },
        { new RequestDisbursement(1, Minus), "amount" },
        { new RefuseDisbursement("p1", " "), "reason" },
        { new RecordPayment("p1", "", new(2023, 1, 1), ""), "voucherNo bankReference" },
        { new ConfirmReceipt("p1", new(1), NoHash), "bankSlip" },
        { new ReversePayment("p1", ""), "reason" },
        { new RecordAllocation("", Minus, new(2023, 1, 1), NoHash), "documentNo amount document" },
        { new RecordArrival(1, Minus, new(2023, 1, 1), NoHash), "amount bankSlip" },
        { new SubmitReport((ReportKind)99, new(2023, 6, 30), [new("x", Minus, Minus)], NoHash), "kind document figures[0].fiscal figures[0].self" },
        { new ReturnReport("r1", ""), "reason" },
        { new ProposeAmendment((AmendmentKind)99, "", NoHash, [new("", Minus, Minus)], null, [""]), "kind reason document budget[0].category budget[0].fiscal budget[0].self targets[0]" },
        { new DecideAmendment(false, null, NoHash), "document reason" },
        { new DecideAmendment(true, Long), "reason" },
        { new RecordMidterm((MidtermResult)99, NoHash), "result document" },
        { new Suspend(""), "reason" },
        { new Resume("", NoHash), "reason document" },
        { new ApplyAcceptance(NoHash, NoHash, NoHash), "report accounts audit" },
        { new RecordAcceptance((AcceptanceResult)99, [], NoHash, new(2024, 1, 1)), "result opinion rectifyBy" },
        { new RecordAcceptance(AcceptanceResult.Rectify, [], World.Sum), "rectifyBy" },
        { new ProposeTermination("", NoHash), "reason document" },
        { new Terminate("", NoHash), "reason opinion" },
        { new Revoke("", NoHash), "reason document" },
        { new RetainSurplus(Minus, NoHash), "amount document" },
        { new OpenClawback(Minus, (ClawbackBasis)99, NoHash), "amount document basis" },
        { new RecordRepayment("c1", Minus, "", new(2023, 1, 1)), "amount voucherNo" },
        { new EscalateClawback("c1", NoHash), "document" },
        { new CloseClawback("c1", NoHash), "writeOff" },
        { new Close(NoHash), "archiveIndex" },
        { new EvaluatePerformance(101, NoHash), "score document" },
        { new EvaluatePerformance(-1, World.Sum), "score" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void What_is_malformed_is_told_place_by_place(GrantCommand command, string places) =>
        Assert.Equal(places, string.Join(' ', GrantShape.Problems(command).Select(p => p.Path)));

    [Fact]
    public void What_is_well_formed_has_no_problem() =>
        Assert.All<GrantCommand>([new CountersignContract(), new PlanInstalments([new(new(1), InstalmentTrigger.Date, new(2023, 1, 1))]), new DecideAmendment(true), new CloseClawback("c1"), new EvaluatePerformance(100, World.Sum)], c => Assert.Empty(GrantShape.Problems(c)));
}
