using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static ProjectFlow.Server.Tests.OneServer;

namespace ProjectFlow.Server.Tests;

public sealed class HttpTests : IClassFixture<OneServer>
{
    private readonly OneServer server;
    private readonly HttpClient client;

    public HttpTests(OneServer server) => (this.server, client) = (server, server.CreateClient());

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task The_server_says_how_it_is(string path) =>
        Assert.Equal("Healthy", await client.GetStringAsync(path, TestContext.Current.CancellationToken));

    [Fact]
    public async Task Whatever_is_not_opened_is_closed()
    {
        var answer = await client.GetAsync("/api/anything", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("not-signed-in", await CodeOf(answer));
    }

    [Theory]
    [InlineData("""{"email":"a","password":"b","emial":"c"}""", "$.emial")]
    [InlineData("""{"email":1,"password":"b"}""", "$.email")]
    [InlineData("""{"email":"a"}""", "$")]
    [InlineData("""{"email":"a","email":"b","password":"c"}""", "$.email")]
    [InlineData("""{"email":"a",""", "$")]
    public async Task Bad_json_is_answered_with_the_place(string body, string path)
    {
        var answer = await PostAsync(body);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("bad-json", problem.GetProperty("code").GetString());
        Assert.Equal("urn:projectflow:refusal:bad-json", problem.GetProperty("type").GetString());
        Assert.Equal(path, problem.GetProperty("problems")[0].GetProperty("path").GetString());
    }

    [Theory]
    [InlineData(20_000, HttpStatusCode.Unauthorized)]
    [InlineData(20_001, HttpStatusCode.BadRequest)]
    public async Task A_text_may_have_20000_characters(int length, HttpStatusCode expected) =>
        Assert.Equal(expected, (await PostAsync($$"""{"email":"a","password":"{{new string('x', length)}}"}""")).StatusCode);

    [Theory]
    [InlineData("en-GB, zh;q=0.5", "Sign in first.")]
    [InlineData("en;q=0.2, zh-CN", "请先登录")]
    [InlineData("fr", "请先登录")]
    [InlineData("en;q=0", "请先登录")]
    public async Task Answers_speak_the_callers_language(string accepted, string title)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/anything");
        request.Headers.AcceptLanguage.ParseAdd(accepted);
        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(title, (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_body_that_is_not_json_is_415()
    {
        await server.AddAccountAsync("li");
        var signedIn = await server.SignInAsync("li");
        using var content = new StringContent("email=a", new MediaTypeHeaderValue("text/plain"));
        var answer = await signedIn.PostAsync("/api/account/login", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal("wrong-media-type", await CodeOf(answer));
    }

    [Fact]
    public async Task The_description_is_open_and_names_only_open_doors()
    {
        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestContext.Current.CancellationToken);
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.True(document.GetProperty("paths").TryGetProperty("/api/account/login", out _));
        Assert.False(document.GetProperty("paths").TryGetProperty("/api/account/register", out _));
    }

    [Fact]
    public async Task The_description_lists_every_door()
    {
        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestContext.Current.CancellationToken);
        var described = document.GetProperty("paths").EnumerateObject().Select(p => p.Name).ToHashSet();
        var mapped = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => "/" + e.RoutePattern.RawText!.Trim('/').Replace(":int", "", StringComparison.Ordinal))
            .Where(p => p.StartsWith("/api/", StringComparison.Ordinal) && !p.EndsWith("/register", StringComparison.Ordinal));
        Assert.Empty(mapped.Distinct().Except(described));
    }

    private Task<HttpResponseMessage> PostAsync(string json) =>
        client.PostAsync("/api/account/login", new StringContent(json, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
}
