using System.Net;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>The figures of a year at a browser without scripts.</summary>
public sealed class FigurePageTests : IDisposable
{
    private readonly OneServer server = new() { CaseTime = new MovableTime(new(2023, 3, 6, 10, 0, 0, TimeSpan.FromHours(8))) };

    [Fact]
    public async Task The_bureau_sees_figures_by_theme_with_period_and_day()
    {
        using var leader = await JoinAsync(Role.Leader);
        var page = await leader.GetAsync("/figures?year=2023");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("2023年指标", page.Text, StringComparison.Ordinal);
        Assert.Contains("科技项目", page.Text, StringComparison.Ordinal);
        Assert.Contains("按批准年度", page.Text, StringComparison.Ordinal);
        Assert.Contains("截至2023-03-06", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("theme.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_opens_into_what_it_counts()
    {
        using var officer = await JoinAsync(Role.Officer);
        var form = "/registers/honours/new";
        var made = await officer.SendAsync(await officer.GetAsync(form), form, ("honour.uscc", "91320381DEMA00013G"), ("honour.name", "徐州市高新技术企业创新百强"), ("honour.year", "2023"), ("honour.grantor", "徐州市科学技术局"), ("honour.documentNo", "徐科发〔2023〕1号"));
        Assert.StartsWith("/records/", made.Address.AbsolutePath, StringComparison.Ordinal);
        Sheet page;
        do
        {
            page = await officer.GetAsync("/figures/M06?year=2023");
        }
        while (page.Text.Contains("没有计入的记录", StringComparison.Ordinal));

        Assert.Contains($"href=\"{made.Address.AbsolutePath}\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("1 家", page.Text, StringComparison.Ordinal);
        Assert.Contains("由其他指标计算得出", (await officer.GetAsync("/figures/M03?year=2023")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/figures?year=1999", HttpStatusCode.BadRequest)]
    [InlineData("/figures?year=2023&basis=moon", HttpStatusCode.BadRequest)]
    [InlineData("/figures/M99?year=2023", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_asked_is_said(string path, HttpStatusCode expected)
    {
        using var leader = await JoinAsync(Role.Leader);
        Assert.Equal(expected, (await leader.GetAsync(path)).Status);
    }

    [Fact]
    public async Task Applicants_see_none_and_nobody_without_signing_in()
    {
        using var editor = await JoinAsync(Role.ApplicantEditor);
        Assert.Equal(HttpStatusCode.Forbidden, (await editor.GetAsync("/figures")).Status);
        using var nobody = new Visitor(server);
        Assert.Equal("/sign-in", (await nobody.GetAsync("/figures")).Address.AbsolutePath);
    }

    public void Dispose() => server.Dispose();

    private async Task<Visitor> JoinAsync(Role role)
    {
        await server.JoinAsync(new Person(new("one"), "人", "one@example.cn", "zh", [role])
        {
            Sections = ["plan", "projects", "hightech"],
            Org = role == Role.ApplicantEditor ? new OrgId("91320381DEMA00013G") : null,
        });
        return await Visitor.SignedInAsync(server, "one");
    }
}
