using Microsoft.Playwright;
using ProjectFlow.Server.Tests;

namespace ProjectFlow.Browser.Tests;

/// <summary>The same of the pages of a round, with something in every table.</summary>
public sealed class RoundAccessTests(Browser browser) : IClassFixture<Browser>
{
    private const string Round = "/programmes/whole/rounds/2023";

    [Theory]
    [InlineData("zh-CN", ColorScheme.Light)]
    [InlineData("en", ColorScheme.Dark)]
    public async Task Rounds_can_be_used_by_everybody(string language, ColorScheme colours)
    {
        using var office = await OpenAsync();
        var (leader, officer) = (await office.SignedInAsync("leader", language, colours), await office.SignedInAsync("officer", language, colours));
        List<string> findings =
        [
            .. await AccessTests.LookAsync(leader, ["/rounds", Round, Round + "/selection", "/programmes/scored/rounds/2023/scores"], $"{language}-{colours}-leader"),
            .. await AccessTests.LookAsync(officer, [Round + "/forwarding", Round + "/stages", Round + "/letter"], $"{language}-{colours}-officer"),
            .. await AccessTests.LookAsync(await office.WindowAsync(language, colours), ["/publicity/local/2023"], $"{language}-{colours}"),
            .. await CheckedAsync(leader, "selection", $"{language}-{colours}-leader"),
            .. await CheckedAsync(officer, "forwarding", $"{language}-{colours}-officer"),
        ];
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }

    [Fact]
    public async Task Nor_is_any_of_them_wider_than_a_small_phone()
    {
        using var office = await OpenAsync();
        var page = await office.SignedInAsync("leader", width: 320);
        var wide = new List<string>();
        foreach (var path in new[] { "/rounds", Round, Round + "/selection", Round + "/forwarding", "/programmes/scored/rounds/2023/scores", "/publicity/local/2023" })
        {
            await page.GotoAsync(path);
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") > 320)
            {
                wide.Add(path);
            }
        }

        Assert.Empty(wide);
    }

    /// <summary>One recommended, one to choose from, one to be scored, one published.</summary>
    private static async Task<Office> OpenAsync(Browser browser)
    {
        var office = await Office.OpenAsync(browser);
        var way = office.Journey;
        await way.PassedAsync("whole", "轻质合金", "100");
        await way.DoAsync("leader", "recommend", new { rank = 1, minutes = await way.FileAsync("leader", "minutes") });
        await way.PassedAsync("whole", "智能传感", "25.5");
        await way.JoinAsync("xu", [Core.Common.Role.Expert]);
        await way.PassedAsync("scored", "节能电机", "30");
        await way.DoAsync("head", "assign-experts", new { experts = new[] { "xu" } });
        await way.DoAsync("xu", "record-score", new { scores = new { idea = 50, team = 31 } });
        await way.PassedAsync("local", "数字农业", "10");
        await way.DoAsync("leader", "recommend", new { rank = 1, minutes = await way.FileAsync("leader", "minutes") });
        await way.DoAsync("officer", "start-publicity", new { on = "2023-03-06", notice = await way.FileAsync("officer", "notice") });
        return office;
    }

    private Task<Office> OpenAsync() => OpenAsync(browser);

    /// <summary>The check page, reached as people reach it.</summary>
    private static async Task<IReadOnlyList<string>> CheckedAsync(IPage page, string step, string name)
    {
        await page.GotoAsync($"{Round}/{step}");
        if (step == "selection")
        {
            await page.FillAsync("input[name^='rank']", "2");
            await page.SelectOptionAsync("select[name^='choice']", "recommend");
        }
        else
        {
            await page.CheckAsync("input[name='case']");
        }

        await page.ClickAsync("main form .actions button");
        return await AccessTests.LookAsync(page, $"{Round}/{step}/check", name);
    }
}
