using System.Text.Json;
using ProjectFlow.Core.Common;
using static ProjectFlow.Server.Tests.OneServer;

namespace ProjectFlow.Server.Tests;

/// <summary>Scores stay sealed until all are in; what goes up counts, and the figure opens into its cases.</summary>
public sealed class SelectionTests
{
    [Fact]
    public async Task Nobody_sees_anothers_score_until_all_are_in_and_experts_never_do()
    {
        using var way = await ScoringAsync();
        await way.DoAsync("xu", "record-score", new { scores = new { idea = 50, team = 30 }, opinion = "可行" });
        Assert.Equal(["xu"], await ScoresAsync(way, "xu"));
        foreach (var other in new[] { "zhou", "officer", "head", "leader", "editor" })
        {
            Assert.Empty(await ScoresAsync(way, other));
            Assert.Empty(await PointsInHistoryAsync(way, other));
        }

        Assert.Equal("scores-outstanding", await CodeOf(await way.TryAsync("leader", "recommend", new { rank = 1, minutes = await way.FileAsync("leader", "minutes") })));
        await way.DoAsync("zhou", "record-score", new { scores = new { idea = 20, team = 10 } });
        Assert.Equal(["xu", "zhou"], await ScoresAsync(way, "leader"));
        Assert.Equal(["zhou"], await ScoresAsync(way, "zhou"));
        Assert.Equal(["xu"], await ScoresAsync(way, "xu"));
        Assert.Empty(await ScoresAsync(way, "editor"));
        Assert.Equal(2, (await PointsInHistoryAsync(way, "leader")).Count);
        Assert.Equal("50", Assert.Single(await PointsInHistoryAsync(way, "xu")));
    }

    [Fact]
    public async Task A_figure_opens_into_the_cases_behind_it()
    {
        using var way = await Journey.BeginAsync();
        await WholeWayTests.ApplyAsync(way);
        await WholeWayTests.ReviewAsync(way);
        await WholeWayTests.DecideAsync(way);
        await Journey.SoonAsync(async () => await RowsAsync(way, "M21?year=2023") is [var first, ..] ? first.Case : null, "the case behind the figure");

        Assert.Equal([(way.Case, 1m)], await RowsAsync(way, "M20?year=2023"));
        Assert.Equal([(way.Case, 1_000_000m)], await RowsAsync(way, "M22?year=2023&basis=decision"));
        Assert.Empty(await RowsAsync(way, "M20?year=2023&after=" + way.Case));
        Assert.Empty(await RowsAsync(way, "M20?year=2022"));
        Assert.Equal(1m, (await way.GetAsync("leader", "/api/metrics?year=2023")).EnumerateArray().Single(m => m.GetProperty("id").GetString() == "M20").GetProperty("value").GetDecimal());
        Assert.Equal("not-found", await CodeOf(await way.As("leader").GetAsync("/api/metrics/M99/rows?year=2023", Ct)));
        Assert.Equal("bad-year", await CodeOf(await way.As("leader").GetAsync("/api/metrics/M20/rows", Ct)));
        Assert.Equal("role-forbidden", await CodeOf(await way.As("editor").GetAsync("/api/metrics/M20/rows?year=2023", Ct)));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>With Xu and Zhou to score it.</summary>
    private static async Task<Journey> ScoringAsync()
    {
        var way = await Journey.BeginAsync();
        await way.JoinAsync("xu", [Role.Expert]);
        await way.JoinAsync("zhou", [Role.Expert]);
        await WholeWayTests.ApplyAsync(way, "scored");
        await WholeWayTests.ReviewAsync(way);
        await way.DoAsync("head", "assign-experts", new { experts = new[] { "xu", "zhou" } });
        return way;
    }

    private static async Task<IReadOnlyList<string?>> ScoresAsync(Journey way, string who) =>
        [.. (await way.GetAsync(who, $"/api/cases/{way.Case}")).GetProperty("state").GetProperty("scores").EnumerateArray().Select(s => s.GetProperty("expert").GetString())];

    /// <summary>The points for the idea in the history; that a score was given is no secret.</summary>
    private static async Task<IReadOnlyList<string>> PointsInHistoryAsync(Journey way, string who) =>
        [.. (await way.GetAsync(who, $"/api/cases/{way.Case}/events")).EnumerateArray().Select(e => e.GetProperty("event"))
            .Where(e => e.GetProperty("event").GetString() == "scored-v1" && e.GetProperty("scores").TryGetProperty("idea", out _)).Select(e => e.GetProperty("scores").GetProperty("idea").GetRawText())];

    private static async Task<IReadOnlyList<(string Case, decimal Value)>> RowsAsync(Journey way, string query)
    {
        var parts = query.Split('?');
        return [.. (await way.GetAsync("leader", $"/api/metrics/{parts[0]}/rows?{parts[1]}")).EnumerateArray().Select(r => (r.GetProperty("case").GetString()!, r.GetProperty("value").GetDecimal()))];
    }
}
