using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>Programme versions, calendars and wordings, brought in by an administrator on pages.</summary>
public sealed class DefinitionPageTests : IAsyncLifetime
{
    private const string Programmes = "/administration/programmes";
    private const string Second = Programmes + "/fields/2023.2";
    private const string Calendar = "/administration/calendar";
    private const string Wording = "/administration/mail-templates/E04";

    private CaseVisit visit = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Newer => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TestProgrammes", "fields-2023.json")).Replace("\"2023.1\"", "\"2023.2\"", StringComparison.Ordinal);

    private ProgrammeShelf Shelf => visit.Journey.Server.Services.GetRequiredService<ProgrammeShelf>();

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

    [Theory]
    [InlineData(Programmes)]
    [InlineData(Programmes + "/fields/2023.1")]
    [InlineData(Calendar)]
    [InlineData(Wording)]
    public async Task Only_administrators_come_here(string address)
    {
        using var nobody = new Visitor(visit.Journey.Server);
        Assert.Equal("/sign-in", (await nobody.GetAsync(address)).Address.AbsolutePath);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await visit.AsAsync("head")).GetAsync(address)).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await visit.AsAsync("keeper")).GetAsync(address)).Status);
    }

    [Fact]
    public async Task A_wrong_file_is_refused_with_every_problem_at_its_place_and_nothing_is_stored()
    {
        var page = await BringAsync(Programmes, Newer.Replace("\"version\": \"2023.2\"", "\"version\": \"2023.2\", \"colour\": 1", StringComparison.Ordinal).Replace("\"kind\": \"", "\"kind\": \"x", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("<code>kind</code>", page.Html, StringComparison.Ordinal);
        Assert.Contains("<code>colour</code>", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(Second, page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_file_is_said_at_the_choice()
    {
        var page = await BringAsync(Programmes, "");
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("id=\"file-wrong\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shipped_version_is_not_replaced()
    {
        var page = await BringAsync(Programmes, Newer.Replace("2023.2", "2023.1", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("<code>version</code>", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_is_tried_out_without_a_trace_before_anybody_else_sees_it()
    {
        Assert.Contains("试用，未开放", (await BringAsync(Programmes, Newer)).Text, StringComparison.Ordinal);
        var (keeper, editor) = (await visit.AsAsync("keeper"), await visit.AsAsync("editor"));
        Assert.Equal(HttpStatusCode.NotFound, (await editor.GetAsync("/programmes/fields/2023.2")).Status);

        var form = await keeper.GetAsync(Second);
        Assert.Contains("测试模式", form.Text, StringComparison.Ordinal);
        var page = await keeper.SendAsync(form, Second, ("project.title", "试填"), ("project.staff", "很多"));
        Assert.Contains("id=\"project.staff-wrong\"", page.Html, StringComparison.Ordinal);
        Assert.Contains(new("project.title", "试填"), page.Form(Second));
        Assert.DoesNotContain("试填", (await editor.GetAsync("/cases")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_opened_version_takes_new_cases_and_the_others_keep_theirs()
    {
        await BringAsync(Programmes, Newer);
        var (keeper, editor) = (await visit.AsAsync("keeper"), await visit.AsAsync("editor"));
        var list = await keeper.SendAsync(await keeper.GetAsync(Second), Second + "/open");
        Assert.Equal(Programmes, list.Address.AbsolutePath);
        Assert.Contains("keeper 于", list.Text, StringComparison.Ordinal);

        var calls = await editor.GetAsync("/programmes");
        Assert.Contains("/programmes/fields/2023.2", calls.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/programmes/fields/2023.1", calls.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await editor.GetAsync(visit.Case)).Status);
        Assert.DoesNotContain("name=\"title\"", (await editor.GetAsync("/programmes/fields/2023.1")).Html, StringComparison.Ordinal);

        var started = await editor.SendAsync(await editor.GetAsync("/programmes/fields/2023.2"), "/programmes/fields/2023.2", ("title", "新项目"));
        Assert.StartsWith("/cases/", started.Address.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_had_the_old_version_before_them_is_told_of_the_new_one()
    {
        var editor = await visit.AsAsync("editor");
        var old = await editor.GetAsync("/programmes/fields/2023.1");
        await OpenAsync();
        var refused = await editor.SendAsync(old, "/programmes/fields/2023.1", ("title", "迟到"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("已有新版本", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_opens_a_version_on_what_is_open_no_more()
    {
        var keeper = await visit.AsAsync("keeper");
        var third = Programmes + "/fields/2023.3";
        await BringAsync(Programmes, Newer.Replace("2023.2", "2023.3", StringComparison.Ordinal));
        var seen = await keeper.GetAsync(third);
        await OpenAsync();

        var page = await keeper.SendAsync(seen, third + "/open");
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains("已变为 2023.2", page.Text, StringComparison.Ordinal);
        Assert.False(Shelf.IsCurrent(new ProgrammeRef("fields", "2023.3")));
    }

    [Fact]
    public async Task Another_start_finds_what_was_opened()
    {
        await OpenAsync();
        var services = visit.Journey.Server.Services;
        var shelf = new ProgrammeShelf(Shelf.All.Where(p => p.Ref.Version == "2023.1"), Shelf.ShippedCalendar);
        using var other = new StoredDefinitions(services.GetRequiredService<Casework.Ports.IRows>(), services.GetRequiredService<Casework.Ports.IDocuments>(), shelf, TimeProvider.System);
        await other.RefreshAsync(Ct);
        Assert.True(shelf.IsCurrent(new("fields", "2023.2")));
        Assert.False(shelf.IsCurrent(new("fields", "2023.1")));
        Assert.NotNull(shelf.Find(new("fields", "2023.1")));
    }

    [Fact]
    public async Task A_newer_calendar_is_in_force_at_once_and_an_older_one_is_refused()
    {
        var shipped = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Calendars", "CN-2026.1.json"));
        Assert.Contains("<code>calendarVersion</code>", (await BringAsync(Calendar, shipped)).Html, StringComparison.Ordinal);

        var newer = shipped.Replace("CN-2026.1", "CN-2026.10", StringComparison.Ordinal);
        const string forgetful = """{"calendarVersion": "CN-2026.10", "timeZone": "Asia/Shanghai", "off": [["2026-01-01", "2026-01-03"]], "work": []}""";
        Assert.Contains("<code>off</code>", (await BringAsync(Calendar, forgetful)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await BringAsync(Calendar, newer)).Status);
        Assert.Equal("CN-2026.10", Shelf.Calendar.Version);
        Assert.Contains("<code>calendarVersion</code>", (await BringAsync(Calendar, shipped.Replace("CN-2026.1", "CN-2026.9", StringComparison.Ordinal))).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_is_worded_anew_previewed_and_put_back()
    {
        var keeper = await visit.AsAsync("keeper");
        var page = await keeper.GetAsync(Wording);
        Assert.Contains("【退回修改】《轻质合金》", page.Text, StringComparison.Ordinal);
        var looked = await keeper.SendAsync(page, Wording, ("subjectZh", "请修改：{title}"), ("do", "preview"));
        Assert.Contains("请修改：轻质合金", looked.Text, StringComparison.Ordinal);
        Assert.Null(Shelf.WordingOf("E04"));

        var saved = await keeper.SendAsync(looked, Wording);
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Equal("请修改：{title}", Shelf.WordingOf("E04")?.SubjectZh);

        await keeper.SendAsync(saved, Wording + "/reset");
        Assert.Null(Shelf.WordingOf("E04"));
    }

    [Fact]
    public async Task A_placeholder_too_many_or_too_few_is_said_at_its_place()
    {
        var keeper = await visit.AsAsync("keeper");
        var page = await keeper.SendAsync(await keeper.GetAsync(Wording), Wording, ("subjectZh", "{amount}"), ("bodyEn", "Come back."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("id=\"subjectZh-wrong\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("{amount}", page.Text, StringComparison.Ordinal);
        Assert.Contains("id=\"bodyEn-wrong\"", page.Html, StringComparison.Ordinal);
        Assert.Contains(new("bodyEn", "Come back."), page.Form(Wording));
        Assert.Null(Shelf.WordingOf("E04"));
    }

    [Fact]
    public async Task Of_two_who_word_the_same_mail_the_second_sees_what_the_first_stored()
    {
        var keeper = await visit.AsAsync("keeper");
        var (first, second) = (await keeper.GetAsync(Wording), await keeper.GetAsync(Wording));
        await keeper.SendAsync(first, Wording, ("subjectZh", "甲 {title} {due}"));
        var refused = await keeper.SendAsync(second, Wording, ("subjectZh", "乙 {title} {due}"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("现存内容：甲", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await keeper.SendAsync(refused, Wording)).Status);
        Assert.Equal("乙 {title} {due}", Shelf.WordingOf("E04")?.SubjectZh);
    }

    [Theory]
    [InlineData(Programmes + "/export", "fields")]
    [InlineData(Calendar + "/export", "2023-01-28")]
    [InlineData("/administration/mail-templates/export", "E04")]
    public async Task Each_list_is_taken_away_as_a_table(string address, string holds) =>
        Assert.Contains(holds, await (await visit.AsAsync("keeper")).Client.GetStringAsync(address + "?format=csv", Ct), StringComparison.Ordinal);

    private async Task OpenAsync()
    {
        await BringAsync(Programmes, Newer);
        var keeper = await visit.AsAsync("keeper");
        Assert.Equal(HttpStatusCode.OK, (await keeper.SendAsync(await keeper.GetAsync(Second), Second + "/open")).Status);
    }

    private async Task<Sheet> BringAsync(string address, string json)
    {
        var keeper = await visit.AsAsync("keeper");
        using var body = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(json)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } }, "file", "file.json" } };
        foreach (var (name, value) in (await keeper.GetAsync(address)).Form(address).Select(f => (f.Key, f.Value)))
        {
            body.Add(new StringContent(value), name);
        }

        var answer = await keeper.Client.PostAsync(address, body, Ct);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct), answer.RequestMessage!.RequestUri!);
    }
}
