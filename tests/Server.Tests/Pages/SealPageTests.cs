using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.Nightly;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>What is done once a day, as people meet it: the seals over all histories, and the mail of each morning.</summary>
public sealed class SealPageTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Morning = new(2023, 3, 7, 7, 0, 0, TimeSpan.FromHours(8));

    private CaseVisit visit = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IServiceProvider Services => visit.Journey.Server.Services;

    public async ValueTask InitializeAsync()
    {
        visit = await CaseVisit.BeginAsync();
        await visit.Journey.JoinAsync("auditor", [Role.Auditor]);
    }

    public ValueTask DisposeAsync()
    {
        visit.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Seals_are_for_administrators_and_auditors()
    {
        using var nobody = new Visitor(visit.Journey.Server);
        Assert.Equal("/sign-in", (await nobody.GetAsync("/administration/seals")).Address.AbsolutePath);
        Assert.All(
            [await (await visit.AsAsync("officer")).GetAsync("/administration/seals"), await (await visit.AsAsync("editor")).GetAsync("/administration/seals")],
            page => Assert.Equal(HttpStatusCode.Forbidden, page.Status));
        Assert.Contains("尚无封存记录", (await (await visit.AsAsync("auditor")).GetAsync("/administration/seals")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seal_is_shown_with_the_file_that_it_is_the_hash_of()
    {
        var seals = Services.GetRequiredService<DailySeals>();
        await CaseVisit.UntilAsync(async () => (await (await visit.AsAsync("editor")).GetAsync("/cases")).Text.Contains("轻质合金", StringComparison.Ordinal));
        var first = await seals.SealAsync(new(2023, 3, 7), Morning, Ct);
        var second = await seals.SealAsync(new(2023, 3, 8), Morning.AddDays(1), Ct);
        visit.Journey.On("2023-03-09");
        var auditor = await visit.AsAsync("auditor");

        var page = await auditor.GetAsync("/administration/seals");
        Assert.Contains(first.Hash, page.Text, StringComparison.Ordinal);
        Assert.Contains(second.Hash, page.Text, StringComparison.Ordinal);
        var file = await auditor.Client.GetByteArrayAsync(new Uri("/administration/seals/2023-03-08/file", UriKind.Relative), Ct);
        Assert.Equal(second.Hash, Convert.ToHexStringLower(SHA256.HashData(file)));
        Assert.StartsWith($"2023-03-08 {first.Hash}\n{visit.Journey.Case} ", System.Text.Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        var table = await auditor.Client.GetStringAsync(new Uri("/administration/seals/export?format=csv", UriKind.Relative), Ct);
        Assert.Contains($"{second.Hash},{first.Hash},1,0", table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/administration/seals/2023-03-08/file")]
    [InlineData("/administration/seals/yesterday/file")]
    public async Task A_day_without_a_seal_has_no_file(string address) =>
        Assert.Equal(HttpStatusCode.NotFound, (await (await visit.AsAsync("auditor")).GetAsync(address)).Status);

    [Fact]
    public async Task The_mail_of_each_morning_is_switched_off_and_on_by_those_it_is_for()
    {
        var officer = await visit.AsAsync("officer");
        var page = await officer.SendAsync(await officer.GetAsync("/account"), "/account/digest");
        Assert.Contains("当前：不发送", page.Text, StringComparison.Ordinal);
        Assert.True((await StoredAsync("officer")).NoDigest);
        page = await officer.SendAsync(page, "/account/digest");
        Assert.Contains("当前：发送", page.Text, StringComparison.Ordinal);
        Assert.False((await StoredAsync("officer")).NoDigest);

        var editor = await visit.AsAsync("editor");
        page = await editor.GetAsync("/account");
        Assert.DoesNotContain("每日提醒", page.Text, StringComparison.Ordinal);
    }

    private async Task<Person> StoredAsync(string who) => (await Services.GetRequiredService<PeopleDirectory>().StoredAsync(new(who), Ct))!.Value.Person;
}
