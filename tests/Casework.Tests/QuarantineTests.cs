using System.Text;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Casework.Tests.Bureau;

namespace ProjectFlow.Casework.Tests;

/// <summary>Damaged rows: one case is set apart, everything else goes on, and a restored one comes back.</summary>
public sealed class QuarantineTests
{
    private static readonly CaseId Other = CaseId.Application("other");

    [Theory]
    [InlineData(CaseKeys.State, "{\"version\":3,")]
    [InlineData(CaseKeys.State, "{}")]
    [InlineData(CaseKeys.State, "null")]
    [InlineData(CaseKeys.State, "{\"version\":1,\"head\":\"\",\"state\":{\"case\":\"application-v9\"}}")]
    [InlineData(CaseKeys.State, "{\"version\":1,\"head\":\"\",\"state\":{}}")]
    [InlineData(CaseKeys.Form, "[]")]
    [InlineData("o:u:create-a-demo", "\u0000")]
    public async Task A_command_that_needs_a_damaged_row_names_the_case_and_the_row(string key, string body)
    {
        using var bureau = await TwoDraftsAsync();
        await DamageAsync(bureau, World.Case.Value, key, body);

        ApplicationCommand command = key == CaseKeys.Form ? new ApplicationCommand.RequestGuidance() : new ApplicationCommand.SaveDraft("新合金", World.Form);
        bureau.ChangeDesk(); // the old one knows the state without reading it
        var e = await Assert.ThrowsAsync<UnreadableCaseException>(() => bureau.DoAsync(World.Editor, command, key.StartsWith("o:", StringComparison.Ordinal) ? "create-a-demo" : "save-again", id: World.Case));
        Assert.Equal((World.Case, key), (e.Case, e.Key));
        Done(await bureau.DoAsync(World.Editor, new ApplicationCommand.SaveDraft("另一件", World.Form), "save-other", id: Other));
    }

    [Fact]
    public async Task The_state_of_another_case_in_its_place_is_noticed()
    {
        using var bureau = await TwoDraftsAsync();
        var foreign = (await bureau.Rows.FindAsync(Other.Value, [CaseKeys.State], Ct))[CaseKeys.State].Body;
        await bureau.Rows.CommitAsync(World.Case.Value, [new Write.Put(new(CaseKeys.State, foreign))], "swap", Ct);

        var e = await Assert.ThrowsAsync<UnreadableCaseException>(() => bureau.Reader.FindAsync(World.Case, World.Editor, World.Monday, Ct));
        Assert.Contains(Other.Value, e.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("changed", "e:0000000002")]
    [InlineData("removed", "e:0000000003")]
    [InlineData("cut", CaseKeys.State)]
    public async Task A_case_stays_apart_until_its_whole_history_fits(string how, string place)
    {
        using var bureau = await TwoDraftsAsync();
        await bureau.Quarantine.RecordAsync(new(World.Case, CaseKeys.State, "first"), Ct);
        await BreakAsync(bureau, how);

        Assert.True(await bureau.QuarantineCheck.LookAsync(World.Case, Ct));
        Assert.Equal((World.Case, place), Assert.Single(await bureau.Quarantine.ListAsync(Ct)) is var q ? (q.Case, q.Key) : default);
    }

    [Fact]
    public async Task A_restored_case_leaves_and_is_rung_for()
    {
        using var bureau = await TwoDraftsAsync();
        var whole = (await bureau.Rows.FindAsync(World.Case.Value, [CaseKeys.State], Ct))[CaseKeys.State].Body;
        await DamageAsync(bureau, World.Case.Value, CaseKeys.State, "{}");
        await Assert.ThrowsAsync<UnreadableCaseException>(() => bureau.Quarantine.WatchAsync(() => bureau.Flow.RunAsync(World.Case, World.Monday, Ct), Ct));
        await Assert.ThrowsAsync<UnreadableCaseException>(() => bureau.Quarantine.WatchAsync(() => bureau.Flow.RunAsync(World.Case, World.Monday, Ct), Ct));
        Assert.Equal(CaseKeys.State, Assert.Single(await bureau.Quarantine.ListAsync(Ct)).Key);

        var rung = new List<CaseId>();
        bureau.Bell.Rung += (id, _) => rung.Add(id);
        await bureau.Rows.CommitAsync(World.Case.Value, [new Write.Put(new(CaseKeys.State, whole))], "restore", Ct);
        Assert.True(await bureau.QuarantineCheck.LookAsync(World.Case, Ct));
        Assert.Empty(await bureau.Quarantine.ListAsync(Ct));
        Assert.Equal([World.Case], rung);
        Assert.False(await bureau.QuarantineCheck.LookAsync(World.Case, Ct));
    }

    [Fact]
    public async Task A_damaged_line_leaves_a_list_alone_and_is_written_anew()
    {
        using var bureau = await TwoDraftsAsync();
        var list = $"org:{World.Acme}";
        var row = (await bureau.Rows.LinesAsync(list, "!", 10, Ct)).First(r => r.Key.EndsWith(World.Case.Value, StringComparison.Ordinal));
        await DamageAsync(bureau, ListRows.Partition, ListRows.KeyOf(list, row.Key), "{\"case\":");

        Assert.Equal(Other, Assert.Single((await bureau.Lists.PageAsync(list, "", 10, Ct)).Lines).Case);
        var apart = Assert.Single(await bureau.Quarantine.ListAsync(Ct));
        Assert.Equal((World.Case, "list:" + list), (apart.Case, apart.Key));
        Assert.True(await bureau.QuarantineCheck.LookAsync(World.Case, Ct));
        Assert.Equal(2, (await bureau.Lists.PageAsync(list, "", 10, Ct)).Lines.Count);
        Assert.Empty(await bureau.Quarantine.ListAsync(Ct));
    }

    [Fact]
    public async Task Counting_all_cases_again_passes_over_one_that_cannot_be_read()
    {
        using var bureau = await TwoDraftsAsync();
        await DamageAsync(bureau, World.Case.Value, CaseKeys.State, "{}");
        await bureau.Rebuild.RebuildAsync(Ct);
        Assert.Equal(World.Case, Assert.Single(await bureau.Quarantine.ListAsync(Ct)).Case);
    }

    private static async Task<Bureau> TwoDraftsAsync()
    {
        var bureau = await OpenAsync();
        foreach (var (id, programme) in new[] { (World.Case, Upward), (Other, TestProgrammes.Local.Ref) })
        {
            await bureau.DraftAsync(id, programme);
            await bureau.Flow.RunAsync(id, World.Monday, Ct);
        }

        return bureau;
    }

    private static Task<CommitResult> DamageAsync(Bureau bureau, string partition, string key, string body) =>
        bureau.Rows.CommitAsync(partition, [new Write.Put(new(key, Encoding.UTF8.GetBytes(body), World.Monday))], "damage-" + key, Ct);

    private static Task BreakAsync(Bureau bureau, string how) => how switch
    {
        "changed" => ChangeFirstAsync(bureau),
        "removed" => bureau.Rows.CommitAsync(World.Case.Value, [new Write.Delete("e:0000000002")], how, Ct),
        _ => bureau.Rows.CommitAsync(World.Case.Value, [new Write.Delete("e:0000000003")], how, Ct),
    };

    /// <summary>The event says something else, and is well-formed: only the next one's hash tells.</summary>
    private static async Task ChangeFirstAsync(Bureau bureau)
    {
        var row = (await bureau.Rows.FindAsync(World.Case.Value, ["e:0000000001"], Ct))["e:0000000001"];
        var text = Encoding.UTF8.GetString(row.Body.Span).Replace("新合金", "旧合金", StringComparison.Ordinal);
        await bureau.Rows.CommitAsync(World.Case.Value, [new Write.Put(new(row.Key, Encoding.UTF8.GetBytes(text)))], "changed", Ct);
    }
}
