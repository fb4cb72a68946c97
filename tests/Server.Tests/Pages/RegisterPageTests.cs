using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>Registers at a browser without scripts.</summary>
public sealed class RegisterPageTests : IDisposable
{
    private const string Acme = "91320381DEMA00013G";
    private const string Figures = "/registers/monthly-figures";
    private const string Header = "统一社会信用代码,月份,统计类别,当月规模以上,当月营业收入（万元）,当月研发费用（元）\n";

    private readonly OneServer server = new() { CaseTime = new MovableTime(new(2023, 3, 6, 10, 0, 0, TimeSpan.FromHours(8))) };
    private readonly List<Visitor> visitors = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_sees_the_registers_that_concern_them()
    {
        Assert.Contains("科技队伍名册", (await (await OfficerAsync()).GetAsync("/registers")).Text, StringComparison.Ordinal);
        var applicant = (await (await ApplicantAsync()).GetAsync("/registers")).Text;
        Assert.Contains("企业技术需求库", applicant, StringComparison.Ordinal);
        Assert.DoesNotContain("科技队伍名册", applicant, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_asked_to()
    {
        using var nobody = new Visitor(server);
        Assert.Equal("/sign-in", (await nobody.GetAsync("/registers")).Address.AbsolutePath);
        Assert.Equal("/sign-in", (await nobody.GetAsync(Figures + "/new")).Address.AbsolutePath);
    }

    [Fact]
    public async Task A_record_is_typed_in_changed_and_removed()
    {
        var officer = await OfficerAsync();
        var made = await NewAsync(officer, "12.5");
        Assert.StartsWith("/records/r-", made.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("12.5", made.Text, StringComparison.Ordinal);
        Assert.Contains("登记", made.Text, StringComparison.Ordinal);

        var edit = made.Address.AbsolutePath + "/edit";
        var changed = await officer.SendAsync(await officer.GetAsync(edit), edit, ("figures.rd", "13"));
        Assert.Equal(made.Address.AbsolutePath, changed.Address.AbsolutePath);
        Assert.Contains("13", changed.Text, StringComparison.Ordinal);

        var remove = made.Address.AbsolutePath + "/remove";
        var refused = await officer.SendAsync(changed, remove, ("reason", ""));
        Assert.True((int)refused.Status is 400 or 422, refused.Text);
        Assert.Equal(Figures, (await officer.SendAsync(changed, remove, ("reason", "误报"))).Address.AbsolutePath);
        Assert.Contains("已移出", (await officer.GetAsync(made.Address.AbsolutePath)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_entry_is_shown_at_its_field_and_nothing_typed_is_lost()
    {
        var officer = await OfficerAsync();
        var page = await NewAsync(officer, "很多");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("id=\"figures.rd-wrong\"", page.Html, StringComparison.Ordinal);
        Assert.Contains(new("figures.rd", "很多"), page.Form(Figures + "/new"));
        Assert.Contains(new("figures.month", "2023-01"), page.Form(Figures + "/new"));
    }

    [Fact]
    public async Task Of_two_who_change_a_record_the_second_is_shown_both_versions()
    {
        var officer = await OfficerAsync();
        var edit = (await NewAsync(officer, "1")).Address.AbsolutePath + "/edit";
        var mine = await officer.GetAsync(edit);
        await officer.SendAsync(await officer.GetAsync(edit), edit, ("figures.rd", "2"));

        var stale = await officer.SendAsync(mine, edit, ("figures.rd", "3"));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Contains("现存内容：2", stale.Text, StringComparison.Ordinal);
        Assert.Contains(new("figures.rd", "3"), stale.Form(edit));

        Assert.Equal(HttpStatusCode.OK, (await officer.SendAsync(stale, edit)).Status);
        Assert.Contains(new("figures.rd", "3"), (await officer.GetAsync(edit)).Form(edit));
    }

    [Fact]
    public async Task Another_enterprises_record_and_a_register_of_the_bureau_are_not_there()
    {
        var record = (await NewAsync(await OfficerAsync(), "1")).Address.AbsolutePath;
        var rival = await ApplicantAsync("rival", "91320381DEMA00022B");
        foreach (var path in new[] { record, record + "/edit", record + "/moves/remove", "/registers/staff", "/registers/staff/new", "/registers/nothing" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await rival.GetAsync(path)).Status);
        }
    }

    [Fact]
    public async Task A_record_moves_by_its_registers_moves()
    {
        var officer = await OfficerAsync("projects");
        var form = "/registers/needs/new";
        var need = await officer.SendAsync(await officer.GetAsync(form), form, ("need.number", "XQ-1"), ("need.uscc", Acme), ("need.title", "降低能耗"), ("need.surveyedOn", "2023-02-01"), ("need.problem", "能耗过高"));
        Assert.Contains("草稿", need.Text, StringComparison.Ordinal);

        var move = need.Address.AbsolutePath + "/moves/review";
        var asked = await officer.GetAsync(move);
        var wrong = await officer.SendAsync(asked, move, ("on", "2023-02-30"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        var moved = await officer.SendAsync(asked, move, ("on", "2023-03-01"), ("review.score", "88"), ("review.opinion", "可行"));
        Assert.Equal(need.Address.AbsolutePath, moved.Address.AbsolutePath);
        Assert.Contains("已论证", moved.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await officer.GetAsync(move)).Status);
    }

    [Fact]
    public async Task A_table_is_looked_at_first_and_its_good_rows_are_then_imported()
    {
        var officer = await OfficerAsync();
        var page = await UploadAsync(officer, $"{Header}{Acme},2023-01,工业,是,1,二\n{Acme},2023-02,工业,是,1,2\n");
        Assert.Contains("“二”不是数字", page.Text, StringComparison.Ordinal);
        Assert.Contains("没有记录", (await officer.GetAsync(Figures)).Text, StringComparison.Ordinal);

        var run = await officer.SendAsync(page, page.Address.AbsolutePath, ("mode", "GoodRows"));
        Assert.Contains("已完成", run.Text, StringComparison.Ordinal);
        for (var i = 0; i < 100 && (await officer.GetAsync(Figures)).Text.Contains("没有记录", StringComparison.Ordinal); i++)
        {
            await Task.Delay(100, Ct);
        }

        Assert.Contains("2023-02", (await officer.GetAsync(Figures)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("2023-01", (await officer.GetAsync(Figures)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_table_is_refused_with_the_reason()
    {
        var page = await UploadAsync(await OfficerAsync(), "\0\0\0");
        Assert.True((int)page.Status is 400 or 422, page.Text);
        Assert.Contains("role=\"alert\"", page.Html, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        visitors.ForEach(v => v.Dispose());
        server.Dispose();
    }

    private static async Task<Sheet> NewAsync(Visitor officer, string rd) => await officer.SendAsync(await officer.GetAsync(Figures + "/new"), Figures + "/new",
        ("figures.uscc", Acme), ("figures.month", "2023-01"), ("figures.kind", "industrial"), ("figures.aboveScale", "true"), ("figures.revenue", "100"), ("figures.rd", rd));

    private static async Task<Sheet> UploadAsync(Visitor visitor, string csv)
    {
        var address = Figures + "/import";
        using var body = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } }, "file", "表.csv" } };
        foreach (var (name, value) in (await visitor.GetAsync(address)).Form(address).Select(f => (f.Key, f.Value)))
        {
            body.Add(new StringContent(value), name);
        }

        var answer = await visitor.Client.PostAsync(address, body, Ct);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct), answer.RequestMessage!.RequestUri!);
    }

    private Task<Visitor> OfficerAsync(string section = "plan") =>
        JoinAsync(new Person(new("officer"), "办", "officer@example.cn", "zh", [Role.Officer]) { Sections = [.. new[] { section, "plan", "projects", "hightech" }.Distinct()] });

    private Task<Visitor> ApplicantAsync(string id = "editor", string org = Acme) => JoinAsync(new Person(new(id), "申", id + "@example.cn", "zh", [Role.ApplicantEditor]) { Org = new(org) });

    private async Task<Visitor> JoinAsync(Person person)
    {
        await server.JoinAsync(person);
        var visitor = await Visitor.SignedInAsync(server, person.Id.Value);
        visitors.Add(visitor);
        return visitor;
    }
}
