using System.Net;
using System.Text;
using System.Text.Json;
using static ProjectFlow.Server.Tests.OneServer;

namespace ProjectFlow.Server.Tests;

/// <summary>What a caller can get wrong, and what is answered.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private Journey way = null!;

    public async ValueTask InitializeAsync()
    {
        way = await Journey.BeginAsync();
        await way.DraftAsync();
    }

    public ValueTask DisposeAsync()
    {
        way.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("""{"command":"save-draft","title":"x","form":{},"remark":1}""", "bad-json")]
    [InlineData("""{"command":"record-external-stage","stage":"nonsense","on":"2023-03-01","document":"x"}""", "bad-json")]
    [InlineData("""{"command":"record-external-stage","stage":2,"on":"2023-03-01","document":"x"}""", "bad-json")]
    [InlineData("""{"command":"extend-deadline","dueOn":"2023-02-30","reason":"x"}""", "bad-json")]
    [InlineData("""{"command":"save-draft","title":"x","form":[]}""", "bad-json")]
    [InlineData("""{"command":"save-draft","title":"x","title":"y","form":{}}""", "bad-json")]
    [InlineData("[]", "bad-json")]
    public async Task A_body_outside_the_contract_is_400(string body, string code)
    {
        var answer = await CommandAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, await CodeOf(answer));
    }

    [Theory]
    [InlineData("""{"project":{"starts":"2023-02-30"}}""", "project.starts")]
    [InlineData("""{"project":{"requested":"1.0000001"}}""", "project.requested")]
    [InlineData("""{"nowhere":{}}""", "nowhere")]
    public async Task A_value_no_field_takes_is_told_with_its_place(string form, string path)
    {
        var answer = await CommandAsync($$"""{"command":"save-draft","title":"x","form":{{form}}}""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(path, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, HttpStatusCode.OK)]
    [InlineData(101, HttpStatusCode.UnprocessableEntity)]
    public async Task A_text_is_as_long_as_its_field_allows(int length, HttpStatusCode expected) =>
        Assert.Equal(expected, (await CommandAsync("{\"command\":\"save-draft\",\"title\":\"x\",\"form\":{\"project\":{\"goal\":\"" + new string('长', length) + "\"}}}")).StatusCode);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("\"x\"")]
    [InlineData("W/\"1\"")]
    public async Task A_version_that_is_none_is_400(string version) =>
        Assert.Equal("bad-version", await CodeOf(await way.TryAsync("editor", "request-guidance", version: version)));

    [Fact]
    public async Task A_version_that_has_passed_is_409()
    {
        await way.DoAsync("editor", "save-draft", new { title = "x", form = new { } });
        var answer = await way.TryAsync("editor", "save-draft", new { title = "y", form = new { } }, version: "\"1\"");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("stale-version", await CodeOf(answer));
    }

    [Fact]
    public async Task A_repeat_gets_the_first_answer_and_a_used_key_is_refused()
    {
        var first = await way.TryAsync("editor", "save-draft", new { title = "x", form = new { } }, operation: "operation-x");
        var again = await way.TryAsync("editor", "save-draft", new { title = "x", form = new { } }, operation: "operation-x");
        var other = await way.TryAsync("editor", "save-draft", new { title = "y", form = new { } }, operation: "operation-x");
        Assert.Equal(await first.Content.ReadAsStringAsync(Ct), await again.Content.ReadAsStringAsync(Ct));
        Assert.Equal("operation-id-reused", await CodeOf(other));
    }

    [Fact]
    public async Task Anothers_case_is_not_there_and_a_wrong_role_is_forbidden()
    {
        await way.JoinAsync("stranger", [Core.Common.Role.ApplicantEditor], org: "12320000DEMA00014U");
        var strange = await way.TryAsync("stranger", "request-guidance");
        var list = await way.As("stranger").GetAsync($"/api/lists/org:{Journey.Acme}", Ct);
        var metrics = await way.As("stranger").GetAsync("/api/metrics?year=2023", Ct);
        Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, list.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, metrics.StatusCode);
        Assert.Equal("role-forbidden", await CodeOf(await way.TryAsync("signatory", "request-guidance")));
    }

    [Theory]
    [InlineData("/api/metrics", "bad-year")]
    [InlineData("/api/metrics?year=1999", "bad-year")]
    [InlineData("/api/metrics?year=2101", "bad-year")]
    [InlineData("/api/metrics?year=x", "bad-request")]
    [InlineData("/api/metrics?year=2023&basis=x", "bad-basis")]
    [InlineData("/api/metrics?year=2023&asOf=2024-01-01", "bad-as-of")]
    [InlineData("/api/metrics/checks", "bad-year")]
    [InlineData("/api/lists/queue:plan?max=0", "bad-page")]
    [InlineData("/api/lists/queue:plan?max=101", "bad-page")]
    public async Task A_wrong_question_is_400(string path, string code) => Assert.Equal(code, await CodeOf(await way.As("officer").GetAsync(path, Ct)));

    [Theory]
    [InlineData("91320381DEMA0001OG", "credit-code-alphabet")]
    [InlineData("91320381", "credit-code-length")]
    public async Task A_credit_code_that_cannot_be_is_refused(string uscc, string code)
    {
        var answer = await way.SendAsync("officer", HttpMethod.Post, "/api/orgs", Journey.Json(new { uscc, name = "x", type = "enterprise" }));
        Assert.Equal("org-unacceptable", await CodeOf(answer));
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_say_what_they_are()
    {
        var figure = (await way.GetAsync("officer", "/api/metrics?year=2023")).EnumerateArray().First();
        Assert.Equal(["id", "value", "unit", "period", "asOf", "basis", "nameZh", "nameEn", "kind", "level", "target", "source", "months"], figure.EnumerateObject().Select(m => m.Name));
        Assert.Equal("applicationYear", figure.GetProperty("basis").GetString());
    }

    [Fact]
    public async Task Checks_say_how_they_came_out()
    {
        var check = (await way.GetAsync("officer", "/api/metrics/checks?year=2023")).EnumerateArray().Single(c => c.GetProperty("id").GetString() == "C02-relief");
        Assert.Equal(("unknown", "M46 / M45 * 100", 25m), (check.GetProperty("outcome").GetString(), check.GetProperty("left").GetString(), check.GetProperty("rightValue").GetDecimal()));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Task<HttpResponseMessage> CommandAsync(string body) =>
        way.SendAsync("editor", HttpMethod.Post, $"/api/cases/{way.Case}/commands", new StringContent(body, Encoding.UTF8, "application/json"));
}
