namespace ProjectFlow.Browser.Tests;

/// <summary>The same of the pages of administration.</summary>
public sealed class AdministrationAccessTests(Browser browser)
{
    private static readonly string[] Pages =
    [
        "/administration", "/administration/users", "/administration/users/new", "/administration/users/officer", "/administration/programmes", "/administration/programmes/fields/2023.1",
        "/administration/calendar", "/administration/mail-templates", "/administration/mail-templates/E04", "/administration/mail", "/administration/effects", "/administration/cases",
    ];

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Administration_can_be_used_by_everybody(string language)
    {
        var office = await browser.OfficeAsync();
        var address = await Office.DraftAsync(await office.SignedInAsync("editor"));
        List<string> findings =
        [
            .. await AccessTests.LookAsync(await office.SignedInAsync("keeper", language), Pages, $"{language}-keeper"),
            .. await AccessTests.LookAsync(await office.SignedInAsync("auditor", language), [$"/administration{address}/events"], $"{language}-auditor"),
        ];
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }

    [Fact]
    public async Task Nor_is_any_of_them_wider_than_a_small_phone()
    {
        var office = await browser.OfficeAsync();
        var page = await office.SignedInAsync("keeper", width: 320);
        var wide = new List<string>();
        foreach (var path in Pages)
        {
            await page.GotoAsync(path);
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") > 320)
            {
                wide.Add(path);
            }
        }

        Assert.Empty(wide);
    }
}
