using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Metrics;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Credentials;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Projections;
using ProjectFlow.Tests.Shared;
using static ProjectFlow.Casework.Tests.Bureau;

namespace ProjectFlow.Casework.Tests;

/// <summary>Figures as they are kept: read at constant cost, opened into what was counted, counted again, mended.</summary>
public sealed class FigureTests
{
    private static readonly DateTimeOffset YearEnd = ChinaTime.EndOf(new(2023, 12, 31)).AddSeconds(-1);

    [Fact]
    public async Task A_page_of_figures_costs_the_same_reads_of_as_many_rows_for_a_hundred_cases_and_for_two_thousand()
    {
        var trips = new List<(int Trips, int Rows)>();
        foreach (var cases in new[] { 100, 2000 })
        {
            using var bureau = new Bureau(metrics: Certificates.All);
            await Parallel.ForEachAsync(Enumerable.Range(0, cases), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (n, _) => await Certificates.CountAsync(bureau, Certificates.Of(n, org: n % 7)));
            bureau.Rows.Reset();
            var figures = await Certificates.ValuesAsync(bureau, YearEnd);
            trips.Add((bureau.Rows.Total, bureau.Rows.Read));
            Assert.Equal((cases, 7), (figures("issued"), figures("holders")));
            Assert.Empty(await bureau.Rebuild.CheckAsync(Ct));
            Assert.Empty(Checker.Read(bureau.Folder).FigureFaults());
        }

        Assert.Equal((4, trips[0]), (trips[0].Trips, trips[1]));
    }

    [Fact]
    public async Task Behind_a_figure_stand_exactly_the_cases_counted()
    {
        using var bureau = new Bureau(metrics: Certificates.All);
        Credential[] all = [Certificates.Of(1, from: new(2023, 3, 1)), Certificates.Of(2, from: new(2023, 6, 1), to: new(2023, 9, 30)), Certificates.Of(3, org: 1, from: new(2022, 1, 1))];
        foreach (var certificate in all)
        {
            await Certificates.CountAsync(bureau, certificate);
        }

        async Task<string> RowsAsync(string metric, DateOnly day) => string.Join(' ', (await bureau.Board.RowsAsync(metric, 2023, ChinaTime.StartOf(day), null, null, Ct))!
            .Select(r => $"{Array.FindIndex(all, c => c.Id == r.Case) + 1}{(r.Key is null ? "" : "/" + r.Key[^1..])}").Order());
        Assert.Equal(("1 2", "1"), (await RowsAsync("issued", new(2023, 12, 31)), await RowsAsync("issued", new(2023, 3, 1))));
        Assert.Equal(("1 2 3", "1 3"), (await RowsAsync("valid", new(2023, 9, 30)), await RowsAsync("valid", new(2023, 10, 1))));
        Assert.Equal("1/1 2/2 3/1", await RowsAsync("holders", new(2023, 9, 30)));
        Assert.Equal(2, (await Certificates.ValuesAsync(bureau, ChinaTime.StartOf(new(2023, 9, 30))))("holders"));
        Assert.Null(await bureau.Board.RowsAsync("rate", 2023, null, null, Ct));
    }

    [Fact]
    public async Task Rows_behind_a_figure_come_page_by_page()
    {
        using var bureau = new Bureau(metrics: Certificates.All);
        var ids = Enumerable.Range(0, 1001).Select(n => CaseId.Credential($"page {n}")).OrderBy(id => id.Value, StringComparer.Ordinal).ToList();
        foreach (var batch in ids.Chunk(RowLimits.MaxRows))
        {
            await bureau.Rows.CommitAsync(MetricKeys.Partition, [.. batch.Select(id => new Write.Insert(new(MetricKeys.Share(new("valid", 's', null), id), CaseJson.Write(new[] { new Mark(0, null, null, new(1, 1)) }))))], Guid.NewGuid().ToString("N"), Ct);
        }

        var first = (await bureau.Board.RowsAsync("valid", 2023, null, null, Ct))!;
        var second = (await bureau.Board.RowsAsync("valid", 2023, null, first[^1].Case, Ct))!;
        Assert.Equal((1000, 1), (first.Count, second.Count));
        Assert.Equal(ids, first.Concat(second).Select(r => r.Case));
    }

    [Fact]
    public async Task A_figure_added_by_a_file_alone_counts_the_cases_there_are_after_the_next_start()
    {
        using var folder = new Bureau(metrics: Certificates.Without("holders"));
        await Certificates.CountAsync(folder, Certificates.Of(1));
        await Certificates.CountAsync(folder, Certificates.Of(2, org: 1));
        Assert.True(await folder.Rebuild.CatchUpAsync(Ct));
        Assert.False(await folder.Rebuild.CatchUpAsync(Ct));

        var started = folder.WithMetrics(Certificates.All);
        Assert.Equal(0, (await Certificates.ValuesAsync(started.Board))("holders"));
        Assert.True(await started.Rebuild.CatchUpAsync(Ct));
        Assert.Equal((1, 2), ((await Certificates.ValuesAsync(started.Board))("holders"), (await Certificates.ValuesAsync(started.Board))("valid")));
        Assert.Empty(await started.Rebuild.CheckAsync(Ct));

        var without = folder.WithMetrics(Certificates.Without("holders"));
        Assert.True(await without.Rebuild.CatchUpAsync(Ct));
        Assert.Empty(await folder.Rows.RangeAsync(MetricKeys.Partition, "r:holders", "r:holders;", 10, Ct));
        Assert.Empty(Checker.Read(folder.Folder).FigureFaults());
    }

    [Fact]
    public async Task Totals_that_were_damaged_are_told_and_mended()
    {
        using var bureau = new Bureau(metrics: Certificates.All);
        var certificate = Certificates.Of(1);
        await Certificates.CountAsync(bureau, certificate);
        var wrong = new TotalsRow([]);
        wrong.Add("issued:f", 3, new(5, 5));
        await bureau.Rows.CommitAsync(MetricKeys.Partition, [new Write.Put(new(MetricKeys.SlotPart(2023, 3), CaseJson.Write(wrong))), new Write.Delete(MetricKeys.Key(new("holders", 's', null), certificate.Org.Value))], "damage", Ct);
        Assert.Contains(new("issued:f", 2023, 3, new(MetricKeys.PartOf(certificate.Id) == 3 ? 5 : 6, MetricKeys.PartOf(certificate.Id) == 3 ? 5 : 6), new(1, 1)), await bureau.Rebuild.CheckAsync(Ct));

        await bureau.Rebuild.RebuildAsync(Ct);

        Assert.Empty(await bureau.Rebuild.CheckAsync(Ct));
        await Certificates.CountAsync(bureau, certificate with { Stage = CredentialStage.Revoked, EndedOn = new(2023, 7, 1) });
        Assert.Empty(await bureau.Rebuild.CheckAsync(Ct));
        Assert.Empty(Checker.Read(bureau.Folder).FigureFaults());
    }

    [Fact]
    public async Task A_stated_figure_is_the_last_said_in_the_year_with_its_document()
    {
        using var bureau = new Bureau(metrics: Certificates.All);
        var (rows, shares) = (bureau.Rows, new ShareRows(bureau.Rows));
        foreach (var (n, month, value) in new[] { (1, 3, 2m), (2, 11, 1m) })
        {
            Share share = new(new("said", 'x', 2023), [new(month, null, $"文件{n}", new(1, value))]);
            await shares.WriteAsync(CaseId.Credential($"{n}"), [share.Figure], [], [share], Ct);
        }

        async Task<(decimal?, string?)> SaidAsync(DateOnly day) => (await bureau.Board.ReadAsync(2023, ChinaTime.StartOf(day), null, Ct)).Where(m => m.Id == "said").Select(m => (m.Value, m.Source)).Single();
        Assert.Equal([(null, null), (2m, "文件1"), (1m, "文件2")], [await SaidAsync(new(2023, 2, 28)), await SaidAsync(new(2023, 10, 31)), await SaidAsync(new(2023, 11, 1))]);
        Assert.Equal(["文件1", "文件2"], (await bureau.Board.RowsAsync("said", 2023, null, null, Ct))!.Select(r => r.Key).Order());
        Assert.NotEmpty(await rows.RangeAsync(MetricKeys.Partition, MetricKeys.Statements, "y", 10, Ct));
    }

    [Fact]
    public async Task Checks_answer_with_both_figures()
    {
        using var bureau = await OpenAsync();
        var checks = (await bureau.Board.ChecksAsync(2023, YearEnd, Ct)).ToDictionary(c => c.Id, c => (c.Outcome, c.LeftValue, c.RightValue));
        Assert.Equal((CheckOutcome.Unknown, null, null), checks["C01-pass-rate"]);
        Assert.Equal((CheckOutcome.Passed, 0m, 0m), checks["C05-certificates"]);
        Assert.DoesNotContain("C03-class-a", (await bureau.Board.ChecksAsync(2024, YearEnd, Ct)).Select(c => c.Id));
    }
}
