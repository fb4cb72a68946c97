using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Adapters.Sqlite;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Server.Tests;

public sealed class FullDiskTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_a_full_disk_reads_go_on_writes_answer_503_with_the_reason_and_resume_by_themselves()
    {
        long? pages = null;
        using var disk = new OneServer();
        using var server = disk.WithWebHostBuilder(b => b.ConfigureServices(s => s.AddSingleton(new SqliteSettings { MaxPages = () => pages })));
        using var client = server.CreateClient();
        await server.Services.GetRequiredService<PeopleDirectory>().SaveAsync(new Person(new("root"), "根", "root@example.cn", "zh", [Role.Administrator]), Ct);
        var admin = await SignedInAsync(server, client);

        pages = 1; // what is in use already stays usable, so it takes some writes until it is full
        var (written, refused) = (0, await RegisterAsync(admin, 0));
        while (refused.IsSuccessStatusCode && written < 1000)
        {
            refused = await RegisterAsync(admin, ++written);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("storage-unavailable", await OneServer.CodeOf(refused));
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/api/me", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/api/orgs/91320381DEMA000000", Ct)).StatusCode);

        pages = 1_000_000;
        Assert.Equal(HttpStatusCode.Created, (await RegisterAsync(admin, written)).StatusCode);
    }

    private static Task<HttpResponseMessage> RegisterAsync(HttpClient admin, int n) =>
        admin.PostAsJsonAsync("/api/orgs", new { uscc = $"91320381DEMA{n:D6}", name = $"新沂市演示第{n}有限公司", type = "enterprise", area = "北沟街道" }, Ct);

    private static async Task<HttpClient> SignedInAsync(Microsoft.AspNetCore.Mvc.Testing.WebApplicationFactory<Program> server, HttpClient client)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Portal.Accounts.Account>>();
        await accounts.CreateAsync(new() { Id = "root", UserName = "root@example.cn", Email = "root@example.cn" }, OneServer.Password);
        var answer = await OneServer.LoginAsync(client, "root", OneServer.Password);
        var token = (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(Ct)).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }
}
