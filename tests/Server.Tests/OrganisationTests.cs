using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ProjectFlow.Core.Common;
using static ProjectFlow.Server.Tests.OneServer;

namespace ProjectFlow.Server.Tests;

/// <summary>The register of organisations, and a look at the rules before anybody applies.</summary>
public sealed class OrganisationTests : IAsyncLifetime
{
    /// <summary>A genuine early code whose check character is not the one of GB 32100.</summary>
    private const string Doubtful = "91350211M0000XUF46";

    private Journey way = null!;

    public async ValueTask InitializeAsync() => way = await Journey.BeginAsync();

    public ValueTask DisposeAsync()
    {
        way.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_code_with_a_wrong_check_character_is_taken_but_its_licence_has_to_be_seen()
    {
        var made = await RegisterAsync(Doubtful);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var org = await made.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal((true, false), (org.GetProperty("codeNeedsLicence").GetBoolean(), org.GetProperty("verified").GetBoolean()));

        await way.JoinAsync("early", [Role.ApplicantEditor], org: Doubtful);
        Assert.Equal("org-not-verified", await CodeOf(await DraftAsync("draft-early-1")));
        await way.As("officer").PostAsync($"/api/orgs/{Doubtful}/verify", null, Ct);
        Assert.Equal(HttpStatusCode.Created, (await DraftAsync("draft-early-2")).StatusCode);
    }

    [Fact]
    public async Task A_right_code_needs_no_second_look_and_a_wrong_one_is_refused()
    {
        var right = await (await RegisterAsync("91320381DEMA00021B")).Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.False(right.GetProperty("codeNeedsLicence").GetBoolean());
        Assert.Equal(HttpStatusCode.BadRequest, (await RegisterAsync("91320381DEMA0001OG")).StatusCode);
    }

    [Fact]
    public async Task Only_the_bureaus_officers_verify()
    {
        Assert.Equal("role-forbidden", await CodeOf(await way.As("editor").PostAsync($"/api/orgs/{Journey.Acme}/verify", null, Ct)));
        Assert.Equal("role-forbidden", await CodeOf(await way.As("leader").PostAsync($"/api/orgs/{Journey.Acme}/verify", null, Ct)));
        Assert.Equal("not-found", await CodeOf(await way.As("officer").PostAsync("/api/orgs/91320381DEMA00021B/verify", null, Ct)));
    }

    [Theory]
    [InlineData("""{"project":{"staff":10}}""", "pass")]
    [InlineData("""{"project":{"staff":9}}""", "fail")]
    [InlineData("""{"project":{}}""", "unknown")]
    public async Task The_rules_are_judged_before_anybody_applies(string form, string outcome)
    {
        using var content = new StringContent(form, System.Text.Encoding.UTF8, "application/json");
        var answer = await way.As("editor").PostAsync("/api/programmes/scored/2023.1/eligibility", content, Ct);
        var rule = Assert.Single((await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).EnumerateArray());
        Assert.Equal(("staff", outcome, "At least 10 R&D staff"), (rule.GetProperty("ruleId").GetString(), rule.GetProperty("outcome").GetString(), rule.GetProperty("en").GetString()));
    }

    [Fact]
    public async Task There_are_no_rules_of_a_programme_that_is_not_on_the_shelf() =>
        Assert.Equal("not-found", await CodeOf(await way.As("editor").PostAsync("/api/programmes/scored/1999.1/eligibility", Journey.Json(new { }), Ct)));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Task<HttpResponseMessage> RegisterAsync(string uscc) =>
        way.As("officer").PostAsync("/api/orgs", Journey.Json(new { uscc, name = "厦门示例有限公司", type = "enterprise", area = "Caoqiao" }), Ct);

    private Task<HttpResponseMessage> DraftAsync(string operation) =>
        way.SendAsync("early", HttpMethod.Post, "/api/cases", Journey.Json(new { programme = new { id = "whole", version = "2023.1" }, org = Doubtful, title = "轻质合金" }), operation);
}
