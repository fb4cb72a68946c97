using System.Globalization;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Pools;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Pools;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Registers;
using ProjectFlow.Core.Rules;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Casework.Tests.Bureau;
using static ProjectFlow.Core.Tests.Registers.RecordWorld;

namespace ProjectFlow.Casework.Tests;

/// <summary>What prechecks and applications from pool entries cost, and that a crash between their steps leaves nothing twice.</summary>
public sealed class PoolApplicationTests
{
    private const string Acme = "91320381DEMA00013G";

    private static readonly Programme Target = TestProgrammes.Upward with
    {
        Pool = "project",
        Prefill = [new Fill.Value("project.title", 1, Expression.Parse("enterprises:enterprise.name")!), new Fill.Value("project.goal", 2, Expression.Parse("ip:ip.name")!)],
    };

    [Fact]
    public async Task A_precheck_costs_as_many_reads_for_one_right_as_for_twenty()
    {
        using var bureau = await OpenAsync(registers: new(All));
        var prechecks = PrechecksOf(bureau);
        await RightsAsync(bureau, 1, 1);
        var few = await CostAsync(bureau, prechecks);
        await RightsAsync(bureau, 2, 19);
        Assert.Equal((3, 1), (few.Ranges, few.Finds)); // enterprises, ip, the organisation's cases; and its registration
        Assert.Equal(few, await CostAsync(bureau, prechecks));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_start_that_was_cut_off_after_its_draft_goes_on_where_it_was(bool cutOff)
    {
        using var bureau = await OpenAsync(registers: new(All));
        await RightsAsync(bureau, 1, 2);
        var entry = Done(await PutAsync(bureau, "pools", Json($$$"""{"member":{"pool":"project","uscc":"{{{Acme}}}","enteredOn":"2023-01-05"}}"""), Officer, "put-entry")).Case;
        if (cutOff)
        {
            var draft = new ApplicationCommand.CreateDraft(Target.Ref, new(Acme), "半途") { By = Editor, At = Monday };
            Done(await bureau.Desk.HandleAsync(CaseId.Application($"pool:{entry}:{Target.Ref}"), draft, OperationId.Parse("start-0001"), null, Ct));
        }

        var started = Done(await StartAsync(bureau, entry, "start-0002"));
        Assert.Equal(started.Case, Done(await StartAsync(bureau, entry, "start-0003")).Case);
        Assert.Equal(started.Case, Done(await StartAsync(bureau, entry, "start-0002")).Case);

        var form = (await bureau.Reader.FormAsync(started.Case, Editor, Monday, Ct))!.Value.Form;
        Assert.Equal(("示范", "专利"), (FormValues.At(form, "project.title")?.ToString(), FormValues.At(form, "project.goal")?.ToString()));
        var record = Assert.IsType<RegisterRecord>((await bureau.Reader.FindAsync(entry, Officer, Monday, Ct))!.State);
        Assert.Equal(started.Case.Value, Assert.Single(FormValues.At(record.Content, "result.applications")!.Value.EnumerateArray()).GetProperty("case").GetString());
    }

    [Fact]
    public async Task What_the_applicant_wrote_is_not_filled_over()
    {
        using var bureau = await OpenAsync(registers: new(All));
        await RightsAsync(bureau, 1, 2);
        var entry = Done(await PutAsync(bureau, "pools", Json($$$"""{"member":{"pool":"project","uscc":"{{{Acme}}}","enteredOn":"2023-01-05"}}"""), Officer, "put-entry")).Case;
        var started = Done(await StartAsync(bureau, entry, "start-0001")).Case;
        Done(await bureau.DoAsync(Editor, new ApplicationCommand.SaveDraft("改题", World.Form), "save-own", id: started));
        Done(await StartAsync(bureau, entry, "start-0002"));
        Assert.Equal(World.Form.Hash, (await bureau.Reader.FormAsync(started, Editor, Monday, Ct))!.Value.Form.Hash);
    }

    private static Prechecks PrechecksOf(Bureau bureau) => new(new ProgrammeShelf([Target], World.Calendar), new(All), bureau.People, new(bureau.Rows, bureau.Lists));

    private static Task<Answer> StartAsync(Bureau bureau, CaseId entry, string operation) =>
        new PoolApplications(bureau.Desk, bureau.Reader, bureau.People, PrechecksOf(bureau)).StartAsync(entry, null, Editor, Monday, OperationId.Parse(operation), Ct);

    private static async Task<(int Ranges, int Finds)> CostAsync(Bureau bureau, Prechecks prechecks)
    {
        bureau.Rows.Reset();
        Assert.Single((await prechecks.OfAsync(new(Acme), "project", Officer, Today, Ct))!);
        return (bureau.Rows.Ranges, bureau.Rows.Finds);
    }

    private static async Task RightsAsync(Bureau bureau, int from, int count)
    {
        Done(await PutAsync(bureau, "enterprises", Json($$$"""{"enterprise":{"uscc":"{{{Acme}}}","name":"示范","town":"Caoqiao"},"size":{"aboveScale":true,"industrial":true,"service":false}}"""), Officer, "put-enterprise"));
        foreach (var n in Enumerable.Range(from, count))
        {
            Done(await PutAsync(bureau, "ip", Json($$$"""{"ip":{"number":"ZL{{{n}}}","name":"专利","uscc":"{{{Acme}}}","type":"invention"}}"""), Officer, string.Create(CultureInfo.InvariantCulture, $"put-ip-{n}")));
        }

        await bureau.Sweep.RunAsync(Monday, Ct);
    }

    private static Task<Answer> PutAsync(Bureau bureau, string register, FormContent content, Actor who, string operation) =>
        new RegisterDesk(bureau.Desk, new(All)).PutAsync(register, content, null, who, Monday, OperationId.Parse("record-" + operation), null, Ct);
}
