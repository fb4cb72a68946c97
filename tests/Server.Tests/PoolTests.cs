using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;
using static ProjectFlow.Server.Tests.OneServer;

namespace ProjectFlow.Server.Tests;

/// <summary>Pools, supports and ledger over HTTP: from what registers have, for whom it is there.</summary>
public sealed class PoolTests : IDisposable
{
    private const string Acme = "91320381DEMA00013G";
    private const string Rival = "91320381DEMA00022B";

    private readonly OneServer server = new() { CaseTime = new MovableTime(new(2023, 3, 6, 10, 0, 0, TimeSpan.FromHours(8))) };

    [Fact]
    public async Task A_precheck_tells_of_each_condition_the_figure_the_threshold_the_source_and_what_is_missing()
    {
        var officer = await OfficerAsync();
        await RegisterAsync(officer);
        var checks = await officer.GetFromJsonAsync<JsonElement>($"/api/orgs/{Acme}/prechecks/hnte", Ct);
        var staff = Condition(checks[0], "staff");
        Assert.Equal(("fail", "9.09 %", "≥ 10 %", "国科发火〔2016〕32号 第十一条(四)", "「科技人员数」还差 1 人"),
            (Word(staff, "outcome"), Word(staff, "figure"), Word(staff, "threshold"), Word(staff, "source"), staff.GetProperty("missing").GetProperty("zh").GetString()!));
        Assert.Equal("unknown", Word(Condition(checks[0], "ip"), "outcome"));
        var all = await officer.GetFromJsonAsync<JsonElement>($"/api/orgs/{Acme}/prechecks", Ct);
        Assert.Superset(new HashSet<string?> { "hnte", "sme", "service", "platform", "project" }, all.EnumerateArray().Select(c => c.GetProperty("pool").GetString()).ToHashSet());
    }

    [Fact]
    public async Task Prechecks_plans_and_ledgers_are_there_for_the_enterprise_and_the_bureau_alone()
    {
        var officer = await OfficerAsync();
        await RegisterAsync(officer);
        string[] all = [$"/api/orgs/{Acme}/prechecks", $"/api/orgs/{Acme}/prechecks/sme", $"/api/orgs/{Acme}/supports", $"/api/orgs/{Acme}/ledger/2023", $"/api/orgs/{Acme}/ledger/2023/export"];
        var own = await EditorAsync("wang", Acme);
        var leader = await JoinAsync(new Person(new("chen"), "陈", "chen@example.cn", "zh", [Role.Leader]));
        var town = await JoinAsync(new Person(new("town"), "镇", "town@example.cn", "zh", [Role.TownAssistant]) { Areas = ["高流镇"] });
        var elsewhere = await JoinAsync(new Person(new("else"), "镇", "else@example.cn", "zh", [Role.TownAssistant]) { Areas = ["草桥镇"] });
        var expert = await JoinAsync(new Person(new("expert"), "专", "expert@example.cn", "zh", [Role.Expert]));
        var related = await JoinAsync(new Person(new("rel"), "亲", "rel@example.cn", "zh", [Role.Officer]) { Sections = ["hightech"], Conflicts = [new(Acme)] });
        var rival = await EditorAsync("rival", Rival);
        Assert.Equal(["11111", "11111", "11111", "11000", "00000", "00000", "00000", "00000"],
            [await SeenAsync(own, all), await SeenAsync(officer, all), await SeenAsync(leader, all), await SeenAsync(town, all), await SeenAsync(elsewhere, all), await SeenAsync(expert, all), await SeenAsync(related, all), await SeenAsync(rival, all)]);
        Assert.Equal("not-found", await CodeOf(await officer.GetAsync($"/api/orgs/{Acme}/prechecks/nothing", Ct)));
        Assert.Equal("not-found", await CodeOf(await officer.GetAsync($"/api/orgs/{Rival}/prechecks", Ct)));
        Assert.Equal("not-found", await CodeOf(await officer.GetAsync("/api/orgs/a%23b/supports", Ct)));
    }

    [Fact]
    public async Task From_a_pool_entry_one_draft_is_started_filled_in_and_named_by_the_entry()
    {
        var officer = await OfficerAsync();
        await RegisterAsync(officer);
        var entry = (await PutAsync(officer, "pools", $$$"""{"member":{"pool":"hnte","uscc":"{{{Acme}}}","enteredOn":"2023-01-05","reason":"研发投入持续增长"}}""", "put-pool-1")).Headers.Location!.ToString();
        var editor = await EditorAsync("wang", Acme);
        Assert.Equal("role-forbidden", await CodeOf(await SendAsync(officer, entry + "/application", "", "start-0001")));
        Assert.Equal("not-found", await CodeOf(await SendAsync(await EditorAsync("rival", Rival), entry + "/application", "", "start-0002")));

        var first = await SendAsync(editor, entry + "/application", "", "start-0003");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        var draft = first.Headers.Location!.ToString();
        var again = await SendAsync(editor, entry + "/application", "", "start-0004");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(draft, "/api/cases/" + (await again.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("case").GetString());

        var form = await editor.GetFromJsonAsync<JsonElement>(draft + "/form", Ct);
        Assert.Equal((11, 1), (form.GetProperty("basic").GetProperty("staff").GetInt32(), form.GetProperty("basic").GetProperty("techStaff").GetInt32()));
        Assert.Equal(4200.5m, form.GetProperty("fin").GetProperty("years")[0].GetProperty("sales").GetDecimal());
        var named = (await editor.GetFromJsonAsync<JsonElement>(entry + "/form", Ct)).GetProperty("result").GetProperty("applications");
        Assert.Equal(draft, "/api/cases/" + Assert.Single(named.EnumerateArray()).GetProperty("case").GetString());
    }

    [Fact]
    public async Task An_entry_that_left_the_pool_or_names_no_programme_starts_nothing()
    {
        var officer = await OfficerAsync();
        await RegisterAsync(officer);
        var editor = await EditorAsync("wang", Acme);
        var idea = (await PutAsync(officer, "pools", $$$"""{"member":{"pool":"project","uscc":"{{{Acme}}}","lead":"新合金","enteredOn":"2023-01-05"}}""", "put-pool-1")).Headers.Location!.ToString();
        Assert.Equal("pool-without-programme", await CodeOf(await SendAsync(editor, idea + "/application", "", "start-0001")));
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(editor, idea + "/application?programme=key-rd", "", "start-0002")).StatusCode);
        await SendAsync(officer, idea + "/commands", """{"command":"move-record","move":"exit","on":"2023-03-06","reason":"已不符合"}""", "exit-0001");
        Assert.Equal("not-allowed-now", await CodeOf(await SendAsync(editor, idea + "/application?programme=key-rd", "", "start-0003")));
        Assert.Equal("operation-id-missing", await CodeOf(await editor.PostAsync(idea + "/application", null, Ct)));
    }

    [Fact]
    public async Task Eight_supports_are_planned_once_and_come_to_their_owner_by_last_day()
    {
        var officer = await OfficerAsync();
        await RegisterAsync(officer);
        var supports = $"/api/orgs/{Acme}/supports";
        Assert.Equal("role-forbidden", await CodeOf(await SendAsync(await EditorAsync("wang", Acme), supports, """{"owner":"li"}""", "plan-0001")));
        Assert.Equal("owner-unknown", await CodeOf(await SendAsync(officer, supports, """{"owner":"李四"}""", "plan-0004")));
        Assert.Equal("bad-supports", await CodeOf(await SendAsync(officer, supports, """{"owner":"li","numbers":[0]}""", "plan-0005")));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(officer, supports, """{"owner":"li","dueOn":"2023-09-30","numbers":[8]}""", "plan-0002")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(officer, supports, """{"owner":"li","dueOn":"2023-06-30"}""", "plan-0003")).StatusCode);
        await UntilAsync(async () => (await officer.GetFromJsonAsync<JsonElement>("/api/supports?owner=me", Ct)).GetArrayLength() == 8);

        var mine = await officer.GetFromJsonAsync<JsonElement>("/api/supports?owner=me", Ct);
        Assert.Equal((8, "2023-09-30"), (mine[7].GetProperty("number").GetInt32(), mine[7].GetProperty("planned").GetProperty("dueOn").GetString()));
        var lines = await officer.GetFromJsonAsync<JsonElement>(supports, Ct);
        Assert.Equal([0, 0, 0, 0, 2, 0, 0, 0], lines.EnumerateArray().Select(l => l.GetProperty("count").GetInt32()));
        Assert.All(lines.EnumerateArray(), l => Assert.Equal("li", l.GetProperty("planned").GetProperty("owner").GetString()));
        Assert.Equal(0, (await (await EditorAsync("wang", Acme)).GetFromJsonAsync<JsonElement>("/api/supports", Ct)).GetArrayLength());
        Assert.Equal("not-found", await CodeOf(await (await EditorAsync("wang", Acme)).GetAsync("/api/supports?owner=li", Ct)));
    }

    [Fact]
    public async Task A_ledger_year_shows_its_caps_as_formulas_and_is_exported_in_the_official_layout()
    {
        var officer = await OfficerAsync();
        await RegisterAsync(officer);
        var tax = (await officer.GetFromJsonAsync<JsonElement>($"/api/orgs/{Acme}/ledger/2023?calibre=tax", Ct)).GetProperty("summaries");
        var other = Assert.Single(tax.EnumerateArray()).GetProperty("lines")[5];
        Assert.Equal((150_00, 100_00, "前五项小计 900.00 × 10% ÷ (1 − 10%) = 限额 100.00；与 150.00 孰低"),
            (other.GetProperty("entered").GetInt64(), other.GetProperty("counted").GetInt64(), other.GetProperty("by").GetProperty("zh").GetString()!));
        Assert.Equal(3, (await officer.GetFromJsonAsync<JsonElement>($"/api/orgs/{Acme}/ledger/2023", Ct)).GetProperty("summaries").GetArrayLength());
        Assert.Equal(0, (await officer.GetFromJsonAsync<JsonElement>($"/api/orgs/{Acme}/ledger/2022", Ct)).GetProperty("rows").GetInt32());
        Assert.Equal("bad-calibre", await CodeOf(await officer.GetAsync($"/api/orgs/{Acme}/ledger/2023?calibre=all", Ct)));

        var csv = await officer.GetStringAsync($"/api/orgs/{Acme}/ledger/2023/export?format=csv", Ct);
        Assert.Contains("RD01,新合金,未完成,费用化,2023-02-01,记,2,差旅,150.00,150.00,", csv, StringComparison.Ordinal);
        var xlsx = await officer.GetByteArrayAsync($"/api/orgs/{Acme}/ledger/2023/export", Ct);
        Assert.Equal("PK"u8.ToArray(), xlsx[..2]);
        Assert.Equal("bad-format", await CodeOf(await officer.GetAsync($"/api/orgs/{Acme}/ledger/2023/export?format=pdf", Ct)));
    }

    public void Dispose() => server.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static JsonElement Condition(JsonElement check, string id) => check.GetProperty("conditions").EnumerateArray().Single(c => Word(c, "id") == id);

    private static string Word(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static async Task<string> SeenAsync(HttpClient client, string[] paths)
    {
        var seen = await Task.WhenAll(paths.Select(async p => (await client.GetAsync(p, Ct)).StatusCode));
        Assert.All(seen, s => Assert.True(s is HttpStatusCode.OK or HttpStatusCode.NotFound));
        return string.Concat(seen.Select(s => s == HttpStatusCode.OK ? '1' : '0'));
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string register, string content, string operation) =>
        SendAsync(client, $"/api/registers/{register}/records", "{\"content\":" + content + "}", operation);

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string body, string operation)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", operation);
        return client.SendAsync(request, Ct);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 200 && !await holds(); i++)
        {
            await Task.Delay(100, Ct);
        }

        Assert.True(await holds());
    }

    /// <summary>An enterprise with one year of accounts and two vouchers, listed.</summary>
    private async Task RegisterAsync(HttpClient officer)
    {
        await server.Services.GetRequiredService<PeopleDirectory>().SaveAsync(new Organisation(new(Acme), "示例科技", "enterprise", "高流镇") { Verified = true }, Ct);
        await PutAsync(officer, "enterprises", $$$"""{"enterprise":{"uscc":"{{{Acme}}}","name":"示例科技","town":"高流镇","registeredOn":"2018-05-08"},"size":{"aboveScale":true,"industrial":true,"service":false},"accounts":{"years":[{"year":2022,"sales":4200.5,"totalIncome":4300,"rd":300,"staff":11,"techStaff":1}]}}""", "put-enterprise-1");
        Assert.Equal(HttpStatusCode.Created, (await PutAsync(officer, "rd-ledger", Voucher("1", "wages", "人工", 900), "put-voucher-1")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await PutAsync(officer, "rd-ledger", Voucher("2", "travel", "差旅", 150), "put-voucher-2")).StatusCode);
        await UntilAsync(async () => (await officer.GetFromJsonAsync<JsonElement>("/api/registers/rd-ledger/records", Ct)).GetProperty("lines").GetArrayLength() == 2
            && (await officer.GetFromJsonAsync<JsonElement>($"/api/orgs/{Acme}/supports", Ct))[4].GetProperty("count").GetInt32() == 2
            && (await officer.GetFromJsonAsync<JsonElement>($"/api/orgs/{Acme}/ledger/2023", Ct)).GetProperty("rows").GetInt32() == 2
            && (await officer.GetFromJsonAsync<JsonElement>("/api/registers/enterprises/records", Ct)).GetProperty("lines").GetArrayLength() == 1);
    }

    private static string Voucher(string number, string item, string summary, int amount) => $$$"""
        {"ledger":{"uscc":"{{{Acme}}}","project":"RD01","projectName":"新合金","year":2023,"completion":"unfinished","spending":"expensed"},
         "voucher":{"on":"2023-02-01","type":"journal","number":"{{{number}}}","summary":"{{{summary}}}","amount":{{{amount}}},"costItem":"{{{item}}}","fundSource":"self"},"collected":{"total":{{{amount}}}}}
        """;

    private Task<HttpClient> OfficerAsync() => JoinAsync(new Person(new("li"), "李", "li@example.cn", "zh", [Role.Officer]) { Sections = ["hightech", "projects"] });

    private Task<HttpClient> EditorAsync(string id, string org) => JoinAsync(new Person(new(id), "王", id + "@example.cn", "zh", [Role.ApplicantEditor]) { Org = new OrgId(org) });

    private async Task<HttpClient> JoinAsync(Person person) => await server.Services.GetRequiredService<PeopleDirectory>().PersonAsync(person.Id, Ct) is null
        ? await server.JoinAsync(person) : await server.SignInAsync(person.Id.Value);
}
