using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Metrics;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Server.Tests.Demo;

/// <summary>The whole year 2023 of domain.md §1.2 and §8: every figure, from commands and the bureau's own lists.</summary>
public sealed class DemoYearTests(DemoServer demo) : IClassFixture<DemoServer>
{
    /// <summary>Every figure: its value, unit and year; the months it covers where not all; by which year it counts where it could be either.</summary>
    private const string Year2023 =
        """
        M01 108 enterprises 2023 by application
        M02 86 enterprises 2023 by application
        M03 79.63 % 2023 by application
        M04 1 flag 2023 by application
        M05 183 enterprises 2023
        M05-earlier 97 enterprises 2023
        M06 11 enterprises 2023
        M07 517 enterprises 2023
        M07-valid 517 enterprises 2023
        M08 11 enterprises 2023
        M09 49 enterprises 2023
        M10 2290000000 yuan 2023 11 months
        M11 125.4 % 2023 11 months
        M12 2 platforms 2023
        M13 12 platforms 2023
        M14 13 platforms 2023
        M15 3 institutions 2023
        M16 3 institutions 2023
        M17 79 institutions 2023
        M18 100 % 2023
        M18-all 60 enterprises 2023
        M18-with 60 enterprises 2023
        M19 98 % 2023
        M19-all 100 enterprises 2023
        M19-with 98 enterprises 2023
        M20 54 applications 2023 by application
        M21 32 projects 2023 by decision
        M22 36580000 yuan 2023 by decision
        M23 59.26 % 2023 by decision
        M24 165 persons 2023
        M25 18 units 2023
        M25-persons 54 persons 2023
        M26 15 events 2023
        M27 36 events 2023
        M28 19 universities 2023
        M29 1768 achievements 2023
        M30 5 persons 2023
        M31 7 projects 2023 by application
        M32 183 persons 2023
        M33 3 enterprises 2023 by decision
        M34 35 persons 2023
        M35 14 persons 2023
        M35-multiple 7 times 2023
        M36 65 enterprises 2023
        M36-needs 84 needs 2023
        M37 13 enterprises 2023
        M38 56300000 yuan 2023
        M39 29 events 2023
        M40 35 enterprises 2023
        M41 68810000 yuan 2023
        M42 113 projects 2023
        M43 1899000000 yuan 2023 11 months
        M44 32.8 % 2023 11 months
        M45 523000000 yuan 2023
        M46 131000000 yuan 2023
        M47 56720000 yuan 2023
        M48 25300000 yuan 2023 by decision
        M49 1 rank 2023 徐州市科技工作情况通报（示例）
        M50 1 rank 2023 徐州市科技服务业统计月报（示例）
        M51 85.71 % 2023
        M51-good 12 platforms 2023
        M51-rated 14 platforms 2023
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_figure_of_the_year_is_the_bureaus() =>
        Assert.Equal(Year2023.ReplaceLineEndings("\n").Split('\n'), (await demo.GetAsync("/api/metrics?year=2023&asOf=2023-12-28")).Select(Shown));

    [Fact]
    public async Task All_figures_that_must_agree_do() => Assert.All(await demo.GetAsync("/api/metrics/checks?year=2023"), c => Assert.Equal("passed", c.GetProperty("outcome").GetString()));

    [Fact]
    public async Task The_cases_behind_a_figure_come_to_it()
    {
        var figures = await demo.GetAsync("/api/metrics?year=2023&asOf=2023-12-28");
        var kept = figures.Where(f => f.GetProperty("kind").GetString() is "flow" or "stock").ToList();
        Assert.True(kept.Count > 40, $"{kept.Count} figures");
        foreach (var figure in kept)
        {
            Assert.Equal((figure.GetProperty("id").GetString(), figure.GetProperty("value").GetDecimal()), (figure.GetProperty("id").GetString(), await BehindAsync(figure.GetProperty("id").GetString()!)));
        }
    }

    [Fact]
    public async Task The_kept_totals_are_what_the_cases_say() => Assert.Empty(await demo.Services.GetRequiredService<MetricRebuild>().CheckAsync(Ct));

    [Fact]
    public void A_second_run_changes_nothing()
    {
        Assert.Empty(demo.First.Faults());
        Assert.Equal(demo.First.RowCount, demo.Second.RowCount);
        Assert.Equal("demo year ready", demo.Progress[^1]);
    }

    [Fact]
    public async Task Before_the_end_of_a_certificate_it_counts_and_afterwards_not()
    {
        // 86 are recognised in November; 7 of 2020 run out on 1 December; one is revoked on 21 August.
        Assert.Equal([104m, 105m, 104m, 97m, 183m], await Task.WhenAll(ValueAsync("M05", "2023-10-31"), ValueAsync("M05", "2023-08-20"), ValueAsync("M05", "2023-08-21"), EarlierAsync("2023-12-02"), ValueAsync("M05", "2023-12-02")));
    }

    [Fact]
    public async Task Registrations_lapsed_on_31_March_do_not_stand_any_more() =>
        Assert.Equal([30m, 0m], await Task.WhenAll(ValueAsync("M07-valid", "2023-03-31"), ValueAsync("M07-valid", "2023-04-01")));

    [Fact]
    public async Task Nothing_is_left_behind()
    {
        Assert.Empty(await demo.Services.GetRequiredService<DeadLetters>().ListAsync(Ct));
        var ledger = demo.Services.GetRequiredService<LedgerEffects>();
        Assert.Contains(await ledger.PostingsAsync("county-sci", 2023, "", 1000, Ct), p => p.Amount == Money.FromYuan(54_075.27m));
        Assert.Equal(0, (await ledger.BalancesAsync("county-sci", 2023, Ct)).Values.Sum(m => m.Fen));
    }

    [Fact]
    public async Task Applications_end_in_every_way()
    {
        var (lists, states) = (demo.Services.GetRequiredService<CaseLists>(), new Dictionary<string, int>());
        for (string? after = ""; after is not null;)
        {
            var page = await lists.PageAsync("cases", after, 100, Ct);
            foreach (var state in page.Lines.Where(l => l.Case.Kind == 'a').Select(l => l.State))
            {
                states[state] = states.GetValueOrDefault(state) + 1;
            }

            after = page.Next;
        }

        Assert.True(states["Approved"] > 32 + 86, "local programmes approve some more");
        Assert.All(["Draft", "GuidanceReview", "Returned", "Rejected", "Withdrawn", "Lapsed", "External"], s => Assert.Contains(s, states.Keys));
        Assert.Equal(4, states["External"]);
    }

    private async Task<decimal> ValueAsync(string metric, string asOf) =>
        (await demo.GetAsync($"/api/metrics?year=2023&asOf={asOf}")).Single(f => f.GetProperty("id").GetString() == metric).GetProperty("value").GetDecimal();

    private async Task<decimal> EarlierAsync(string asOf) => await ValueAsync("M05", asOf) - await ValueAsync("M02", asOf);

    private async Task<decimal> BehindAsync(string metric)
    {
        var definition = demo.Services.GetRequiredService<MetricCatalogue>().Find(metric)!;
        var (rows, after) = (new List<JsonElement>(), "");
        for (var more = true; more;)
        {
            var page = await demo.GetAsync($"/api/metrics/{metric}/rows?year=2023&asOf=2023-12-28{after}");
            rows.AddRange(page);
            (more, after) = (page.Count >= 1000, page.Count == 0 ? "" : "&after=" + page[^1].GetProperty("case").GetString());
        }

        return definition.IsDistinct ? rows.Select(r => r.GetProperty("key").GetString()).Distinct().Count() : rows.Sum(r => r.GetProperty("value").GetDecimal());
    }

    private static string Shown(JsonElement m) => string.Create(CultureInfo.InvariantCulture, $"{Text(m, "id")} {m.GetProperty("value").GetDecimal():0.##} {Text(m, "unit")} {Text(m, "period")}")
        + (m.GetProperty("months") is { ValueKind: JsonValueKind.Number } months ? $" {months} months" : "")
        + (Text(m, "basis") is { } basis ? " by " + basis.Replace("Year", "", StringComparison.Ordinal) : "")
        + (Text(m, "source") is { } source ? " " + source : "");

    private static string? Text(JsonElement m, string name) => m.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
