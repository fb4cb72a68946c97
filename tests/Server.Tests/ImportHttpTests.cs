using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.Importing;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Sheets;
using ProjectFlow.Core.Common;
using static ProjectFlow.Server.Tests.OneServer;

namespace ProjectFlow.Server.Tests;

/// <summary>Tables into registers and out of them over HTTP, per role.</summary>
public sealed class ImportHttpTests : IDisposable
{
    private const string Acme = "91320381DEMA00013G";
    private const string Other = "91320381DEMA00022B";
    private const string Figures = "/api/registers/monthly-figures";
    private const string Header = "统一社会信用代码,月份,统计类别,当月规模以上,当月营业收入（万元）,当月研发费用（元）\n";
    private const string Two = $"{Header}{Acme},2023-01,工业,是,1,2\n{Other},2023-01,工业,是,1,2\n";

    private readonly OneServer server = new() { CaseTime = new MovableTime(new(2023, 3, 6, 10, 0, 0, TimeSpan.FromHours(8))) };

    [Fact]
    public async Task A_dry_run_writes_nothing_and_the_same_file_is_then_run_without_uploading_it_again()
    {
        var officer = await OfficerAsync();
        var dry = await PostAsync(officer, "?dryRun=true&name=2023-01.csv", Two);
        Assert.Equal(("done", 2, 0), (Text(dry, "phase"), Number(dry, "new"), Number(dry, "bad")));
        Assert.Empty((await officer.GetFromJsonAsync<ListPage>(Figures + "/records", Ct))!.Lines);

        var run = await JsonAsync(await officer.PostAsync($"{Figures}/imports/{Text(dry, "id")}/run?wait=20", null, Ct));
        Assert.Equal(("done", "allOrNothing", 2), (Text(run, "phase"), Text(run, "mode"), Number(run, "new")));
        Assert.Equal(Text(run, "id"), Text((await officer.GetFromJsonAsync<JsonElement>($"{Figures}/imports/{Text(run, "id")}", Ct)), "id"));
        await UntilAsync(async () => (await officer.GetFromJsonAsync<ListPage>(Figures + "/records", Ct))!.Lines.Count == 2);

        var again = await PostAsync(officer, "?name=2023-01.csv", Two);
        Assert.Equal((0, 0, 2), (Number(again, "new"), Number(again, "changed"), Number(again, "same")));
    }

    [Fact]
    public async Task Bad_rows_are_handed_out_as_csv()
    {
        var officer = await OfficerAsync();
        var job = await PostAsync(officer, "?mode=good", $"{Header}{Acme},2023-01,工业,是,1,二\n{Acme},2023-02,工业,是,1,2\n");
        Assert.Equal(("done", 1, 1), (Text(job, "phase"), Number(job, "new"), Number(job, "bad")));
        var csv = await officer.GetAsync($"{Figures}/imports/{Text(job, "id")}/bad-rows", Ct);
        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        var lines = (await csv.Content.ReadAsStringAsync(Ct)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("CSV,2,F,当月研发费用（元）,not-a-number,“二”不是数字,'二' is not a number.", lines[1].Replace("\"", "", StringComparison.Ordinal).Replace("''", "'", StringComparison.Ordinal));
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public async Task An_applicant_imports_their_own_rows_and_sees_only_their_own_imports()
    {
        var (applicant, officer) = (await ApplicantAsync(), await OfficerAsync());
        var job = await PostAsync(applicant, "?mode=good", Two);
        Assert.Equal((1, 1), (Number(job, "new"), Number(job, "bad")));
        foreach (var path in new[] { "", "/bad-rows", "/columns" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"{Figures}/imports/{Text(job, "id")}{path}", Ct)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await officer.PostAsync($"{Figures}/imports/{Text(job, "id")}/run", null, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await applicant.GetAsync($"/api/registers/needs/imports/{Text(job, "id")}", Ct)).StatusCode);
    }

    [Fact]
    public async Task Who_may_not_write_may_not_import()
    {
        var auditor = await JoinAsync(new Person(new("auditor"), "审", "auditor@example.cn", "zh", [Role.Auditor]));
        var root = await JoinAsync(new Person(new("root"), "管", "root@example.cn", "zh", [Role.Administrator]));
        var stranger = await JoinAsync(new Person(new("zhao"), "赵", "zhao@example.cn", "zh", [Role.Officer]) { Sections = ["plan"] });
        var town = await JoinAsync(new Person(new("town"), "镇", "town@example.cn", "zh", [Role.TownAssistant]) { Areas = ["草桥镇"] });
        Assert.Equal("role-forbidden", await CodeOf(await SendAsync(auditor, Figures, "", Two)));
        Assert.Equal("role-forbidden", await CodeOf(await SendAsync(stranger, Figures, "", Two)));
        Assert.Equal("not-found", await CodeOf(await SendAsync(root, Figures, "", Two)));
        Assert.Equal("not-found", await CodeOf(await SendAsync(town, Figures, "", Two)));
        Assert.Equal("role-forbidden", await CodeOf(await auditor.GetAsync(Figures + "/template", Ct)));

        const string enterprises = "统一社会信用代码,企业名称,所属镇街,规模以上,工业企业,科技服务业企业\n" + Acme + ",甲,草桥镇,是,是,否\n" + Other + ",乙,新店镇,是,是,否\n";
        var job = await JsonAsync(await SendAsync(town, "/api/registers/enterprises", "?mode=good&wait=20", enterprises));
        Assert.Equal((1, 1), (Number(job, "new"), Number(job, "bad")));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_rightly_is_refused_at_once()
    {
        var officer = await OfficerAsync();
        Assert.Equal("sheet-no-header", await CodeOf(await SendAsync(officer, Figures, "", "")));
        Assert.Equal("sheet-type", await CodeOf(await SendAsync(officer, Figures, "", "%PDF-1.7")));
        Assert.Equal("sheet-double-header", await CodeOf(await SendAsync(officer, Figures, "", "月份,月份\n1,2\n")));
        Assert.Equal("bad-mode", await CodeOf(await SendAsync(officer, Figures, "?mode=some", Two)));
        Assert.Equal("bad-wait", await CodeOf(await SendAsync(officer, Figures, "?wait=26", Two)));
        Assert.Equal("sheet-too-large", await CodeOf(await officer.PostAsync(Figures + "/imports", new ByteArrayContent(new byte[(int)Imports.MaxBytes + 1]), Ct)));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(server.Data, "documents"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_mapping_is_chosen_and_used()
    {
        var officer = await OfficerAsync();
        var strange = $"代码,何月,统计类别,当月规模以上,进账（万元）,花费\n{Acme},2023-01,工业,是,1,2\n";
        var job = await PostAsync(officer, "", strange);
        Assert.Equal(("refused", "import-missing-columns"), (Text(job, "phase"), Text(job.GetProperty("why"), "code")));
        var sheet = (await officer.GetFromJsonAsync<JsonElement>($"{Figures}/imports/{Text(job, "id")}/columns", Ct))[0];
        var mapping = $"{Figures}/mappings/{Text(sheet, "headerSet")}";
        Assert.Equal("import-unknown-field", await CodeOf(await officer.PutAsJsonAsync(mapping, new { columns = new Dictionary<string, string> { ["代码"] = "figures.no" } }, Ct)));
        var columns = new Dictionary<string, string> { ["代码"] = "figures.uscc", ["何月"] = "figures.month", ["进账（万元）"] = "figures.revenue", ["花费"] = "figures.rd" };
        Assert.Equal(HttpStatusCode.NoContent, (await officer.PutAsJsonAsync(mapping, new { columns }, Ct)).StatusCode);
        Assert.Equal("figures.rd", Text((await officer.GetFromJsonAsync<JsonElement>(mapping, Ct)).GetProperty("columns"), "花费"));
        Assert.Equal(HttpStatusCode.NotFound, (await officer.PutAsJsonAsync($"{Figures}/mappings/x", new { columns }, Ct)).StatusCode);
        Assert.Equal(1, Number(await PostAsync(officer, "", strange), "new"));
    }

    [Fact]
    public async Task An_export_holds_what_the_person_may_see_and_a_template_what_to_fill_in()
    {
        var (officer, applicant) = (await OfficerAsync(), await ApplicantAsync());
        await PostAsync(officer, "", Two);
        await UntilAsync(async () => (await officer.GetFromJsonAsync<ListPage>(Figures + "/records", Ct))!.Lines.Count == 2);
        await UntilAsync(async () => (await applicant.GetFromJsonAsync<ListPage>(Figures + "/records", Ct))!.Lines.Count == 1);
        var all = await officer.GetByteArrayAsync(Figures + "/export", Ct);
        Assert.Equal([0xEF, 0xBB, 0xBF], all[..3]);
        Assert.Equal(["统一社会信用代码,月份,统计类别,当月规模以上,当月营业收入（元）,当月研发费用（元）,状态", $"{Acme},2023-01,工业,是,10000,2,有效", $"{Other},2023-01,工业,是,10000,2,有效"],
            Encoding.UTF8.GetString(all[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        using var own = await SheetReader.OpenAsync(new MemoryStream(await applicant.GetByteArrayAsync(Figures + "/export?format=xlsx", Ct)), Ct);
        Assert.Equal(Acme, Assert.Single(own.Rows()).Cells[0].Text);
        using var template = await SheetReader.OpenAsync(new MemoryStream(await officer.GetByteArrayAsync(Figures + "/template", Ct)), Ct);
        Assert.Equal(6, template.Sheets[0].Columns.Count);
        Assert.Equal("bad-format", await CodeOf(await officer.GetAsync(Figures + "/export?format=pdf", Ct)));
        Assert.Equal("not-found", await CodeOf(await applicant.GetAsync("/api/registers/staff/export", Ct)));
    }

    public void Dispose() => server.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    private static int Number(JsonElement of, string name) => of.GetProperty(name).GetInt32();

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string register, string query, string text) =>
        client.PostAsync($"{register}/imports{query}", new ByteArrayContent(Encoding.UTF8.GetBytes(text)), Ct);

    private static async Task<JsonElement> PostAsync(HttpClient client, string query, string text) =>
        await JsonAsync(await SendAsync(client, Figures, query + (query.Length == 0 ? "?" : "&") + "wait=20", text));

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 150 && !await holds(); i++)
        {
            await Task.Delay(100, Ct);
        }

        Assert.True(await holds());
    }

    private Task<HttpClient> OfficerAsync() => JoinAsync(new Person(new("li"), "李", "li@example.cn", "zh", [Role.Officer]) { Sections = ["hightech", "projects"] });

    private Task<HttpClient> ApplicantAsync() => JoinAsync(new Person(new("wang"), "王", "wang@example.cn", "zh", [Role.ApplicantEditor]) { Org = new OrgId(Acme) });

    private async Task<HttpClient> JoinAsync(Person person) => await server.Services.GetRequiredService<PeopleDirectory>().PersonAsync(person.Id, Ct) is null
        ? await server.JoinAsync(person) : await server.SignInAsync(person.Id.Value);
}
