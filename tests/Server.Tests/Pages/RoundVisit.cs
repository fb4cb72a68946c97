using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.People;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>The bureau at work on a round, each at a browser without scripts.</summary>
internal sealed class RoundVisit(Journey way) : IDisposable
{
    private const string Second = "91320381DEMA00021B";

    private readonly Dictionary<string, Visitor> visitors = [];
    private string _editor = "editor";
    private string _signatory = "signatory";
    private string _org = Journey.Acme;

    public Journey Way { get; } = way;

    /// <summary>In the order in which they were handed in.</summary>
    public List<string> Cases { get; } = [];

    /// <summary>Of the case.</summary>
    public string Address => "/cases/" + Way.Case;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Two applications past the formal check, 轻质合金 asking for 100 万元 and 智能传感 for 25.5 万元.</summary>
    public static async Task<RoundVisit> BeginAsync(string programme = "whole")
    {
        var visit = new RoundVisit(await Journey.BeginAsync());
        await visit.Way.JoinAsync("other", [Core.Common.Role.Officer], section: "hightech");
        await visit.ApplyAsync(programme, "轻质合金", "100");
        await visit.ApplyAsync(programme, "智能传感", "25.5");
        return visit;
    }

    /// <summary>Until the round's list has followed.</summary>
    public async Task ApplyAsync(string programme, string title, string requested)
    {
        await Way.PassedAsync(programme, title, requested, _editor, _signatory, _org);
        await ListedAsync("leader", $"/programmes/{programme}/rounds/2023?state=Selection", title);
        Cases.Add(Way.Case);
    }

    /// <summary>From here on it is another enterprise that applies.</summary>
    public async Task SecondEnterpriseAsync()
    {
        await Way.Server.Services.GetRequiredService<PeopleDirectory>().SaveAsync(new Organisation(new(Second), "江苏乙公司", "enterprise", "Caoqiao") { Verified = true }, Ct);
        await Way.JoinAsync("editor2", [Core.Common.Role.ApplicantEditor], org: Second);
        await Way.JoinAsync("signatory2", [Core.Common.Role.ApplicantSignatory], org: Second);
        (_editor, _signatory, _org) = ("editor2", "signatory2", Second);
    }

    public async Task<Visitor> AsAsync(string who) => visitors.TryGetValue(who, out var visitor) ? visitor : visitors[who] = await Visitor.SignedInAsync(Way.Server, who);

    /// <summary>A page of the case, or any other that is named whole.</summary>
    public async Task<Sheet> GetAsync(string who, string page = "") => await (await AsAsync(who)).GetAsync(page.StartsWith("/programmes", StringComparison.Ordinal) || page.StartsWith("/rounds", StringComparison.Ordinal) ? page : Address + page);

    /// <summary>Asks until a page shows it: lists follow a little later.</summary>
    public Task<Sheet> ListedAsync(string who, string path, params string[] texts) => Journey.SoonAsync(
        async () => await GetAsync(who, path) is var page && texts.All(t => page.Text.Contains(t, StringComparison.Ordinal)) ? page : null, $"{string.Join(", ", texts)} on {path}");

    /// <summary>Sends a form with files; the values given take the place of those in it.</summary>
    public async Task<Sheet> SendAsync(string who, Sheet page, string action, (string Name, string Value)[] typed, params (string Name, string File)[] files)
    {
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in page.Form(action).Where(f => !typed.Any(t => t.Name == f.Key)).Select(f => (f.Key, f.Value)).Concat(typed))
        {
            body.Add(new StringContent(value), name);
        }

        foreach (var (name, file) in files)
        {
            body.Add(new ByteArrayContent(Encoding.UTF8.GetBytes("%PDF-1.7\n" + file)) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } }, name, file);
        }

        var answer = await (await AsAsync(who)).Client.PostAsync(action, body, Ct);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct), answer.RequestMessage!.RequestUri!);
    }

    /// <summary>How often a thing has happened to a case.</summary>
    public async Task<int> CountAsync(string id, string kind) =>
        (await Way.GetAsync("officer", $"/api/cases/{id}/events")).EnumerateArray().Count(e => e.GetProperty("event").GetProperty("event").GetString() == kind);

    public void Dispose()
    {
        foreach (var visitor in visitors.Values)
        {
            visitor.Dispose();
        }

        Way.Dispose();
    }
}
