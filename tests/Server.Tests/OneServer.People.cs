using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.People;
using ProjectFlow.Portal.Accounts;

namespace ProjectFlow.Server.Tests;

/// <summary>People of a server, whatever its host.</summary>
public sealed partial class OneServer
{
    public const string Password = "correct horse battery";

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
}
