using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;
using static ProjectFlow.Server.Tests.OneServer;

namespace ProjectFlow.Server.Tests;

public sealed class ApiTests : IDisposable
{
    private const string Unknown = "/api/cases/a-00000000000000000000000000";

    private readonly OneServer server = new();

    [Fact]
    public async Task Me_tells_the_roles_in_force_now()
    {
        var client = await SignedInAsync("wang", Role.ApplicantEditor);
        var me = await client.GetFromJsonAsync<JsonElement>("/api/me", TestContext.Current.CancellationToken);
        Assert.Equal("wang", me.GetProperty("id").GetString());
        Assert.Equal("applicantEditor", me.GetProperty("roles")[0].GetString());
    }

    [Fact]
    public async Task An_account_without_a_person_may_nothing()
    {
        await server.AddAccountAsync("nobody");
        var client = await server.SignInAsync("nobody");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/me", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Only_administrators_make_people_and_may_ask_twice()
    {
        var body = new { person = new { id = "chen", name = "陈", email = "chen@example.cn", language = "zh", roles = new[] { "officer" }, sections = new[] { "plan" } }, password = "a one-time password" };
        var refused = await (await SignedInAsync("wang", Role.ApplicantEditor)).PostAsJsonAsync("/api/people", body, TestContext.Current.CancellationToken);
        var admin = await SignedInAsync("root", Role.Administrator);
        var made = await admin.PostAsJsonAsync("/api/people", body, TestContext.Current.CancellationToken);
        var twice = await admin.PostAsJsonAsync("/api/people", body, TestContext.Current.CancellationToken);

        Assert.Equal("role-forbidden", await CodeOf(refused));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(HttpStatusCode.Created, twice.StatusCode);
    }

    [Theory]
    [InlineData(Unknown)]
    [InlineData(Unknown + "/form")]
    [InlineData(Unknown + "/events")]
    [InlineData("/api/cases/nonsense")]
    public async Task A_case_that_is_not_there_is_404(string path)
    {
        var answer = await (await SignedInAsync("wang", Role.ApplicantEditor)).GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("not-found", await CodeOf(answer));
    }

    [Fact]
    public async Task A_write_without_an_operation_id_is_refused()
    {
        var client = await SignedInAsync("wang", Role.ApplicantEditor);
        var answer = await client.PostAsJsonAsync(Unknown + "/commands", new { command = "request-guidance" }, TestContext.Current.CancellationToken);
        Assert.Equal("operation-id-missing", await CodeOf(answer));
    }

    [Theory]
    [InlineData("""{"command":"no-such-command"}""")]
    [InlineData("""{"command":"request-guidance","remark":"x"}""")]
    public async Task A_command_nobody_knows_or_with_members_nobody_knows_is_bad_json(string body)
    {
        var client = await SignedInAsync("wang", Role.ApplicantEditor);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "operation-1");
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var answer = await client.PostAsync(Unknown + "/commands", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("bad-json", await CodeOf(answer));
    }

    public void Dispose() => server.Dispose();

    private async Task<HttpClient> SignedInAsync(string id, Role role)
    {
        await server.AddAccountAsync(id);
        await server.Services.GetRequiredService<PeopleDirectory>().SaveAsync(new Person(new(id), id, id + "@example.cn", "zh", [role]), TestContext.Current.CancellationToken);
        return await server.SignInAsync(id);
    }
}
