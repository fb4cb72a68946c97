using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ProjectFlow.Casework.People;

namespace ProjectFlow.Tests.Shared;

/// <summary>One signed-in person at the API. A write that got no answer is sent again under the same operation id.</summary>
public sealed class Caller : IDisposable
{
    private readonly HttpClient client;

    private Caller(HttpClient client) => this.client = client;

    public static async Task<Caller> SignInAsync(string url, Person person, CancellationToken ct)
    {
        var client = new HttpClient { BaseAddress = new(url), Timeout = TimeSpan.FromSeconds(10) };
        var answer = await client.PostAsJsonAsync("/api/account/login", new { email = person.Email, password = Workplace.Password }, ct);
        var token = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new(client);
    }

    /// <returns>The answer, once there is one.</returns>
    public async Task<JsonElement> PostAsync(string path, string json, string operation, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
                request.Headers.Add("Idempotency-Key", operation);
                using var answer = await client.SendAsync(request, ct);
                var body = await answer.Content.ReadAsStringAsync(ct);
                if (answer.IsSuccessStatusCode)
                {
                    return JsonDocument.Parse(body).RootElement;
                }

                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    throw new InvalidOperationException($"{operation}: {(int)answer.StatusCode} {body}");
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
            {
                // Nobody is there, or died before answering.
            }

            await Task.Delay(20, ct);
        }
    }

    public void Dispose() => client.Dispose();
}
