using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Applications.ApplicationCommand;
using static ProjectFlow.Core.Tests.Applications.World;

namespace ProjectFlow.Core.Tests.Applications;

public class TransitionTable
{
    private static (string Name, Func<Story> Story)[] States => [
        ("nothing", () => new Story(TestProgrammes.Upward)),
        ("Draft", () => Story.Draft(TestProgrammes.Upward)),
        ("GuidanceReview", () => Story.Guided(TestProgrammes.Upward)),
        ("Returned-G", () => Story.Guided(TestProgrammes.Upward).Do(Officer, Story.SendBack)),
        ("Returned-F", () => Story.Formal(TestProgrammes.Upward).Do(Officer, Story.SendBack)),
        ("Returned-X", () => Story.Forwarded(TestProgrammes.Upward).Do(Officer, Story.SendBack)),
        ("ReadyToSubmit", () => Story.Ready(TestProgrammes.Upward)),
        ("FormalReview", () => Story.Formal(TestProgrammes.Upward).Do(Second, new VerifyDocument("signed", true))),
        ("Selection", () => Story.Scored(TestProgrammes.Upward)),
        ("External-0", () => Story.Chosen(TestProgrammes.Upward)),
        ("External-1", () => Story.Forwarded(TestProgrammes.Upward)),
        ("Publicity-0", () => Story.Chosen(TestProgrammes.Nominated)),
        ("Publicity-1", () => Story.Published(TestProgrammes.Nominated)),
        ("Publicity-2", () => Story.Published(TestProgrammes.Nominated).After(10)),
        ("Decide-local", () => Story.Published(TestProgrammes.Local).After(10)),
        ("Approved", () => Story.Approved(TestProgrammes.Upward)),
        ("Rejected", () => Story.Formal(TestProgrammes.Upward).Do(Officer2, new ProposeFormalRejection("Late", "r1")).Do(Head, new RejectFormal("Late", "r1"))),
        ("Withdrawn", () => Story.Formal(TestProgrammes.Upward).Do(Signatory, new Withdraw("Changed plans"))),
        ("Lapsed", () => Story.Draft(TestProgrammes.Upward).At(Closes).Tick()),
    ];

    private static readonly Core.Common.Actor Officer2 = Second;

    private static readonly (string Name, Core.Common.Actor By, ApplicationCommand Command)[] Commands = [
        ("create", Editor, Story.NewDraft),
        ("save", Editor, new SaveDraft("Newer alloy", Form)),
        ("attach", Editor, new AttachDocument(File(hash: OtherSum))),
        ("guidance?", Editor, new RequestGuidance()),
        ("comment", Town, new Comment("Hello")),
        ("assign", Head, new Assign(Second.Id)),
        ("return", Officer, Story.SendBack),
        ("resubmit-e", Editor, new Resubmit()),
        ("resubmit-s", Signatory, new Resubmit()),
        ("guidance!", Officer, new PassGuidance(["read"])),
        ("submit", Signatory, Story.Sign),
        ("verify", Officer, new VerifyDocument("signed", false)),
        ("formal!", Second, new PassFormal(true, Sum)),
        ("reject", Head, new RejectFormal("Late", "r1")),
        ("experts", Head, new AssignExperts([Xu, Yin])),
        ("recommend", Leader, new Recommend(2, Sum)),
        ("not-recomm", Leader, new NotRecommend("No", Sum)),
        ("forward", Officer, Story.Forward with { ReceiptNo = "R-2" }),
        ("authority", Officer, new RecordExternalStage(ExternalStage.Defence, new(2023, 3, 6), Sum)),
        ("publish", Head, new StartPublicity(new(2023, 3, 7), Sum)),
        ("close-publ", Officer, new ClosePublicity()),
        ("objection", Officer, new RecordObjection("Li Si", "13800000000", "Not new")),
        ("decide", Officer, Story.Yes),
        ("confirm", Leader, new ConfirmDecision()),
        ("withdraw", Signatory, new Withdraw("No")),
        ("withdraw?", Signatory, new RequestWithdrawal("No", Sum)),
        ("withdraw!", Officer, new ConfirmWithdrawal(Sum)),
        ("extend", Head, new ExtendDeadline(new(2023, 6, 15), "Storm")),
        ("lapse", Head, new LapseByBureau("Late")),
        ("correct", Head, new ProposeCorrection("award", "1.00", "Typo", Sum)),
    ];

    /// <summary>x = accepted, - = nothing left to do, . = refused.</summary>
    [Fact]
    public void The_transition_table_is_exactly_this()
    {
        var rows = Commands.Select(c => $"{c.Name,-11} {string.Concat(States.Select(s => Mark(s.Story(), c.By, c.Command)))}");
        Assert.Equal(Expected, string.Join('\n', rows));
    }

    // Columns: nothing, Draft, GuidanceReview, Returned from guidance, formal review, authority, ReadyToSubmit, FormalReview, Selection,
    // External to forward, forwarded, Publicity without dates, running, over, over and bureau decides, Approved, Rejected, Withdrawn, Lapsed.
    private const string Expected =
        """
        create      x..................
        save        .x.xxxx............
        attach      .x.xxxx............
        guidance?   .x-................
        comment     .xxxxxxxxxxxxxx....
        assign      ..x....xx..........
        return      ..x---.x.xx........
        resubmit-e  .......-...........
        resubmit-s  .......-...........
        guidance!   ..x...-............
        submit      ......x-...........
        verify      .......xx..........
        formal!     .......x-..........
        reject      ................-..
        experts     ........x..........
        recommend   ........x..........
        not-recomm  ........x..........
        forward     .........x.........
        authority   ..........x........
        publish     ...........x.......
        close-publ  .........-...x.....
        objection   .........xx.x......
        decide      ..........x...x....
        confirm     ...............-...
        withdraw    .xxxx.xxx........-.
        withdraw?   .....x...xx........
        withdraw!   .................-.
        extend      .xxxxxxxxx..xxx...x
        lapse       ..................-
        correct     ...............x...
        """;

    private static char Mark(Story story, Core.Common.Actor by, ApplicationCommand command) => story.Try(by, command) switch
    {
        Decision.Refused => '.',
        Decision.Accepted { Events: [] } => '-',
        _ => 'x',
    };

    [Fact]
    public void Every_command_can_be_given_somewhere()
    {
        var everybody = Editor with { Roles = [.. Enum.GetValues<Core.Common.Role>()], Sections = ["plan"], Areas = ["Caoqiao"], Id = Xu };
        var names = States.Skip(1).SelectMany(s => Permitted(s.Story(), everybody)).Distinct();
        var commands = typeof(ApplicationCommand).GetNestedTypes().Count(t => t.IsSubclassOf(typeof(ApplicationCommand)));
        Assert.Equal(commands - 2, names.Count()); // all but creating and ticking
    }

    [Fact]
    public void Buttons_are_what_role_and_stage_allow()
    {
        Assert.Equal(["save-draft", "attach-document", "remove-document", "request-guidance", "comment"], Permitted(Story.Draft(TestProgrammes.Upward), Editor));
        Assert.Equal(["resubmit", "withdraw"], Permitted(Story.Formal(TestProgrammes.Upward).Do(Officer, Story.SendBack), Signatory));
        Assert.Equal(["confirm-decision"], Permitted(Story.Forwarded(TestProgrammes.Upward), Leader).Where(n => n.StartsWith("confirm-d", StringComparison.Ordinal)));
        Assert.Empty(Permitted(Story.Draft(TestProgrammes.Upward), Auditor));
    }

    private static IReadOnlyList<string> Permitted(Story s, Core.Common.Actor who) => Lifecycle.Permitted(s.Book, s.App, who);
}
