using System.Net;
using System.Text.Json;
using ProjectFlow.Adapters.Tests.Mail;
using ProjectFlow.Core.Common;
using static ProjectFlow.Server.Tests.OneServer;

namespace ProjectFlow.Server.Tests.Hooks;

/// <summary>A case whose mails go through a SendGrid of our own, which then tells what became of them.</summary>
public sealed class SendGridHookTests : IAsyncLifetime
{
    private readonly Signer signer = new();
    private TinySendGrid sendGrid = null!;
    private Journey way = null!;
    private string id = "";

    public async ValueTask InitializeAsync()
    {
        sendGrid = await TinySendGrid.StartAsync(202, "", ("X-Message-Id", "abc"));
        way = await Journey.BeginAsync(settings: Settings(signer, sendGrid.Address));
        await way.JoinAsync("keeper", [Role.Administrator]);
        await way.DraftAsync();
        await WholeWayTests.ApplyAsync(way);
        id = await Journey.SoonAsync(async () => (await MailsAsync()).Select(m => m.GetProperty("id").GetString()).FirstOrDefault(), "a mail");
        await StatusAsync("sent");
    }

    public async ValueTask DisposeAsync()
    {
        way.Dispose();
        signer.Dispose();
        await sendGrid.DisposeAsync();
    }

    [Fact]
    public async Task Delivered_is_told_on_the_page_of_mail()
    {
        Assert.Equal(HttpStatusCode.NoContent, await TellAsync(await EventAsync("delivered")));

        var mail = await MailAsync();
        Assert.Equal("delivered", mail.GetProperty("status").GetString());
        Assert.Equal("abc", mail.GetProperty("providerId").GetString());
    }

    [Fact]
    public async Task What_comes_back_suppresses_the_address_until_an_administrator_lifts_it()
    {
        var address = AddressOf(await MailAsync());
        Assert.Equal(HttpStatusCode.NoContent, await TellAsync(await EventAsync("bounce", "\"type\":\"bounce\",\"reason\":\"550 no such person\"")));

        Assert.Equal(("returned", "550 no such person"), await MailAsync() is var mail ? (mail.GetProperty("status").GetString(), mail.GetProperty("note").GetString()) : default);
        var held = Assert.Single((await way.GetAsync("keeper", "/api/mail/suppressions")).GetProperty("addresses").EnumerateArray());
        Assert.Equal((address, "returned"), (AddressOf(held), held.GetProperty("cause").GetString()));
        Assert.Equal("address-suppressed", await CodeOf(await AgainAsync()));

        Assert.Equal(HttpStatusCode.NoContent, (await LiftAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await LiftAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await AgainAsync()).StatusCode);
        await StatusAsync("sent");
        Assert.Equal("mail-not-resendable", await CodeOf(await AgainAsync()));
    }

    [Fact]
    public async Task Forged_or_stale_is_401_and_changes_nothing()
    {
        var body = await EventAsync("bounce");
        var now = Signer.Seconds(DateTimeOffset.UtcNow);
        using var stranger = new Signer();

        foreach (var request in new[]
        {
            stranger.Post(body),
            Signer.Post(body + " ", now, signer.Sign(now, body)),
            Signer.Post(body, now, ""),
            signer.Post(body, DateTimeOffset.UtcNow.AddHours(-26)),
            signer.Post(body, DateTimeOffset.UtcNow.AddMinutes(6)),
            new HttpRequestMessage(HttpMethod.Post, "/hooks/sendgrid") { Content = new StringContent(body) },
        })
        {
            var answer = await SendAsync(request);
            Assert.Equal((HttpStatusCode.Unauthorized, "bad-signature"), (answer.StatusCode, await CodeOf(answer)));
        }

        Assert.Equal("sent", (await MailAsync()).GetProperty("status").GetString());
        Assert.Empty((await way.GetAsync("keeper", "/api/mail/suppressions")).GetProperty("addresses").EnumerateArray());
    }

    [Fact]
    public async Task Signed_nonsense_is_refused()
    {
        Assert.Equal(HttpStatusCode.BadRequest, await TellAsync("{}"));
        Assert.Equal(HttpStatusCode.NoContent, await TellAsync("[]"));
    }

    [Fact]
    public async Task Mail_and_addresses_are_an_administrators_business()
    {
        foreach (var who in new[] { "officer", "leader", "editor" })
        {
            Assert.Equal("role-forbidden", await CodeOf(await way.As(who).GetAsync("/api/mail/suppressions", Ct)));
            Assert.Equal("role-forbidden", await CodeOf(await way.As(who).PostAsync("/api/mail/x/resend", null, Ct)));
            Assert.Equal("role-forbidden", await CodeOf(await way.As(who).PostAsync("/api/mail/suppressions/lift", Journey.Json(new { address = "a@example.org" }), Ct)));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await way.Server.CreateClient().GetAsync("/api/mail/suppressions", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await AgainAsync("no-mail")).StatusCode);
    }

    internal static Dictionary<string, string> Settings(Signer signer, Uri address) => new()
    {
        ["Mail:SendGrid:Key"] = "SG.test.0123456789",
        ["Mail:SendGrid:From"] = "kjj@example.gov.cn",
        ["Mail:SendGrid:Address"] = address.ToString(),
        ["Mail:SendGrid:WebhookKey"] = Convert.ToBase64String(signer.PublicKey),
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<IReadOnlyList<JsonElement>> MailsAsync() => [.. (await way.GetAsync("keeper", "/api/mail?month=2023-03")).GetProperty("mails").EnumerateArray()];

    private async Task<JsonElement> MailAsync() => (await MailsAsync()).Single(m => m.GetProperty("id").GetString() == id);

    private Task<string> StatusAsync(string status) => Journey.SoonAsync(async () => (await MailAsync()).GetProperty("status").GetString() == status ? status : null, "a mail " + status);

    private async Task<string> EventAsync(string kind, string? more = null) =>
        $$"""[{"event":"{{kind}}","effect":"{{id}}","email":"{{AddressOf(await MailAsync())}}","timestamp":1678104000{{(more is null ? "" : "," + more)}}}]""";

    private static string AddressOf(JsonElement of) => of.GetProperty("address").GetString()!;

    private async Task<HttpStatusCode> TellAsync(string body) => (await SendAsync(signer.Post(body))).StatusCode;

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => way.Server.CreateClient().SendAsync(request, Ct);

    private Task<HttpResponseMessage> AgainAsync(string? other = null) => way.As("keeper").PostAsync($"/api/mail/{Uri.EscapeDataString(other ?? id)}/resend", null, Ct);

    private Task<HttpResponseMessage> LiftAsync(string address) => way.As("keeper").PostAsync("/api/mail/suppressions/lift", Journey.Json(new { address }), Ct);
}
