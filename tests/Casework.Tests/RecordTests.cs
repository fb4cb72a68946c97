using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Registers;
using ProjectFlow.Core.Tests.Applications;
using ProjectFlow.Core.Tests.Registers;
using static ProjectFlow.Casework.Tests.Bureau;
using static ProjectFlow.Core.Registers.RecordCommand;
using static ProjectFlow.Core.Tests.Registers.RecordWorld;

namespace ProjectFlow.Casework.Tests;

public sealed class RecordTests
{
    private static readonly CaseId Enterprise = CaseId.Record("enterprises", "91320381DEMA00013G");
    private static readonly FormContent Profile = Json("""{"enterprise":{"uscc":"91320381DEMA00013G","name":"示范","town":"草桥镇"},"size":{"aboveScale":true,"industrial":true,"service":false}}""");

    [Fact]
    public async Task A_command_costs_two_round_trips()
    {
        using var bureau = await OpenAsync(registers: new(All));
        foreach (var (who, command, operation) in new (Actor, RecordCommand, string)[]
        {
            (Editor, new PutRecord(RecordWorld.Needs.Ref, Need()), "put-need-1"),
            (Editor, new PutRecord(RecordWorld.Needs.Ref, Need("新题目")), "put-need-2"),
            (Officer, new MoveRecord("review", Today, null, Json("""{"review":{"score":80,"opinion":"可行"}}""")), "review-1"),
            (Head, new RemoveRecord("误登"), "remove-1"),
        })
        {
            bureau.ChangeDesk();
            bureau.Rows.Reset();
            Done(await DoAsync(bureau, CaseId.Record("needs", "XQ-1"), who, command, operation));
            Assert.Equal((1, 1, 2), (bureau.Rows.Finds, bureau.Rows.Commits, bureau.Rows.Total));
        }
    }

    [Fact]
    public async Task A_sealed_record_costs_one_more_read_for_the_record_that_seals_it()
    {
        using var bureau = await OpenAsync(registers: new(All));
        await PublishAsync(bureau);
        bureau.Rows.Reset();
        Done(await PutAsync(bureau, "bids", Bid(), Editor, "bid-1"));
        Assert.Equal((2, 1, 3), (bureau.Rows.Finds, bureau.Rows.Commits, bureau.Rows.Total));
    }

    [Fact]
    public async Task An_enterprise_knows_its_institutions_whichever_came_first()
    {
        using var bureau = await OpenAsync(registers: new(All));
        Done(await PutAsync(bureau, "rd-institutions", Institution("一号中心"), Officer, "inst-1"));
        await bureau.Sweep.RunAsync(Monday, Ct);
        Assert.Null(await bureau.Reader.FindAsync(Enterprise, Officer, Monday, Ct));

        Done(await PutAsync(bureau, "enterprises", Profile, Officer, "enterprise-1"));
        Done(await PutAsync(bureau, "rd-institutions", Institution("二号中心"), Officer, "inst-2"));
        await bureau.Sweep.RunAsync(Monday, Ct);
        Assert.Equal(2, (await RecordAsync(bureau)).Linked["rd-institutions"].Count);

        Done(await DoAsync(bureau, CaseId.Record("rd-institutions", "91320381DEMA00013G/一号中心"), Head, new MoveRecord("revoke", Today, "撤销"), "revoke-1"));
        await bureau.Sweep.RunAsync(Monday, Ct);
        Assert.Equal(CaseId.Record("rd-institutions", "91320381DEMA00013G/二号中心"), Assert.Single((await RecordAsync(bureau)).Linked["rd-institutions"]));
        Assert.Empty(await bureau.Dead.ListAsync(Ct));
    }

    [Fact]
    public async Task Putting_the_same_content_again_adds_nothing_under_any_operation()
    {
        using var bureau = await OpenAsync(registers: new(All));
        var first = Done(await PutAsync(bureau, "monthly-figures", Figure(), Officer, "import-1"));
        var repeated = Done(await PutAsync(bureau, "monthly-figures", Figure(), Officer, "import-1"));
        var again = Done(await PutAsync(bureau, "monthly-figures", Figure(), Officer, "import-2"));
        Assert.Equal((1, 1, 1), (first.Version, repeated.Version, again.Version));
        Assert.Empty(again.Events);
    }

    [Fact]
    public async Task Lists_show_records_in_the_order_of_their_key_and_forget_the_removed()
    {
        using var bureau = await OpenAsync(registers: new(All));
        foreach (var month in new[] { "2023-02", "2022-12", "2023-01" })
        {
            Done(await PutAsync(bureau, "monthly-figures", Figure(month), Officer, "put-" + month));
        }

        Done(await DoAsync(bureau, CaseId.Record("monthly-figures", "91320381DEMA00013G/2023-01"), Officer, new RemoveRecord("误报"), "remove-1"));
        await bureau.Sweep.RunAsync(Monday, Ct);
        var page = await bureau.Lists.PageAsync("register:monthly-figures", "", 50, Ct);
        Assert.Equal(["2022-12", "2023-02"], page.Lines.Select(l => l.Title));
        Assert.Equal(2, (await bureau.Lists.PageAsync("org:91320381DEMA00013G:monthly-figures", "", 50, Ct)).Lines.Count);
    }

    [Fact]
    public async Task A_bid_is_read_by_its_writer_alone_until_the_flow_opens_it()
    {
        using var bureau = await OpenAsync(registers: new(All));
        await PublishAsync(bureau);
        var bid = Done(await PutAsync(bureau, "bids", Bid(), Editor, "bid-1")).Case;
        Assert.DoesNotContain("保密方案", await SeenAsync(bureau, bid, Officer), StringComparison.Ordinal);
        Assert.DoesNotContain("保密方案", await SeenAsync(bureau, bid, Colleague), StringComparison.Ordinal);
        Assert.Contains("保密方案", await SeenAsync(bureau, bid, Editor), StringComparison.Ordinal);

        await bureau.Sweep.RunAsync(new(2023, 3, 21, 0, 0, 0, TimeSpan.FromHours(8)), Ct);
        Assert.Contains("保密方案", await SeenAsync(bureau, bid, Officer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_of_another_kind_finds_no_case_behind_a_record()
    {
        using var bureau = await OpenAsync(registers: new(All));
        var record = Done(await PutAsync(bureau, "monthly-figures", Figure(), Officer, "put-1")).Case;
        Refused("not-allowed-now", await bureau.DoAsync(Officer, new Core.Applications.ApplicationCommand.Comment("x"), "comment-1", id: record));
        Refused("key-changed", await DoAsync(bureau, record, Officer, new PutRecord(Figures.Ref, Figure("2023-01")), "put-2"));
        await bureau.DraftAsync();
        Refused("not-allowed-now", await DoAsync(bureau, World.Case, Editor, new PutRecord(Figures.Ref, Figure()), "put-3"));
    }

    [Fact]
    public async Task What_the_store_holds_after_a_day_with_registers_passes_the_checker()
    {
        using var bureau = await OpenAsync(registers: new(All));
        await PublishAsync(bureau);
        Done(await PutAsync(bureau, "bids", Bid(), Editor, "bid-1"));
        Done(await PutAsync(bureau, "rd-institutions", Institution(), Officer, "inst-1"));
        await bureau.Sweep.RunAsync(Monday, Ct);
        bureau.CloseAndCheck();
    }

    private static async Task PublishAsync(Bureau bureau)
    {
        var need = Done(await PutAsync(bureau, "needs", Need(), Officer, "need-1")).Case;
        Done(await DoAsync(bureau, need, Officer, new MoveRecord("review", Today, null, Json("""{"review":{"score":80,"opinion":"可行"}}""")), "review-need"));
        Done(await DoAsync(bureau, need, Head, new MoveRecord("publish", Today, null, Json("""{"publication":{"prize":50,"closesOn":"2023-03-20"}}""")), "publish-need"));
    }

    private static Task<Answer> PutAsync(Bureau bureau, string register, FormContent content, Actor who, string operation) =>
        new RegisterDesk(bureau.Desk, new(All)).PutAsync(register, content, null, who, Monday, OperationId.Parse("record-" + operation), null, Ct);

    private static Task<Answer> DoAsync(Bureau bureau, CaseId id, Actor who, RecordCommand command, string operation) =>
        bureau.Desk.HandleAsync(id, command with { By = who, At = Monday }, OperationId.Parse("record-" + operation), null, Ct);

    private static async Task<RegisterRecord> RecordAsync(Bureau bureau) => (RegisterRecord)(await bureau.Reader.FindAsync(Enterprise, Officer, Monday, Ct))!.State;

    /// <summary>All that the readers tell: state, form and history.</summary>
    private static async Task<string> SeenAsync(Bureau bureau, CaseId id, Actor who)
    {
        var view = await bureau.Reader.FindAsync(id, who, Monday, Ct);
        var form = await bureau.Reader.FormAsync(id, who, Monday, Ct);
        var history = await bureau.Reader.HistoryAsync(id, who, Monday, 0, Ct);
        return System.Text.Encoding.UTF8.GetString([.. CaseJson.Write<CaseState>(view!.State), .. form!.Value.Form.Utf8.Span, .. CaseJson.Write(history)]);
    }
}
