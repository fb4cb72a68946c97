using System.Net;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>Somebody at a browser without scripts: keeps cookies, follows redirects, sends forms as the page has them.</summary>
internal sealed class Visitor(OneServer server) : IDisposable
{
    private readonly HttpClient client = server.CreateClient(new() { HandleCookies = true, AllowAutoRedirect = true });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public HttpClient Client => client;

    public static async Task<Visitor> SignedInAsync(OneServer server, string id, string password = OneServer.Password)
    {
        var visitor = new Visitor(server);
        var page = await visitor.SendAsync(await visitor.GetAsync("/sign-in"), "/sign-in", ("email", id + "@example.cn"), ("password", password));
        Assert.NotEqual("/sign-in", page.Address.AbsolutePath);
        return visitor;
    }

    public async Task<Sheet> GetAsync(string path) => await ReadAsync(await client.GetAsync(path, Ct));

    /// <summary>Sends a form of the page; the values given take the place of those in it.</summary>
    public async Task<Sheet> SendAsync(Sheet page, string action, params (string Name, string Value)[] typed) => await ReadAsync(await PostAsync(page, action, typed));

    public Task<HttpResponseMessage> PostAsync(Sheet page, string action, params (string Name, string Value)[] typed)
    {
        var fields = page.Form(action).Where(f => !typed.Any(t => t.Name == f.Key)).Concat(typed.Select(t => KeyValuePair.Create(t.Name, t.Value)));
        return client.PostAsync(action, new FormUrlEncodedContent(fields), Ct);
    }

    private static async Task<Sheet> ReadAsync(HttpResponseMessage answer)
    {
        if (answer.StatusCode != HttpStatusCode.NotFound && answer.Content.Headers.ContentType?.MediaType is { } type)
        {
            Assert.True(type == "text/html", await answer.Content.ReadAsStringAsync(Ct));
        }

        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct), answer.RequestMessage!.RequestUri!);
    }

    public void Dispose() => client.Dispose();
}
