using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Uploads;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Casework.Tests.Bureau;
using static ProjectFlow.Core.Applications.ApplicationCommand;

namespace ProjectFlow.Casework.Tests;

public sealed class DeskTests
{
    [Fact]
    public async Task A_command_costs_two_round_trips()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        foreach (var (who, command, operation) in new (Actor, ApplicationCommand, string)[]
        {
            (World.Editor, new SaveDraft("新合金二", World.Form), "save-again"),
            (World.Editor, new AttachDocument(World.File(hash: World.OtherSum)), "attach-again"),
            (World.Editor, new RequestGuidance(), "request-1"),
            (World.Officer, new Comment("请补充指标", Anchor: "project.goal", Blocking: true), "comment-1"),
            (World.Officer, new ReturnForRevision([]), "return-1"),
        })
        {
            bureau.ChangeDesk();
            bureau.Rows.Reset();
            Done(await bureau.DoAsync(who, command, operation));
            Assert.Equal((1, 1, 2), (bureau.Rows.Finds, bureau.Rows.Commits, bureau.Rows.Total));
        }
    }

    [Fact]
    public async Task A_command_on_a_case_just_written_here_costs_one()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        bureau.Rows.Reset();
        Done(await bureau.DoAsync(World.Editor, new SaveDraft("新合金二", World.Form), "save-second"));
        Done(await bureau.DoAsync(World.Editor, new SaveDraft("新合金三", World.Form), "save-third"));
        Assert.Equal((0, 2, 2), (bureau.Rows.Finds, bureau.Rows.Commits, bureau.Rows.Total));
        bureau.CloseAndCheck();
    }

    [Fact]
    public async Task What_another_host_wrote_in_between_is_seen()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        var remembers = bureau.ChangeDesk();
        Done(await bureau.DoAsync(World.Editor, new RequestGuidance(), "request-1"));

        Refused("not-allowed-now", await SendAsync(remembers, World.Editor, new SaveDraft("太晚", World.Form), "save-late")); // allowed as it remembers the case
        Done(await SendAsync(remembers, World.Officer, new PassGuidance(["complete"]), "pass-guidance")); // refused as it remembers the case
        bureau.CloseAndCheck();
    }

    [Fact]
    public async Task A_double_click_on_a_case_just_written_is_one_command()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        var first = Done(await bureau.DoAsync(World.Editor, new SaveDraft("新合金二", World.Form), "save-second"));
        var again = Done(await bureau.DoAsync(World.Editor, new SaveDraft("新合金二", World.Form), "save-second"));
        Assert.Equal(first.Version, again.Version);
        Assert.Equal(first.Version + 1, Done(await bureau.DoAsync(World.Editor, new SaveDraft("新合金三", World.Form), "save-third")).Version);
        bureau.CloseAndCheck();
    }

    private static Task<Answer> SendAsync(Desk desk, Actor who, ApplicationCommand command, string operation) =>
        desk.HandleAsync(World.Case, command with { By = who, At = World.Monday }, OperationId.Parse(operation), null, Ct);

    [Fact]
    public async Task A_document_is_named_only_in_the_case_it_was_uploaded_for_and_costs_no_round_trip_more()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        await bureau.DraftAsync(CaseId.Application("other"), TestProgrammes.Local.Ref);
        var uploads = new CaseUploads(bureau.Rows);
        await uploads.NoteAsync(CaseId.Application("other"), new(World.OtherSum, 1000, "pdf", World.Editor.Id, World.Monday), Ct);
        Refused("document-unknown", await NameAsync(bureau, World.OtherSum, "attach-foreign"));
        await uploads.NoteAsync(World.Case, new(World.OtherSum, 1000, "pdf", World.Editor.Id, World.Monday), Ct);

        bureau.Rows.Reset();
        Done(await NameAsync(bureau, World.OtherSum, "attach-own"));
        Assert.Equal((1, 1, 2), (bureau.Rows.Finds, bureau.Rows.Commits, bureau.Rows.Total));
        bureau.CloseAndCheck();
    }

    [Fact]
    public async Task What_stands_in_the_case_may_be_named_again()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        Done(await NameAsync(bureau, World.Sum, "attach-standing"));
        Refused("not-found", await NameAsync(bureau, World.Sum, "attach-nowhere", CaseId.Application("nowhere")));
    }

    private static Task<Answer> NameAsync(Bureau bureau, string hash, string operation, CaseId? id = null)
    {
        var command = new AttachDocument(World.File(hash: hash)) { By = World.Editor, At = World.Monday };
        return bureau.Desk.HandleAsync(id ?? World.Case, command, DocumentRefs.NamedBy(command), OperationId.Parse(operation), null, Ct);
    }

    [Fact]
    public async Task Opening_and_submitting_cost_more_for_registers_number_and_claims()
    {
        using var bureau = await OpenAsync();
        Done(await bureau.DoAsync(World.Editor, new CreateDraft(Upward, World.Acme, "新合金"), "create-1"));
        Assert.Equal(4, bureau.Rows.Total); // case and organisation read, claim taken, commit
        Done(await bureau.DoAsync(World.Editor, new SaveDraft("新合金", World.Form), "save-draft"));
        Done(await bureau.DoAsync(World.Editor, new AttachDocument(World.File()), "attach-1"));
        Done(await bureau.DoAsync(World.Editor, new RequestGuidance(), "request-1"));
        Done(await bureau.DoAsync(World.Officer, new PassGuidance(["complete"]), "pass-guidance"));
        await bureau.Numbers.TakeAsync("key-rd", 2023, Ct);
        bureau.Rows.Reset();
        Done(await bureau.DoAsync(World.Signatory, new Submit(true, true), "submit-1"));
        Assert.Equal(5, bureau.Rows.Total); // case and organisation read, number, claim on the leader taken, commit
    }

    [Fact]
    public async Task The_same_request_gives_the_first_answer_again_and_adds_nothing()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        var first = Done(await bureau.DoAsync(World.Editor, new RequestGuidance(), "request-1"));
        Done(await bureau.DoAsync(World.Officer, new PassGuidance(["complete"]), "pass-guidance"));
        bureau.Rows.Reset();

        var again = Done(await bureau.DoAsync(World.Editor, new RequestGuidance(), "request-1", World.Monday.AddDays(1)));

        Assert.Equal((first.Version, first.State, string.Join(',', first.Events)), (again.Version, again.State, string.Join(',', again.Events)));
        Assert.Equal((1, 0), (bureau.Rows.Finds, bureau.Rows.Commits));
    }

    [Fact]
    public async Task An_operation_id_stands_for_one_content_and_one_person()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        Done(await bureau.DoAsync(World.Editor, new SaveDraft("甲", World.Form), "operation-1"));
        Refused("operation-id-reused", await bureau.DoAsync(World.Editor, new SaveDraft("乙", World.Form), "operation-1"));
        Refused("operation-id-reused", await bureau.DoAsync(World.Editor with { Id = new("other") }, new SaveDraft("甲", World.Form), "operation-1"));
    }

    [Fact]
    public async Task A_refused_command_leaves_nothing_and_may_be_sent_again()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        bureau.Rows.Reset();
        Refused("not-allowed-now", await bureau.DoAsync(World.Officer, new PassGuidance(["complete"]), "pass-guidance"));
        Assert.Equal(0, bureau.Rows.Commits);
        Done(await bureau.DoAsync(World.Editor, new RequestGuidance(), "request-1"));
        Done(await bureau.DoAsync(World.Officer, new PassGuidance(["complete"]), "pass-guidance"));
    }

    [Fact]
    public async Task A_command_for_a_version_that_has_passed_is_stale()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        Refused("stale-version", await bureau.DoAsync(World.Editor, new SaveDraft("乙", World.Form), "save-stale", version: 1));
        Done(await bureau.DoAsync(World.Editor, new SaveDraft("乙", World.Form), "save-fresh", version: 3));
    }

    [Fact]
    public async Task Somebody_elses_case_does_not_exist()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        var stranger = World.Editor with { Id = new("stranger"), Org = World.Uni };
        Refused("not-found", await bureau.DoAsync(stranger, new SaveDraft("乙", World.Form), "save-stranger"));
        Assert.Null(await bureau.Reader.FindAsync(World.Case, stranger, World.Monday, Ct));
        Assert.Null(await bureau.Reader.HistoryAsync(World.Case, stranger, World.Monday, 0, Ct));
        Assert.Null(await bureau.Reader.FormAsync(World.Case, stranger, World.Monday, Ct));
        Refused("not-found", await bureau.DoAsync(World.Editor, new SaveDraft("乙", World.Form), "save-nowhere", id: CaseId.Application("nowhere")));
        Refused("not-found", await bureau.DoAsync(World.Editor, new CreateDraft(new("none", "1"), World.Acme, "x"), "create-none", id: CaseId.Application("nowhere")));
    }

    [Fact]
    public async Task Nobody_can_take_the_operation_id_of_the_systems_next_move()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        Done(await bureau.DoAsync(World.Editor, new SaveDraft("乙", World.Form), $"tick-{World.Case}-4"));
        await bureau.Sweep.RunAsync(World.Closes, Ct);
        Assert.Equal("Lapsed", (await bureau.Reader.FindAsync(World.Case, World.Editor, World.Monday, Ct))!.State.StateName);
    }

    [Fact]
    public async Task A_refused_submission_uses_up_no_number()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        Assert.IsType<Answer.Refused>(await bureau.DoAsync(World.Editor, new Submit(true, true), "submit-1"));
        Assert.Equal("320381-key-rd-2023-0001", await bureau.Numbers.TakeAsync("key-rd", 2023, Ct));
    }

    [Fact]
    public async Task Twenty_identical_requests_at_once_record_one()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => bureau.DoAsync(World.Editor, new RequestGuidance(), "request-1"))));
        Assert.All(answers, a => Assert.Equal(4, Done(a).Version));
        Assert.Equal(4, (await bureau.Reader.FindAsync(World.Case, World.Editor, World.Monday, Ct))!.Version);
        bureau.CloseAndCheck();
    }

    [Fact]
    public async Task What_was_handed_over_is_frozen_as_a_document()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        Done(await bureau.DoAsync(World.Editor, new RequestGuidance(), "request-1"));
        var application = (Application)(await bureau.Reader.FindAsync(World.Case, World.Editor, World.Monday, Ct))!.State;
        Assert.Equal(World.Form.Hash, application.Snapshots.Single().FormHash);
        Assert.True(File.Exists(Directory.EnumerateFiles(Path.Combine(bureau.Folder, "documents"), "*", SearchOption.AllDirectories).Single(f => f.EndsWith(World.Form.Hash[2..], StringComparison.Ordinal))));
    }

    [Fact]
    public async Task The_history_is_chained_and_complete()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        var history = (await bureau.Reader.HistoryAsync(World.Case, World.Officer, World.Monday, 0, Ct))!;
        Assert.Equal([1L, 2L, 3L], history.Select(h => h.Version));
        Assert.Equal(["", history[0].Hash, history[1].Hash], history.Select(h => h.Prev));
        Assert.Equal(3, Assert.Single((await bureau.Reader.HistoryAsync(World.Case, World.Officer, World.Monday, 2, Ct))!).Version);
        bureau.CloseAndCheck();
    }
}
