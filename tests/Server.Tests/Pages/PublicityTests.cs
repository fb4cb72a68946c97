using System.Net;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>What everybody may see of a round, and for how long.</summary>
public sealed class PublicityTests
{
    private const string Round = "/publicity/local/2023";

    [Fact]
    public async Task Everybody_sees_what_is_published_without_signing_in()
    {
        using var way = await PublishedAsync();
        using var visitor = new Visitor(way.Server);
        var page = await ListedAsync(visitor, Round);
        Assert.All(["轻质合金", "江苏示例新材料有限公司", "公示测试计划", "2023-03-20", "2023-03-24 24:00", "匿名异议不予受理", "受理科室：规划科"], text => Assert.Contains(text, page.Text, StringComparison.Ordinal));
        Assert.Contains("轻质合金", (await visitor.GetAsync("/publicity")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_public_is_shown_no_person_and_no_way_into_the_case()
    {
        using var way = await PublishedAsync();
        using var visitor = new Visitor(way.Server);
        var page = await ListedAsync(visitor, Round);
        Assert.All(["officer", "editor", way.Case, Journey.Acme], secret => Assert.DoesNotContain(secret, page.Html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_over_is_shown_no_more_the_moment_it_ends()
    {
        using var way = await PublishedAsync();
        using var visitor = new Visitor(way.Server);
        await ListedAsync(visitor, Round);
        way.On("2023-03-24");
        Assert.Contains("轻质合金", (await visitor.GetAsync(Round)).Text, StringComparison.Ordinal);
        way.On("2023-03-25");
        Assert.Contains("当前没有公示中的项目", (await visitor.GetAsync(Round)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("轻质合金", (await visitor.GetAsync("/publicity?after=2")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_for_a_later_day_is_not_shown_before_it()
    {
        using var way = await PublishedAsync("2023-03-22");
        using var visitor = new Visitor(way.Server);
        way.On("2023-03-22");
        await ListedAsync(visitor, Round);
        way.On("2023-03-21");
        Assert.DoesNotContain("轻质合金", (await visitor.GetAsync(Round)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_can_be_taken_away_as_a_table()
    {
        using var way = await PublishedAsync();
        using var visitor = new Visitor(way.Server);
        await ListedAsync(visitor, Round);
        var csv = await visitor.Client.GetStringAsync(Round + "/export?format=csv", TestContext.Current.CancellationToken);
        Assert.Contains("江苏示例新材料有限公司,轻质合金,", csv, StringComparison.Ordinal);
        var xlsx = await visitor.Client.GetByteArrayAsync("/publicity/export?format=xlsx", TestContext.Current.CancellationToken);
        Assert.Equal("PK"u8.ToArray(), xlsx[..2]);
    }

    [Theory]
    [InlineData("/publicity/no-such/2023")]
    [InlineData("/publicity/no-such/2023/export")]
    public async Task A_programme_that_is_not_there_is_not_found(string path)
    {
        using var way = await Journey.BeginAsync();
        using var visitor = new Visitor(way.Server);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task<Journey> PublishedAsync(string on = "2023-03-20")
    {
        var way = await Journey.BeginAsync();
        await WholeWayTests.ApplyAsync(way, "local");
        await WholeWayTests.ReviewAsync(way);
        await way.DoAsync("leader", "recommend", new { rank = 1, minutes = await way.FileAsync("leader", "minutes") });
        await way.DoAsync("officer", "start-publicity", new { on, notice = await way.FileAsync("officer", "notice") });
        return way;
    }

    private static Task<Sheet> ListedAsync(Visitor visitor, string path) => Journey.SoonAsync(
        async () => await visitor.GetAsync(path) is var page && page.Text.Contains("轻质合金", StringComparison.Ordinal) ? page : null, "the published case");
}
