using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Mails;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>Mail, failed effects and histories, as an administrator looks after them on pages.</summary>
public sealed class OperationsPageTests : IAsyncLifetime
{
    private static readonly OrgId Unregistered = new("91320381DEMA00021B");

    private CaseVisit visit = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Journey Way => visit.Journey;

    public async ValueTask InitializeAsync()
    {
        visit = await CaseVisit.BeginAsync();
        await Way.JoinAsync("keeper", [Role.Administrator]);
        await Way.JoinAsync("auditor", [Role.Auditor]);
    }

    public ValueTask DisposeAsync()
    {
        visit.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("/administration/mail")]
    [InlineData("/administration/effects")]
    [InlineData("/administration/cases")]
    public async Task Officers_and_applicants_are_turned_away(string address)
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await (await visit.AsAsync("officer")).GetAsync(address)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await visit.AsAsync("editor")).GetAsync(address)).Status);
        using var nobody = new Visitor(Way.Server);
        Assert.Equal("/sign-in", (await nobody.GetAsync(address)).Address.AbsolutePath);
    }

    [Fact]
    public async Task A_mail_is_read_and_marked_once_the_person_was_told_otherwise()
    {
        var keeper = await visit.AsAsync("keeper");
        var mail = await KeepMailAsync(MailStatus.Failed);
        var address = "/administration/mail/2023-03/" + Uri.EscapeDataString(MailBox.CursorOf(mail));

        var list = await keeper.GetAsync("/administration/mail");
        Assert.Contains("【测试】", list.Text, StringComparison.Ordinal);
        Assert.Contains("发送失败", list.Text, StringComparison.Ordinal);
        var page = await keeper.GetAsync(address);
        Assert.Contains("editor@example.cn", page.Text, StringComparison.Ordinal);
        Assert.Contains(address + "/send", page.Html, StringComparison.Ordinal);

        Assert.Contains("已另行通知", (await keeper.SendAsync(page, address + "/mark")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await keeper.SendAsync(page, address + "/mark")).Status);
        Assert.Equal("keeper", (await Way.Server.Services.GetRequiredService<MailBox>().OfCaseAsync(CaseId.Parse(Way.Case), Ct)).Single(m => m.Id == mail.Id).Told?.By.Value);
    }

    [Fact]
    public async Task A_mail_that_failed_is_sent_once_more_to_the_address_of_now_and_only_once()
    {
        var (box, directory) = (Way.Server.Services.GetRequiredService<MailBox>(), Way.Server.Services.GetRequiredService<PeopleDirectory>());
        var failed = await KeepMailAsync(MailStatus.Failed);
        await directory.SaveAsync((await directory.PersonAsync(new("editor"), Ct))! with { Email = "new@example.cn" }, Ct);
        var keeper = await visit.AsAsync("keeper");
        var address = "/administration/mail/2023-03/" + Uri.EscapeDataString(MailBox.CursorOf(failed));
        var page = await keeper.GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, (await keeper.SendAsync(page, address + "/send")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await keeper.SendAsync(page, address + "/send")).Status);
        await CaseVisit.UntilAsync(async () => (await box.OfCaseAsync(failed.Case, Ct)).Single(m => m.Id == failed.Id) is { Status: MailStatus.Kept, Tries: 2, Address: "new@example.cn" });
    }

    [Fact]
    public async Task An_address_nothing_is_sent_to_any_more_is_shown_with_its_cause_and_freed_once()
    {
        var events = Way.Server.Services.GetRequiredService<MailEvents>();
        await events.TakeInAsync(new("event-1", MailEventKind.Returned, "no mail of ours", "gone@example.cn", "550 unknown user", Way.Time.Now, SuppressionCause.Returned), Ct);
        var keeper = await visit.AsAsync("keeper");
        var page = await keeper.GetAsync("/administration/mail/suppressed");
        Assert.Contains("gone@example.cn", page.Text, StringComparison.Ordinal);
        Assert.Contains("被退回", page.Text, StringComparison.Ordinal);

        Assert.Contains("已于", (await keeper.SendAsync(page, "/administration/mail/suppressed/lift")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await keeper.SendAsync(page, "/administration/mail/suppressed/lift")).Status);
    }

    [Theory]
    [InlineData("/administration/mail?month=2023-13", HttpStatusCode.BadRequest)]
    [InlineData("/administration/mail/2023-03/20230306100000000:nothing", HttpStatusCode.NotFound)]
    [InlineData("/administration/cases/nothing/events", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_is_not_found(string address, HttpStatusCode expected) =>
        Assert.Equal(expected, (await (await visit.AsAsync("keeper")).GetAsync(address)).Status);

    [Fact]
    public async Task A_failed_effect_is_shown_with_its_reason_and_retried()
    {
        var keeper = await visit.AsAsync("keeper");
        await CommitFailingEffectAsync();
        await CaseVisit.UntilAsync(async () => (await keeper.GetAsync("/administration/effects")).Text.Contains("not registered", StringComparison.Ordinal));
        var page = await keeper.GetAsync("/administration/effects");
        var retry = $"/administration/effects/{Way.Case}/{CaseKeys.Effect(1, 50)}/retry";

        var directory = Way.Server.Services.GetRequiredService<PeopleDirectory>();
        await directory.SaveAsync(new Organisation(Unregistered, "示例大学", "university", null), Ct);
        Assert.Contains("没有未完成的后续处理", (await keeper.SendAsync(page, retry)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await keeper.SendAsync(page, retry)).Status);
        await CaseVisit.UntilAsync(async () => (await directory.OrgAsync(Unregistered, Ct))!.Flags.Contains("industrial"));
    }

    [Fact]
    public async Task A_history_is_whole_and_its_content_is_for_auditors_only()
    {
        var address = $"/administration/cases/{Way.Case}/events";
        var keeper = await (await visit.AsAsync("keeper")).GetAsync($"/administration/cases?id={Way.Case}");
        Assert.Equal(address, keeper.Address.AbsolutePath);
        Assert.Contains("校验链完整", keeper.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("轻质合金", keeper.Text, StringComparison.Ordinal);

        Assert.Contains("轻质合金", (await (await visit.AsAsync("auditor")).GetAsync(address)).Text, StringComparison.Ordinal);
        Assert.Contains("drafted", await (await visit.AsAsync("auditor")).Client.GetStringAsync(address + "/export?format=csv", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_changed_behind_the_back_of_all_is_seen()
    {
        var rows = Way.Server.Services.GetRequiredService<IRows>();
        await visit.FillAsync();
        var row = (await rows.FindAsync(Way.Case, [CaseKeys.Event(1)], Ct))[CaseKeys.Event(1)];
        var first = CaseJson.Read<StoredEvent>(row.Body);
        await rows.CommitAsync(Way.Case, [new Write.Put(new(CaseKeys.Event(1), CaseJson.Write(first with { Operation = "other" })))], "tampered", Ct);

        var page = await (await visit.AsAsync("keeper")).GetAsync($"/administration/cases/{Way.Case}/events");
        Assert.Contains("校验链不完整", page.Text, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(page.Html, "不衔接</span>"));
    }

    private async Task<KeptMail> KeepMailAsync(MailStatus status)
    {
        var rows = Way.Server.Services.GetRequiredService<IRows>();
        var mail = new KeptMail($"{Way.Case}:{CaseKeys.Effect(1, 0)}:0123456789abcdef", CaseId.Parse(Way.Case), "E04", new("editor"), "editor@example.cn", "【测试】", "正文", Way.Time.Now, status, "smtp", 1, "550");
        await rows.CommitAsync(Way.Case, [new Write.Put(new(CaseKeys.Mail(CaseKeys.Effect(1, 0), mail.To), CaseJson.Write(mail)))], "mail-of-case", Ct);
        await rows.CommitAsync("mail:202303", [new Write.Put(new(MailBox.CursorOf(mail), CaseJson.Write(mail)))], "mail", Ct);
        return mail;
    }

    /// <summary>The fifth try is the last.</summary>
    private async Task CommitFailingEffectAsync()
    {
        var broken = new OutboxRow(new PendingEffect.Do(new Effect.FlagOrg(Unregistered, "industrial", On: true)), Way.Time.Now, Tries: 4);
        var row = new Row(CaseKeys.Effect(1, 50), CaseJson.Write(broken), Way.Time.Now);
        await Way.Server.Services.GetRequiredService<IRows>().CommitAsync(Way.Case, [new Write.Put(row)], "broken", Ct);
        Way.Server.Services.GetRequiredService<Doorbell>().Ring(CaseId.Parse(Way.Case), "broken");
    }
}
