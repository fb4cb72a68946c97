using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>Pools, supports, open bids and the R&amp;D ledger at a browser without scripts.</summary>
public sealed class PoolPageTests : IDisposable
{
    private const string Acme = "91320381DEMA00013G";
    private const string Rival = "91320381DEMA00022B";

    private readonly OneServer server = new() { CaseTime = new MovableTime(new(2023, 3, 6, 10, 0, 0, TimeSpan.FromHours(8))) };
    private readonly List<Visitor> visitors = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/pools")]
    [InlineData("/pools/hnte")]
    [InlineData("/pools/hnte/export")]
    [InlineData("/pools/entries/r-1")]
    [InlineData("/supports/export")]
    [InlineData("/open-bids/r-1")]
    [InlineData("/supports")]
    [InlineData("/supports/" + Acme)]
    [InlineData("/open-bids")]
    [InlineData("/ledger/" + Acme + "/2022")]
    public async Task Who_is_not_signed_in_is_asked_to(string path)
    {
        using var nobody = new Visitor(server);
        Assert.Equal("/sign-in", (await nobody.GetAsync(path)).Address.AbsolutePath);
    }

    [Fact]
    public async Task An_entry_stands_by_name_in_the_column_of_its_state_in_its_own_pool_only()
    {
        var officer = await OfficerAsync();
        await RegisterAsync();
        var entry = await EnterAsync(officer);
        var link = $"href=\"{entry.Address.AbsolutePath}\"";
        var board = await UntilAsync(officer, "/pools/hnte", link);
        Assert.Contains("储备", board.Text, StringComparison.Ordinal);
        Assert.Contains("示例科技", board.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(link, (await officer.GetAsync("/pools/sme")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync("/pools/nothing")).Status);
    }

    [Fact]
    public async Task A_board_is_narrowed_to_a_town_and_its_export_with_it()
    {
        var officer = await OfficerAsync();
        await RegisterAsync();
        var link = $"href=\"{(await EnterAsync(officer)).Address.AbsolutePath}\"";
        await UntilAsync(officer, "/pools/hnte", link);
        await UntilAsync(officer, "/pools/hnte?town=高流镇", link);
        Assert.DoesNotContain(link, (await officer.GetAsync("/pools/hnte?town=草桥镇")).Html, StringComparison.Ordinal);
        Assert.Contains(Acme, await officer.Client.GetStringAsync("/pools/hnte/export?format=csv&town=高流镇", Ct), StringComparison.Ordinal);
        Assert.DoesNotContain(Acme, await officer.Client.GetStringAsync("/pools/hnte/export?format=csv&town=草桥镇", Ct), StringComparison.Ordinal);
        Assert.DoesNotContain(Acme, await officer.Client.GetStringAsync("/pools/sme/export?format=csv", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_precheck_of_an_entry_names_gaps_and_sources_and_only_its_enterprise_starts_from_it()
    {
        var officer = await OfficerAsync();
        await RegisterAsync();
        var check = (await EnterAsync(officer)).Address.AbsolutePath.Replace("/records/", "/pools/entries/", StringComparison.Ordinal);
        await UntilAsync(officer, check, "9.09 %");
        var seen = await officer.GetAsync(check);
        Assert.Contains("「科技人员数」还差 1 人", seen.Text, StringComparison.Ordinal);
        Assert.Contains("国科发火〔2016〕32号 第十一条(四)", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("启动申报", seen.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await EditorAsync("rival", Rival)).GetAsync(check)).Status);

        var editor = await EditorAsync("wang", Acme);
        var draft = await editor.SendAsync(await editor.GetAsync(check), check);
        Assert.StartsWith("/cases/a-", draft.Address.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_enterprise_nothing_is_known_of_has_an_empty_plan_for_who_may_write_it()
    {
        var officer = await OfficerAsync();
        var plan = "/supports/" + Acme;
        var empty = await officer.GetAsync(plan);
        Assert.Contains("未安排", empty.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync("/supports/nothing")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await EditorAsync("rival", Rival)).GetAsync(plan)).Status);

        var wrong = await officer.SendAsync(empty, plan, ("dueOn", "2023-02-30"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Contains(new("dueOn", "2023-02-30"), wrong.Form(plan));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await officer.SendAsync(empty, plan, ("owner", "李四"))).Status);

        await officer.SendAsync(empty, plan, ("owner", "officer"), ("dueOn", "2023-06-30"));
        await UntilAsync(officer, "/supports", plan);
        await server.Services.GetRequiredService<PeopleDirectory>().SaveAsync(new Organisation(new(Acme), "示例科技", "enterprise", "高流镇") { Verified = true }, Ct);
        Assert.Contains("示例科技", (await officer.GetAsync("/supports")).Text, StringComparison.Ordinal);
        Assert.Contains(Acme, await officer.Client.GetStringAsync("/supports/export?format=csv", Ct), StringComparison.Ordinal);
        var other = await JoinAsync(new Person(new("zhao"), "赵", "zhao@example.cn", "zh", [Role.Officer]) { Sections = ["hightech"] });
        Assert.DoesNotContain(Acme, await other.Client.GetStringAsync("/supports/export?format=csv", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_enterprise_reads_its_plan_and_plans_nothing()
    {
        var officer = await OfficerAsync();
        await RegisterAsync();
        await EnterAsync(officer);
        var own = await EditorAsync("wang", Acme);
        await UntilAsync(own, "/supports/" + Acme, "未安排");
        Assert.DoesNotContain("action=\"/supports/", (await own.GetAsync("/supports/" + Acme)).Html, StringComparison.Ordinal);
        var form = new Dictionary<string, string>((await own.GetAsync("/account")).Form("/language")) { ["owner"] = "wang" };
        using var content = new FormUrlEncodedContent(form);
        Assert.Equal(HttpStatusCode.Forbidden, (await own.Client.PostAsync("/supports/" + Acme, content, Ct)).StatusCode);
    }

    [Fact]
    public async Task A_need_is_open_for_bids_only_once_published()
    {
        var officer = await OfficerAsync();
        var need = (await NeedAsync(officer)).Address.AbsolutePath;
        var page = need.Replace("/records/", "/open-bids/", StringComparison.Ordinal);
        await UntilAsync(officer, "/registers/needs", "XQ-1");
        Assert.DoesNotContain("XQ-1", (await officer.GetAsync("/open-bids")).Text, StringComparison.Ordinal);
        Assert.Contains("能耗过高", (await officer.GetAsync(page)).Text, StringComparison.Ordinal);
        var rival = await EditorAsync("rival", Rival);
        Assert.Equal(HttpStatusCode.NotFound, (await rival.GetAsync(page)).Status);

        await PublishAsync(officer, need);
        await UntilAsync(rival, "/open-bids", page);
        Assert.Contains("href=\"/registers/bids/new\"", (await rival.GetAsync(page)).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/registers/bids/new\"", (await officer.GetAsync(page)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync("/open-bids/r-nothing")).Status);
    }

    [Fact]
    public async Task A_bid_for_a_need_is_known_of_but_sealed_until_the_closing_day()
    {
        var officer = await OfficerAsync();
        var need = (await NeedAsync(officer)).Address.AbsolutePath;
        var page = need.Replace("/records/", "/open-bids/", StringComparison.Ordinal);
        await PublishAsync(officer, need);
        var rival = await EditorAsync("rival", Rival);
        var form = "/registers/bids/new";
        var bid = await rival.SendAsync(await rival.GetAsync(form), form, ("bid.need", "XQ-1"), ("bid.uscc", Rival), ("bid.title", "余热方案"), ("bid.price", "50"), ("bid.leader", "李工"), ("bid.proposal", "回收余热"));
        await UntilAsync(officer, page, bid.Address.AbsolutePath);
        Assert.DoesNotContain("余热方案", (await officer.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(bid.Address.AbsolutePath, (await (await EditorAsync("third", "91320381DEMA00030X")).GetAsync(page)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_move_a_record_the_second_is_shown_both_states_and_entries()
    {
        var officer = await OfficerAsync();
        var need = (await NeedAsync(officer)).Address.AbsolutePath;
        var move = need + "/moves/review";
        var mine = await officer.GetAsync(move);
        await officer.SendAsync(await officer.GetAsync(move), move, ("on", "2023-03-01"), ("review.score", "70"), ("review.opinion", "可行"));
        var stale = await officer.SendAsync(mine, move, ("on", "2023-03-01"), ("review.score", "88"), ("review.opinion", "可行"));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Contains("现为“已论证”", stale.Text, StringComparison.Ordinal);
        Assert.Contains("现存内容：70", stale.Text, StringComparison.Ordinal);
        Assert.Contains(new("review.score", "88"), stale.Form(move));
    }

    [Fact]
    public async Task A_ledger_year_has_a_summary_for_each_calibre_and_its_export()
    {
        var officer = await OfficerAsync();
        await RegisterAsync();
        var page = await officer.GetAsync($"/ledger/{Acme}/2022");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains($"/api/orgs/{Acme}/ledger/2022/export?format=xlsx", page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/ledger/{Acme}/1999")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await EditorAsync("rival", Rival)).GetAsync($"/ledger/{Acme}/2022")).Status);
    }

    public void Dispose()
    {
        visitors.ForEach(v => v.Dispose());
        server.Dispose();
    }

    private static async Task<Sheet> EnterAsync(Visitor officer)
    {
        var form = "/registers/pools/new";
        return await officer.SendAsync(await officer.GetAsync(form), form, ("member.pool", "hnte"), ("member.uscc", Acme), ("member.enteredOn", "2023-03-01"));
    }

    private static Task<Sheet> NeedAsync(Visitor officer) => PutAsync(officer, "needs", ("need.number", "XQ-1"), ("need.uscc", Acme), ("need.title", "降低能耗"), ("need.surveyedOn", "2023-02-01"), ("need.problem", "能耗过高"));

    private static async Task<Sheet> PutAsync(Visitor officer, string register, params (string, string)[] typed) =>
        await officer.SendAsync(await officer.GetAsync($"/registers/{register}/new"), $"/registers/{register}/new", typed);

    private async Task PublishAsync(Visitor officer, string need)
    {
        await officer.SendAsync(await officer.GetAsync(need + "/moves/review"), need + "/moves/review", ("on", "2023-03-01"), ("review.score", "88"), ("review.opinion", "可行"));
        var head = await JoinAsync(new Person(new("head"), "科", "head@example.cn", "zh", [Role.SectionHead]) { Sections = ["projects"] });
        var published = await head.SendAsync(await head.GetAsync(need + "/moves/publish"), need + "/moves/publish", ("on", "2023-03-02"), ("publication.prize", "100"), ("publication.closesOn", "2023-04-30"));
        Assert.Contains("已发榜", published.Text, StringComparison.Ordinal);
    }

    /// <summary>An enterprise people know, with a year of accounts on the register.</summary>
    private async Task RegisterAsync()
    {
        await server.Services.GetRequiredService<PeopleDirectory>().SaveAsync(new Organisation(new(Acme), "示例科技", "enterprise", "高流镇") { Verified = true }, Ct);
        using var api = await server.SignInAsync("officer");
        var put = new HttpRequestMessage(HttpMethod.Post, "/api/registers/enterprises/records")
        {
            Content = new StringContent($$$"""{"content":{"enterprise":{"uscc":"{{{Acme}}}","name":"示例科技","town":"高流镇","registeredOn":"2018-05-08" },"size":{"aboveScale":true,"industrial":true,"service":false},"accounts":{"years":[{"year":2022,"sales":4200.5,"totalIncome":4300,"rd":300,"staff":11,"techStaff":1}]} } }""", Encoding.UTF8, "application/json"),
        };
        put.Headers.Add("Idempotency-Key", "put-enterprise-1");
        Assert.Equal(HttpStatusCode.Created, (await api.SendAsync(put, Ct)).StatusCode);
    }

    /// <summary>Lists follow a moment later.</summary>
    private static async Task<Sheet> UntilAsync(Visitor visitor, string path, string html)
    {
        var page = await visitor.GetAsync(path);
        for (var i = 0; i < 100 && !page.Html.Contains(html, StringComparison.Ordinal); i++)
        {
            await Task.Delay(100, Ct);
            page = await visitor.GetAsync(path);
        }

        Assert.Contains(html, page.Html, StringComparison.Ordinal);
        return page;
    }

    private Task<Visitor> OfficerAsync() => JoinAsync(new Person(new("officer"), "办", "officer@example.cn", "zh", [Role.Officer]) { Sections = ["plan", "projects", "hightech"] });

    private Task<Visitor> EditorAsync(string id, string org) => JoinAsync(new Person(new(id), "申", id + "@example.cn", "zh", [Role.ApplicantEditor]) { Org = new(org) });

    private async Task<Visitor> JoinAsync(Person person)
    {
        await server.JoinAsync(person);
        var visitor = await Visitor.SignedInAsync(server, person.Id.Value);
        visitors.Add(visitor);
        return visitor;
    }
}
