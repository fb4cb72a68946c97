using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Credentials;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Registers;
using ProjectFlow.Core.Tests.Applications;
using ProjectFlow.Core.Tests.Registers;

namespace ProjectFlow.Core.Tests.Cases;

public class LifecycleTests
{
    private static readonly Book Book = World.Book(TestProgrammes.Upward) with { Register = RecordWorld.Needs };

    private static readonly CaseState[] States =
    [
        new Application { Id = World.Case, Programme = Book.Programme.Ref, Org = World.Acme, Title = "a", Stage = new Stage.Draft(), Year = 2023 },
        Opened(new GrantCommand.Open(Book.Programme.Ref, World.Acme, "g", Money.Zero, "No. 1", 2023, From: new(2023, 1, 1), To: new(2023, 12, 31))),
        Opened(new CredentialCommand.Issue(TestProgrammes.Hnte.Ref, World.Acme, "c", "No. 1", 2023, new(2023, 1, 1))),
        new RecordStory(RecordWorld.Needs).Put(RecordWorld.Editor, RecordWorld.Need()).Record!,
    ];

    [Fact]
    public void A_case_refuses_the_commands_of_another_kind()
    {
        CaseCommand[] commands = [new ApplicationCommand.RequestGuidance(), new GrantCommand.CountersignContract(), new CredentialCommand.Supersede(World.Case), new RecordCommand.Tick()];
        for (var (s, pairs) = (0, States.Length); s < pairs; s++)
        {
            foreach (var command in commands.Where((_, c) => c != s))
            {
                Assert.Equal(Refusal.NotAllowedNow, Assert.IsType<Decision.Refused>(Lifecycle.Decide(Book, States[s], command)).Why);
            }
        }
    }

    [Fact]
    public void An_event_of_another_kind_is_corrupt_history()
    {
        CaseEvent[] events = [new ApplicationEvent.GuidanceSkipped(), new GrantEvent.ContractSigned(), new CredentialEvent.Expired(), new RecordEvent.Unsealed()];
        for (var s = 0; s < States.Length; s++)
        {
            foreach (var e in events.Where((_, n) => n != s))
            {
                Assert.Contains("Corrupt history", Assert.Throws<InvalidOperationException>(() => Lifecycle.Evolve(States[s], e)).Message, StringComparison.Ordinal);
                Assert.Throws<InvalidOperationException>(() => Lifecycle.Effects(Book, States[s], e));
            }
        }
    }

    [Fact]
    public void Every_kind_of_case_has_timetable_tick_lists_and_access()
    {
        foreach (var state in States)
        {
            Assert.Equal(World.Monday, Lifecycle.Tick(state, World.Monday).At);
            Assert.NotEmpty(Lifecycle.Project(Book, state));
            Assert.True(Lifecycle.CanSee(Book, state, World.Auditor));
            Assert.False(Lifecycle.CanSee(Book, state, World.Editor with { Org = World.Uni }));
            Assert.Empty(Lifecycle.Permitted(Book, state, World.Auditor));
            Assert.False(Lifecycle.Holds(state, new Claim("none", "x", 1, Refusal.NotAllowedNow)));
            Assert.False(Lifecycle.NextDue(Book, state) < DateTimeOffset.UnixEpoch);
        }
    }

    [Fact]
    public void A_decision_gathers_claims_and_a_refusal_has_none()
    {
        var claim = new Claim("quota", "x", 1, Refusal.NotAllowedNow);
        Assert.Equal([claim, claim], Assert.IsType<Decision.Accepted>(Decision.Record().Claiming(claim).Claiming(claim)).Claims);
        Assert.IsType<Decision.Refused>(Decision.Refuse(Refusal.NotFound).Claiming(claim));
    }

    private static CaseState Opened(CaseCommand command)
    {
        var book = Book with { NewCase = command is GrantCommand ? CaseId.Grant("x") : CaseId.Credential("x"), Programme = command is GrantCommand ? TestProgrammes.Upward : TestProgrammes.Hnte with { Stages = TestProgrammes.Hnte.Stages with { Credential = new("HNTE", 3, null, "05-31", 3, null) } } };
        var decision = Lifecycle.Decide(book, null, command with { By = Actor.System, At = World.Monday });
        return Assert.IsType<Decision.Accepted>(decision).Events.Aggregate((CaseState?)null, Lifecycle.Evolve)!;
    }
}
