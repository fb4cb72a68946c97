using System.Net;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>What is typed comes back as it was typed; what is sent twice happens once.</summary>
public sealed class TypedTextTests
{
    public static TheoryData<string> Texts =>
    [
        "👩‍🔬 实验 🧪👍🏽", "𠀀𠮷𪛖（扩展B区）", "שלום \u200Fמימין\u200E לשמאל \u202Bעברית\u202C", "e\u0301 与 é 不同", "<script>alert('x')</script> &amp; \"'`", "第一行\n\n\t第二行",
        string.Concat(Enumerable.Repeat("一千零一个夜晚𠮷🙂", 910))[..10_000],
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Every_character_comes_back_as_it_was_typed(string text)
    {
        using var visit = await CaseVisit.BeginAsync();
        await visit.SaveAsync("editor", "leader", ("leader.story", text));
        var form = await visit.Journey.GetAsync("editor", $"/api/cases/{visit.Journey.Case}/form");
        Assert.Equal(text, form.GetProperty("leader").GetProperty("story").GetString());
        var page = await (await visit.AsAsync("editor")).GetAsync(visit.Case + "/form/leader");
        Assert.Equal(text, page.Form(visit.Case + "/form/leader").Single(f => f.Key == "leader.story").Value);
    }

    [Fact]
    public async Task A_double_click_starts_one_case_and_submits_it_once()
    {
        using var visit = await CaseVisit.BeginAsync();
        var editor = await visit.AsAsync("editor");
        const string programme = "/programmes/fields/2023.1";
        var page = await editor.GetAsync(programme);
        var first = await editor.SendAsync(page, programme, ("title", "只此一份"));
        var second = await editor.SendAsync(page, programme, ("title", "只此一份"));
        Assert.Equal(first.Address, second.Address);

        await visit.FillAsync();
        await visit.Journey.AttachAsync();
        var signatory = await visit.AsAsync("signatory");
        var check = await signatory.GetAsync(visit.Case + "/check");
        (string, string)[] signed = [("do", "submit"), ("declaration", "true"), ("pledge", "true")];
        Assert.Equal(HttpStatusCode.OK, (await signatory.SendAsync(check, visit.Case + "/check", signed)).Status);
        Assert.Equal(HttpStatusCode.OK, (await signatory.SendAsync(check, visit.Case + "/check", signed)).Status);
        var events = await visit.Journey.GetAsync("editor", $"/api/cases/{visit.Journey.Case}/events");
        Assert.Single(events.EnumerateArray(), e => e.GetProperty("event").GetProperty("event").GetString() == "submitted-v1");
    }

    [Fact]
    public async Task The_first_page_is_small_and_asks_nobody_else_for_anything()
    {
        using var visit = await CaseVisit.BeginAsync();
        using var visitor = new Visitor(visit.Journey.Server);
        var page = await visitor.GetAsync("/sign-in");
        var files = System.Text.RegularExpressions.Regex.Matches(page.Html, "<(?:script|link|img)[^>]*(?:src|href)=\"([^\"]+)\"").Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.All(files, f => Assert.StartsWith("/assets/", f, StringComparison.Ordinal));
        var bytes = System.Text.Encoding.UTF8.GetByteCount(page.Html);
        foreach (var file in files)
        {
            bytes += (await visitor.Client.GetByteArrayAsync(file, TestContext.Current.CancellationToken)).Length;
        }

        Assert.InRange(bytes, 1, 60 * 1024);
    }
}
