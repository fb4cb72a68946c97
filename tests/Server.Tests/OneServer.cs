using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.People;
using ProjectFlow.Portal;
using ProjectFlow.Portal.Accounts;

namespace ProjectFlow.Server.Tests;

/// <summary>The server as it ships, in Production, on a data folder of its own.</summary>
public sealed class OneServer : WebApplicationFactory<Program>
{
    public const string Password = "correct horse battery";

    public string Data { get; init; } = Directory.CreateTempSubdirectory("projectflow-").FullName;

    /// <summary>The time cases live in; null = the real one. Sessions always keep to the real clock.</summary>
    public MovableTime? CaseTime { get; init; }

    /// <summary>Extra settings, as on the command line.</summary>
    public Dictionary<string, string> Settings { get; } = new() { ["Portal:SignInsPerMinute"] = "1000", ["Logging:LogLevel:Default"] = "Error", ["Logging:LogLevel:Microsoft.AspNetCore"] = "Error" };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production").UseSetting("data", Data);
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }

        if (CaseTime is { } time)
        {
            builder.ConfigureTestServices(s => s.AddSingleton(new CaseClock(time, TimeSpan.Zero)));
        }
    }

    /// <summary>Somebody with account and person, signed in.</summary>
    public async Task<HttpClient> JoinAsync(Person person)
    {
        await AddAccountAsync(person.Id.Value);
        await Services.GetRequiredService<PeopleDirectory>().SaveAsync(person, TestContext.Current.CancellationToken);
        return await SignInAsync(person.Id.Value);
    }

    public async Task<Account> AddAccountAsync(string id, bool mustChange = false)
    {
        await using var scope = Services.CreateAsyncScope();
        var account = new Account { Id = id, UserName = id + "@example.cn", Email = id + "@example.cn", MustChangePassword = mustChange };
        var result = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(account, Password);
        Assert.True(result.Succeeded, result.ToString());
        return account;
    }

    public async Task<HttpClient> SignInAsync(string id)
    {
        var client = CreateClient();
        var answer = await LoginAsync(client, id, Password);
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public static Task<HttpResponseMessage> LoginAsync(HttpClient client, string id, string password, string query = "") =>
        client.PostAsJsonAsync("/api/account/login" + query, new { email = id + "@example.cn", password });

    public static async Task<string?> CodeOf(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(Data))
        {
            Directory.Delete(Data, recursive: true);
        }
    }
}
