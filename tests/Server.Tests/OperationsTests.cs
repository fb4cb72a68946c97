using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using static ProjectFlow.Server.Tests.OneServer;

namespace ProjectFlow.Server.Tests;

/// <summary>What an administrator looks after.</summary>
public sealed class OperationsTests : IAsyncLifetime
{
    private static readonly OrgId Unregistered = new("91320381DEMA00021B");

    private Journey way = null!;

    public async ValueTask InitializeAsync()
    {
        way = await Journey.BeginAsync();
        await way.JoinAsync("keeper", [Role.Administrator]);
        await way.DraftAsync();
    }

    public ValueTask DisposeAsync()
    {
        way.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_effect_that_failed_five_times_is_listed_and_retried_once_its_cause_is_gone()
    {
        await CommitFailingEffectAsync();
        var letter = await Journey.SoonAsync(async () => await LettersAsync() is [var first] ? first.GetRawText() : null, "a dead letter");
        Assert.Contains("not registered", letter, StringComparison.Ordinal);
        var path = $"/api/effects/dead/{way.Case}/{JsonDocument.Parse(letter).RootElement.GetProperty("key").GetString()}/retry";

        var directory = way.Server.Services.GetRequiredService<PeopleDirectory>();
        await directory.SaveAsync(new Organisation(Unregistered, "示例大学", "university", null), Ct);
        Assert.Equal(HttpStatusCode.NoContent, (await way.As("keeper").PostAsync(path, null, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await way.As("keeper").PostAsync(path, null, Ct)).StatusCode);

        await Journey.SoonAsync(async () => (await directory.OrgAsync(Unregistered, Ct))!.Flags.FirstOrDefault(f => f == "industrial"), "the flag");
        Assert.Empty(await LettersAsync());
    }

    [Fact]
    public async Task Mail_is_read_month_by_month_and_page_by_page()
    {
        await WholeWayTests.ApplyAsync(way);
        await Journey.SoonAsync(async () => (await PageAsync("month=2023-03")).Mails.Count >= 3 ? "three" : null, "three mails");

        var all = (await PageAsync("month=2023-03")).Mails;
        var first = await PageAsync("month=2023-03&max=1");
        var second = await PageAsync("month=2023-03&max=1&after=" + Uri.EscapeDataString(first.Next!));

        Assert.Equal(all.Take(2).Select(IdOf), first.Mails.Concat(second.Mails).Select(IdOf));
        Assert.Null((await PageAsync("month=2023-03&max=100")).Next);
        Assert.Empty((await PageAsync("month=2023-02")).Mails);
    }

    [Theory]
    [InlineData("", "bad-month")]
    [InlineData("?month=2023-13", "bad-month")]
    [InlineData("?month=2023-03&max=101", "bad-page")]
    public async Task A_month_that_is_none_is_refused(string query, string code) =>
        Assert.Equal(code, await CodeOf(await way.As("keeper").GetAsync("/api/mail" + query, Ct)));

    [Theory]
    [InlineData("/api/mail?month=2023-03")]
    [InlineData("/api/effects/dead")]
    public async Task Others_see_neither(string path)
    {
        Assert.Equal("role-forbidden", await CodeOf(await way.As("leader").GetAsync(path, Ct)));
        Assert.Equal("role-forbidden", await CodeOf(await way.As("editor").GetAsync(path, Ct)));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The fifth try is the last.</summary>
    private async Task CommitFailingEffectAsync()
    {
        var broken = new OutboxRow(new PendingEffect.Do(new Effect.FlagOrg(Unregistered, "industrial", On: true)), way.Time.Now, Tries: 4);
        var row = new Row(CaseKeys.Effect(1, 50), CaseJson.Write(broken), way.Time.Now);
        await way.Server.Services.GetRequiredService<IRows>().CommitAsync(way.Case, [new Write.Put(row)], "broken", Ct);
        way.Server.Services.GetRequiredService<Doorbell>().Ring(CaseId.Parse(way.Case), "test");
    }

    private async Task<IReadOnlyList<JsonElement>> LettersAsync() => [.. (await way.GetAsync("keeper", "/api/effects/dead")).EnumerateArray()];

    private async Task<(IReadOnlyList<JsonElement> Mails, string? Next)> PageAsync(string query)
    {
        var page = await way.GetAsync("keeper", "/api/mail?" + query);
        return ([.. page.GetProperty("mails").EnumerateArray()], page.GetProperty("next").GetString());
    }

    private static string? IdOf(JsonElement mail) => mail.GetProperty("id").GetString();
}
