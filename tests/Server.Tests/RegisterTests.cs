using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;
using static ProjectFlow.Server.Tests.OneServer;

namespace ProjectFlow.Server.Tests;

/// <summary>Registers over HTTP: who reads and writes what, and what is told about bad input.</summary>
public sealed class RegisterTests : IDisposable
{
    private const string Acme = "91320381DEMA00013G";
    private const string Figures = "/api/registers/monthly-figures/records";

    private readonly string folder = Directory.CreateTempSubdirectory("projectflow-registers-").FullName;
    private readonly OneServer server = new() { CaseTime = new MovableTime(new(2023, 3, 6, 10, 0, 0, TimeSpan.FromHours(8))) };

    [Fact]
    public async Task The_bureau_sees_all_registers_and_an_applicant_those_that_concern_applicants()
    {
        var bureau = await IdsAsync(await OfficerAsync());
        var applicant = await IdsAsync(await ApplicantAsync());
        Assert.Equal(22, bureau.Count);
        Assert.Contains("needs", applicant);
        Assert.Contains("pools", applicant);
        Assert.DoesNotContain("staff", applicant);
    }

    [Fact]
    public async Task A_register_tells_its_fields_states_and_moves()
    {
        var needs = await (await ApplicantAsync()).GetFromJsonAsync<JsonElement>("/api/registers/needs", Ct);
        Assert.Equal("企业技术需求库", needs.GetProperty("nameZh").GetString());
        Assert.Equal(7, needs.GetProperty("states").GetArrayLength());
        Assert.Equal("publish", needs.GetProperty("moves")[2].GetProperty("id").GetString());
        Assert.Equal("moneyWanyuan", needs.GetProperty("form").GetProperty("sections")[2].GetProperty("fields")[0].GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_record_is_put_read_changed_and_removed_like_a_case()
    {
        var officer = await OfficerAsync();
        var made = await PutAsync(officer, Figure("12.34"), "put-figure-1");
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var id = made.Headers.Location!.ToString();
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(officer, Figure("12.35"), "put-figure-2")).StatusCode);

        var view = await officer.GetFromJsonAsync<JsonElement>(id, Ct);
        Assert.Equal((2, "active"), (view.GetProperty("version").GetInt32(), view.GetProperty("state").GetProperty("recordState").GetString()));
        Assert.Equal(12.35m, (await officer.GetFromJsonAsync<JsonElement>(id + "/form", Ct)).GetProperty("figures").GetProperty("rd").GetDecimal());

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(officer, id + "/commands", """{"command":"remove-record","reason":"误报"}""", "remove-figure-1")).StatusCode);
        var history = await officer.GetFromJsonAsync<JsonElement>(id + "/events", Ct);
        Assert.Equal(["record-entered-v1", "record-changed-v1", "record-removed-v1"], history.EnumerateArray().Select(h => h.GetProperty("event").GetProperty("event").GetString()));
    }

    [Fact]
    public async Task Another_organisations_record_is_not_there()
    {
        var id = (await PutAsync(await OfficerAsync(), Figure("1"), "put-figure-1")).Headers.Location!.ToString();
        var rival = await ApplicantAsync("rival", "91320381DEMA00022B");
        foreach (var path in new[] { id, id + "/form", id + "/events" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await rival.GetAsync(path, Ct)).StatusCode);
        }

        Assert.Equal("not-found", await CodeOf(await PutAsync(rival, Figure("2"), "put-figure-2")));
        Assert.Equal("not-found", await CodeOf(await SendAsync(rival, id + "/commands", """{"command":"remove-record","reason":"x"}""", "remove-figure-1")));
        Assert.Equal("not-found", await CodeOf(await rival.GetAsync("/api/registers/staff/records", Ct)));
        Assert.Equal("not-found", await CodeOf(await rival.GetAsync("/api/registers/nothing", Ct)));
    }

    [Fact]
    public async Task Reading_all_is_not_writing()
    {
        var auditor = await JoinAsync(new Person(new("auditor"), "审", "auditor@example.cn", "zh", [Role.Auditor]));
        Assert.Equal("role-forbidden", await CodeOf(await PutAsync(auditor, Figure("1"), "put-figure-1")));
        Assert.Equal("not-found", await CodeOf(await (await JoinAsync(new Person(new("root"), "管", "root@example.cn", "zh", [Role.Administrator]))).GetAsync("/api/registers/needs", Ct)));
        Assert.Equal("role-forbidden", await CodeOf(await SendAsync(await OfficerAsync(), "/api/registers/bids/records", """{"content":{}}""", "put-bid-1")));
    }

    [Theory]
    [InlineData("\"rd\":1", "\"rd\":\"much\"", "figures.rd", "wrong-type")]
    [InlineData("\"rd\":1", "\"rd\":null", "figures.rd", "required")]
    [InlineData("\"rd\":1", "\"rd\":1,\"tax\":2", "figures.tax", "unknown-field")]
    [InlineData("2023-02", "2023-13", "figures.month", "not-a-month")]
    [InlineData("\"month\":\"2023-02\",", "", "figures.month", "required")]
    [InlineData(Acme, "IOSVZ", "figures.uscc", "bad-credit-code")]
    public async Task Bad_content_is_told_field_by_field_in_both_languages(string right, string wrong, string path, string code)
    {
        var answer = await PutAsync(await OfficerAsync(), Figure("1").Replace(right, wrong, StringComparison.Ordinal), "put-figure-1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = Assert.Single((await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("problems").EnumerateArray(), p => p.GetProperty("path").GetString() == path);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEqual("", problem.GetProperty("zh").GetString() + problem.GetProperty("en").GetString());
    }

    [Theory]
    [InlineData("""{"content":[]}""", "bad-json")]
    [InlineData("""{"contents":{}}""", "bad-json")]
    [InlineData("nonsense", "bad-json")]
    public async Task A_body_outside_the_contract_is_400(string body, string code)
    {
        var answer = await SendAsync(await OfficerAsync(), Figures, body, "put-figure-1");
        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.StatusCode, await CodeOf(answer)));
    }

    [Fact]
    public async Task A_put_needs_an_operation_id_and_repeating_it_changes_nothing()
    {
        var officer = await OfficerAsync();
        Assert.Equal("operation-id-missing", await CodeOf(await officer.PostAsync(Figures, new StringContent(Body(Figure("1")), Encoding.UTF8, "application/json"), Ct)));
        var (first, again) = (await PutAsync(officer, Figure("1"), "put-figure-1"), await PutAsync(officer, Figure("1"), "put-figure-1"));
        Assert.Equal(await first.Content.ReadAsStringAsync(Ct), await again.Content.ReadAsStringAsync(Ct));
        Assert.Equal("operation-id-reused", await CodeOf(await PutAsync(officer, Figure("2"), "put-figure-1")));
    }

    [Fact]
    public async Task Lists_show_the_bureau_all_and_an_applicant_their_own()
    {
        var officer = await OfficerAsync();
        await PutAsync(officer, Figure("1"), "put-figure-1");
        await PutAsync(officer, Figure("1").Replace(Acme, "91320381DEMA00022B", StringComparison.Ordinal), "put-figure-2");
        await UntilAsync(async () => (await officer.GetFromJsonAsync<ListPage>(Figures, Ct))!.Lines.Count == 2);
        await UntilAsync(async () => (await (await ApplicantAsync()).GetFromJsonAsync<ListPage>(Figures + "?state=active", Ct))!.Lines is [{ Org: Acme }]);
        Assert.Equal("bad-state", await CodeOf(await officer.GetAsync(Figures + "?state=lost", Ct)));
        Assert.Equal("bad-page", await CodeOf(await officer.GetAsync(Figures + "?max=101", Ct)));
    }

    [Fact]
    public async Task A_new_register_needs_nothing_but_its_file()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Registers"), "*.json"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "tools.json"), """
            { "id": "tools", "version": "1", "nameZh": "仪器共享", "nameEn": "Shared instruments", "section": "hightech", "key": ["tool.number"], "title": "tool.name",
              "form": { "sections": [{ "id": "tool", "titleZh": "仪器", "titleEn": "Instrument", "fields": [
                { "id": "number", "type": "text", "labelZh": "编号", "labelEn": "Number", "required": true }, { "id": "name", "type": "text", "labelZh": "名称", "labelEn": "Name" },
                { "id": "enterprise", "type": "uscc", "labelZh": "企业", "labelEn": "Enterprise" }] }] },
              "states": [{ "id": "free", "nameZh": "空闲", "nameEn": "Free" }, { "id": "lent", "nameZh": "借出", "nameEn": "Lent" }],
              "moves": [{ "id": "lend", "nameZh": "借出", "nameEn": "Lend", "from": ["free"], "to": "lent", "by": ["officer"], "fields": ["tool.enterprise"] }],
              "links": [{ "register": "enterprises", "by": "tool.enterprise" }],
              "access": { "read": [{ "roles": ["officer"], "scope": "all" }], "write": [{ "roles": ["officer"], "scope": "section" }] } }
            """, Ct);
        server.Settings["registers"] = folder;
        var officer = await OfficerAsync();
        var made = await SendAsync(officer, "/api/registers/tools/records", """{"content":{"tool":{"number":"T1","name":"电镜"}}}""", "put-tool-1");
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var moved = await SendAsync(officer, made.Headers.Location + "/commands", $$$$"""{"command":"move-record","move":"lend","on":"2023-03-06","content":{"tool":{"enterprise":"{{{{Acme}}}}"}}}""", "lend-tool-1");
        Assert.Equal("lent", (await moved.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("state").GetString());
    }

    public void Dispose()
    {
        server.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Figure(string rd) => $$$"""{"figures":{"uscc":"{{{Acme}}}","month":"2023-02","kind":"industrial","aboveScale":true,"rd":{{{rd}}},"revenue":1000}}""";

    private static string Body(string content) => "{\"content\":" + content + "}";

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string content, string operation) => SendAsync(client, Figures, Body(content), operation);

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string body, string operation)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", operation);
        return client.SendAsync(request, Ct);
    }

    private static async Task<List<string>> IdsAsync(HttpClient client) =>
        [.. (await client.GetFromJsonAsync<JsonElement>("/api/registers", Ct)).EnumerateArray().Select(r => r.GetProperty("id").GetString()!)];

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 100 && !await holds(); i++)
        {
            await Task.Delay(100, Ct);
        }

        Assert.True(await holds());
    }

    private Task<HttpClient> OfficerAsync() => JoinAsync(new Person(new("li"), "李", "li@example.cn", "zh", [Role.Officer]) { Sections = ["hightech", "projects"] });

    private Task<HttpClient> ApplicantAsync(string id = "wang", string org = Acme) => JoinAsync(new Person(new(id), "王", id + "@example.cn", "zh", [Role.ApplicantEditor]) { Org = new OrgId(org) });

    private async Task<HttpClient> JoinAsync(Person person) => await server.Services.GetRequiredService<PeopleDirectory>().PersonAsync(person.Id, Ct) is null
        ? await server.JoinAsync(person) : await server.SignInAsync(person.Id.Value);
}
