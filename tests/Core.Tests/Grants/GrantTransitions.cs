using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Grants.GrantCommand;
using static ProjectFlow.Core.Tests.Applications.World;
using static ProjectFlow.Core.Tests.Grants.GrantStory;

namespace ProjectFlow.Core.Tests.Grants;

public class GrantTransitions
{
    private static (string Name, Func<GrantStory> Story)[] States => [
        ("nothing", () => new GrantStory(Funded.Local)),
        ("Contracting-0", () => Opened(Funded.Local)),
        ("Contracting-1", () => Recorded(Funded.Local)),
        ("Active-0", () => Active(Funded.Local).Do(Officer, new RequestDisbursement(1, First))),
        ("Active-1", () => Paid(Funded.Local)),
        ("Active-2", () => Reported(Funded.Local)),
        ("Suspended", () => GrantStory.Suspended(Funded.Local)),
        ("Acceptance-0", () => Applied(Funded.Local)),
        ("Acceptance-1", () => Applied(Funded.Local).Do(Officer, Opinion)),
        ("Settlement-0", () => Passed(Funded.Local)),
        ("Settlement-1", () => Terminated(Funded.Local).Do(Head, new OpenClawback(First, ClawbackBasis.Termination, Sum))),
        ("Closed", () => Passed(Funded.Local).Do(Head, Archive)),
        ("External", () => Active(Funded.External)),
        ("Guiding", () => Opened(Funded.Guiding)),
        ("Reward", () => Opened(Funded.Reward)),
    ];

    private static readonly (string Name, Actor By, GrantCommand Command)[] Commands = [
        ("open", Actor.System, Opening(Funded.Local)),
        ("contract", Officer, Signing with { Document = OtherSum }),
        ("countersign", Signatory, new CountersignContract()),
        ("not-signed", Head, new DeclareNotSigned("No reply")),
        ("plan", Officer, new PlanInstalments([new(First, InstalmentTrigger.Approval), new(Rest, InstalmentTrigger.Approval)])),
        ("request", Officer, new RequestDisbursement(1, First)),
        ("approve", Head, new ApproveDisbursement("p1")),
        ("refuse", Leader, new RefuseDisbursement("p1", "No")),
        ("pay", GrantStory.Funds, new RecordPayment("p1", "V-p1", new(2023, 3, 6), "B")),
        ("receive", Editor, new ConfirmReceipt("p1", First, Sum)),
        ("allocate", Officer, new RecordAllocation("D-1", First, new(2023, 3, 6), Sum)),
        ("arrive", Officer, new RecordArrival(1, First, new(2023, 3, 6), Sum)),
        ("report", Editor, new SubmitReport(ReportKind.Progress, new(2023, 1, 31), [], Sum)),
        ("amend", Signatory, new ProposeAmendment(AmendmentKind.Leader, "Ill", Sum)),
        ("schedule", Officer, new ScheduleMidterm(new(2025, 1, 1))),
        ("suspend", Leader, new Suspend("Case")),
        ("resume", Leader, new Resume("Closed", Sum)),
        ("apply", Signatory, Apply),
        ("opinion", Officer, Opinion with { Opinion = OtherSum }),
        ("confirm", Head, new ConfirmAcceptance()),
        ("terminate?", Signatory, new ProposeTermination("No", Sum)),
        ("terminate", Leader, new Terminate("No", Sum)),
        ("revoke", Leader, new Revoke("Fraud", Sum)),
        ("clawback", Head, new OpenClawback(Money.FromYuan(1), ClawbackBasis.Misuse, OtherSum)),
        ("repay", GrantStory.Funds, new RecordRepayment("c1", Money.FromYuan(1), "R-1", new(2023, 3, 6))),
        ("close-claw", Head, new CloseClawback("c1", Sum)),
        ("close", Head, Archive),
        ("evaluate", Officer, new EvaluatePerformance(80, Sum)),
    ];

    /// <summary>x = accepted, - = nothing left to do, . = refused.</summary>
    [Fact]
    public void The_transition_table_is_exactly_this()
    {
        var rows = Commands.Select(c => $"{c.Name,-11} {string.Concat(States.Select(s => Mark(s.Story(), c.By, c.Command)))}");
        Assert.Equal(Expected, string.Join('\n', rows));
    }

    // Columns: nothing, Contracting before and after recording, Active with a request, with a payment, fully reported, Suspended,
    // Acceptance before and after the opinion, Settlement after passing and with a clawback, Closed; then Active from above, guiding plan and reward.
    private const string Expected =
        """
        open        x--------------
        contract    .xx..........x.
        countersign ..x----------..
        not-signed  ...............
        plan        .xxxxx......x..
        request     ...-..........x
        approve     ...x...........
        refuse      ...x...........
        pay         ....--------...
        receive     ....--------...
        allocate    ............x..
        arrive      ............x..
        report      ...xxxxxxxx.x..
        amend       ...xxx......x..
        schedule    ...xxx......x..
        suspend     ...xxx-.....x.x
        resume      ......x........
        apply       .....x.--......
        opinion     .......xx......
        confirm     ........x-.....
        terminate?  ...xxxxxx...x.x
        terminate   ..........-....
        revoke      .xxxxxxxxxx.xxx
        clawback    ....xxxxxx.....
        repay       ..........x....
        close-claw  ..........x....
        close       .........x.-...
        evaluate    ...........x...
        """;

    [Fact]
    public void Buttons_follow_role_and_stage()
    {
        var story = Paid(Funded.Local);
        IReadOnlyList<string> Buttons(Actor who) => Lifecycle.Permitted(story.Book, story.Grant, who);
        Assert.Equal(["confirm-receipt", "request-disbursement", "submit-report"], Buttons(Editor).Order(StringComparer.Ordinal));
        Assert.Equal(["approve-disbursement", "escalate-clawback", "refuse-disbursement", "revoke-grant", "suspend-grant", "terminate-grant"], Buttons(Leader).Order(StringComparer.Ordinal));
        Assert.Empty(Buttons(Auditor));
        Assert.Empty(Buttons(Officer with { Conflicts = [Acme] }));
    }

    [Fact]
    public void Everybody_sees_what_is_theirs_and_nobody_related_sees_anything()
    {
        var story = Paid(Funded.Local);
        bool Sees(Actor who) => Lifecycle.CanSee(story.Book, story.Grant, who);
        Assert.All(new[] { Editor, Signatory, Officer, Head, Leader, GrantStory.Funds, Auditor, Actor.System }, who => Assert.True(Sees(who)));
        Assert.All(new[] { Editor with { Org = Uni }, Officer with { Sections = [] }, Expert, Leader with { Conflicts = [Acme] } }, who => Assert.False(Sees(who)));
        story.Refused(Leader with { Conflicts = [Acme] }, new Suspend("x"), "conflict-of-interest").Refused(Officer with { Sections = [] }, new ScheduleMidterm(new(2023, 6, 1)), "not-found");
    }

    private static char Mark(GrantStory story, Actor by, GrantCommand command) => story.Try(by, command) switch
    {
        Decision.Accepted { Events.Count: 0 } => '-',
        Decision.Accepted => 'x',
        _ => '.',
    };
}
