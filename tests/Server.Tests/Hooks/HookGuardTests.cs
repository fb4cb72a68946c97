using System.Net;

namespace ProjectFlow.Server.Tests.Hooks;

/// <summary>What stands before the signature.</summary>
public sealed class HookGuardTests : IDisposable
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:1");

    private readonly Signer signer = new();

    private readonly OneServer server = new();

    public void Dispose()
    {
        signer.Dispose();
        server.Dispose();
    }

    [Fact]
    public async Task Without_a_verification_key_nothing_is_taken_however_well_signed()
    {
        Use(SendGridHookTests.Settings(signer, Nowhere));
        server.Settings.Remove("Mail:SendGrid:WebhookKey");

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("[]"));
    }

    [Fact]
    public async Task One_address_posts_so_many_times_a_minute()
    {
        Use(SendGridHookTests.Settings(signer, Nowhere));
        server.Settings["Portal:HookPostsPerMinute"] = "2";

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("[]"));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("[]"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await PostAsync("[]"));
    }

    /// <summary>At a socket, because the limit is the listening server's.</summary>
    [Theory]
    [InlineData(1024 * 1024, HttpStatusCode.NoContent)]
    [InlineData((1024 * 1024) + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_post_has_at_most_a_mebibyte(int bytes, HttpStatusCode status)
    {
        Use(SendGridHookTests.Settings(signer, Nowhere));
        server.UseKestrel(0);
        server.StartServer();

        Assert.Equal(status, await PostAsync("[" + new string(' ', bytes - 2) + "]"));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private void Use(Dictionary<string, string> settings)
    {
        foreach (var (name, value) in settings)
        {
            server.Settings[name] = value;
        }
    }

    private async Task<HttpStatusCode> PostAsync(string body) => (await server.CreateClient().SendAsync(signer.Post(body), Ct)).StatusCode;
}
