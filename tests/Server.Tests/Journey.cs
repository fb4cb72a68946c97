using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Server.Tests;

/// <summary>A bureau, an enterprise and one case, moved by nothing but HTTP.</summary>
internal sealed class Journey : IDisposable
{
    public const string Acme = "91320381DEMA00013G";
    private const string Zone = "+08:00";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, HttpClient> people = new();
    private int operations;

    public MovableTime Time { get; } = new(DateTimeOffset.Parse("2023-03-06T10:00:00" + Zone, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Null = the real time.</summary>
    public MovableTime? SessionTime { get; }

    public OneServer Server { get; }

    /// <summary>The case commands go to.</summary>
    public string Case { get; set; } = "";

    private Journey(string? programmes, MovableTime? sessions, IReadOnlyDictionary<string, string> settings)
    {
        SessionTime = sessions;
        Server = new() { CaseTime = Time, SessionTime = sessions };
        Server.Settings["programmes"] = programmes ?? Path.Combine(AppContext.BaseDirectory, "TestProgrammes");
        foreach (var (name, value) in settings)
        {
            Server.Settings[name] = value;
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="listening">At a socket, for a browser, instead of in memory.</param>
    /// <param name="settings">Settings of the server, besides its usual ones.</param>
    /// <param name="sessions">The time sessions live in; null = the real one.</param>
    public static async Task<Journey> BeginAsync(string? programmes = null, bool listening = false, IReadOnlyDictionary<string, string>? settings = null, MovableTime? sessions = null)
    {
        var journey = new Journey(programmes, sessions, settings ?? new Dictionary<string, string>());
        if (listening)
        {
            journey.Server.UseKestrel(0);
            journey.Server.StartServer();
        }

        var directory = journey.Server.Services.GetRequiredService<PeopleDirectory>();
        await directory.SaveAsync(new Organisation(new(Acme), "江苏示例新材料有限公司", "enterprise", "Caoqiao") { Verified = true }, Ct);
        await journey.JoinAsync("editor", [Role.ApplicantEditor], org: Acme);
        await journey.JoinAsync("signatory", [Role.ApplicantSignatory], org: Acme);
        await journey.JoinAsync("officer", [Role.Officer], section: "plan");
        await journey.JoinAsync("second", [Role.Officer], section: "plan");
        await journey.JoinAsync("head", [Role.SectionHead], section: "plan");
        await journey.JoinAsync("leader", [Role.Leader]);
        await journey.JoinAsync("funds", [Role.FundAdministrator]);
        return journey;
    }

    public HttpClient As(string who) => people[who];

    public async Task JoinAsync(string id, Role[] roles, string? org = null, string? section = null) => people[id] =
        await Server.JoinAsync(new Person(new(id), id, id + "@example.cn", "zh", roles) { Org = org is null ? null : new(org), Sections = section is null ? [] : [section] });

    /// <summary>Moves to 10:00 of that day.</summary>
    public void On(string day) => Time.Now = DateTimeOffset.Parse($"{day}T10:00:00{Zone}", System.Globalization.CultureInfo.InvariantCulture);

    public async Task DraftAsync(string programme = "whole", string title = "轻质合金", string who = "editor", string org = Acme)
    {
        var answer = await SendAsync(who, HttpMethod.Post, "/api/cases", Json(new { programme = new { id = programme, version = "2023.1" }, org, title }));
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Ct));
        Case = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("case").GetString()!;
    }

    /// <summary>An application past the formal check.</summary>
    /// <param name="requested">万元.</param>
    public async Task PassedAsync(string programme, string title, string requested, string editor = "editor", string signatory = "signatory", string org = Acme)
    {
        await DraftAsync(programme, title, editor, org);
        await DoAsync(editor, "save-draft", new { title, form = new { project = new { goal = "减重", requested, starts = "2023-07-01" } } });
        await AttachAsync(who: editor);
        await DoAsync(editor, "request-guidance");
        await DoAsync("head", "assign", new { to = "officer" });
        await DoAsync("officer", "pass-guidance", new { checklist = new[] { "form" } });
        await DoAsync(signatory, "submit", new { declaration = true, integrityPledge = true });
        await DoAsync("second", "verify-document", new { slot = "signed", originalSeen = true });
        await DoAsync("second", "pass-formal", new { eligibilityConfirmed = true });
    }

    /// <summary>Gives a command that must be accepted.</summary>
    public async Task<JsonElement> DoAsync(string who, string command, object? members = null)
    {
        var answer = await TryAsync(who, command, members);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{who} {command}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public Task<HttpResponseMessage> TryAsync(string who, string command, object? members = null, string? operation = null, string? version = null)
    {
        var body = (JsonObject?)JsonSerializer.SerializeToNode(members) ?? [];
        body.Insert(0, "command", command);
        return SendAsync(who, HttpMethod.Post, $"/api/cases/{Case}/commands", new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), operation, version);
    }

    public async Task<HttpResponseMessage> SendAsync(string who, HttpMethod method, string path, HttpContent? content, string? operation = null, string? version = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("Idempotency-Key", operation ?? $"operation-{Interlocked.Increment(ref operations)}");
        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", version);
        }

        return await people[who].SendAsync(request, Ct);
    }

    /// <summary>Hands in a small PDF that differs by its words.</summary>
    public async Task AttachAsync(string slot = "signed", string words = "signed", string who = "editor")
    {
        var answer = await SendAsync(who, HttpMethod.Put, $"/api/cases/{Case}/documents/{slot}?name={Uri.EscapeDataString("申请书.pdf")}", Pdf(words));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    /// <summary>Uploads a file to be named in a command.</summary>
    public async Task<string> FileAsync(string who, string words)
    {
        var answer = await SendAsync(who, HttpMethod.Put, $"/api/cases/{Case}/files", Pdf(words));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("hash").GetString()!;
    }

    public Task<JsonElement> GetAsync(string who, string path) => people[who].GetFromJsonAsync<JsonElement>(path, Ct);

    /// <summary>What comes about by itself: asks until it is there.</summary>
    public static async Task<T> SoonAsync<T>(Func<Task<T?>> look, string what)
        where T : class
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!limit.IsCancellationRequested)
        {
            if (await look() is { } found)
            {
                return found;
            }

            await Task.Delay(50, Ct);
        }

        throw new Xunit.Sdk.XunitException($"{what} did not come about in {Patience}");
    }

    public static StringContent Json(object body) => new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    public static ByteArrayContent Pdf(string words) => Bytes(Encoding.UTF8.GetBytes("%PDF-1.7\n" + words));

    public static ByteArrayContent Bytes(byte[] content) => new(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

    public void Dispose() => Server.Dispose();
}
