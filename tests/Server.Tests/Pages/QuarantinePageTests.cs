using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>A case whose row was damaged, as the enterprise, a program and the administrator meet it.</summary>
public sealed class QuarantinePageTests : IAsyncLifetime
{
    private CaseVisit visit = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IRows Rows => visit.Journey.Server.Services.GetRequiredService<IRows>();

    public async ValueTask InitializeAsync()
    {
        visit = await CaseVisit.BeginAsync();
        await visit.Journey.JoinAsync("keeper", [Role.Administrator]);
    }

    public ValueTask DisposeAsync()
    {
        visit.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_page_is_the_administrators_alone()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await (await visit.AsAsync("officer")).GetAsync("/administration/quarantine")).Status);
        using var nobody = new Visitor(visit.Journey.Server);
        Assert.Equal("/sign-in", (await nobody.GetAsync("/administration/quarantine")).Address.AbsolutePath);
        Assert.Contains("没有隔离的项目", (await (await visit.AsAsync("keeper")).GetAsync("/administration/quarantine")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_case_says_so_stands_on_the_administrators_page_and_leaves_it_when_restored()
    {
        var (id, editor, keeper) = (visit.Journey.Case, await visit.AsAsync("editor"), await visit.AsAsync("keeper"));
        var whole = (await Rows.FindAsync(id, ["s"], Ct))["s"].Body;
        await Rows.CommitAsync(id, [new Write.Put(new("s", "{}"u8.ToArray()))], "damage", Ct);

        var refused = await editor.GetAsync(visit.Case);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Contains("已隔离保护并提示系统管理员", refused.Text, StringComparison.Ordinal);
        var answer = await visit.Journey.As("editor").GetAsync($"/api/cases/{id}", Ct);
        Assert.Equal("case-quarantined", JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.OK, (await editor.GetAsync("/cases")).Status);

        var page = await keeper.GetAsync("/administration/quarantine");
        Assert.Contains(id, page.Text, StringComparison.Ordinal);
        page = await keeper.SendAsync(page, $"/administration/quarantine/{id}/check");
        Assert.Contains(id, page.Text, StringComparison.Ordinal);

        await Rows.CommitAsync(id, [new Write.Put(new("s", whole))], "restore", Ct);
        page = await keeper.SendAsync(page, $"/administration/quarantine/{id}/check");
        Assert.DoesNotContain(id, page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await editor.GetAsync(visit.Case)).Status);
    }

    [Fact]
    public async Task What_is_not_in_quarantine_cannot_be_checked()
    {
        var keeper = await visit.AsAsync("keeper");
        await Rows.CommitAsync("quarantine", [new Write.Put(new(visit.Journey.Case, JsonSerializer.SerializeToUtf8Bytes(new { @case = visit.Journey.Case, key = "s", reason = "?", since = DateTimeOffset.UnixEpoch })))], "apart", Ct);
        var page = await keeper.GetAsync("/administration/quarantine");
        await keeper.SendAsync(page, $"/administration/quarantine/{visit.Journey.Case}/check");
        Assert.Equal(HttpStatusCode.NotFound, (await keeper.SendAsync(page, $"/administration/quarantine/{visit.Journey.Case}/check")).Status);
    }
}
