using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>The bureau and the enterprise of a journey, each at a browser without scripts.</summary>
internal sealed class CaseVisit : IDisposable
{
    private readonly Dictionary<string, Visitor> visitors = [];

    private CaseVisit(Journey journey) => Journey = journey;

    public Journey Journey { get; }

    public string Case => "/cases/" + Journey.Case;

    /// <summary>A draft of the given programme, made by the editor on a page.</summary>
    public static async Task<CaseVisit> BeginAsync(string programme = "fields", MovableTime? sessions = null)
    {
        var visit = new CaseVisit(await Journey.BeginAsync(sessions: sessions));
        var editor = await visit.AsAsync("editor");
        var page = await editor.SendAsync(await editor.GetAsync($"/programmes/{programme}/2023.1"), $"/programmes/{programme}/2023.1", ("title", "轻质合金"));
        visit.Journey.Case = page.Address.AbsolutePath.Split('/')[2];
        return visit;
    }

    /// <summary>Handed in by the signatory, waiting for the formal check.</summary>
    public static async Task<CaseVisit> SubmittedAsync()
    {
        var visit = await BeginAsync();
        await visit.FillAsync();
        await visit.Journey.AttachAsync();
        var signatory = await visit.AsAsync("signatory");
        await signatory.SendAsync(await signatory.GetAsync(visit.Case + "/check"), visit.Case + "/check", ("do", "submit"), ("declaration", "true"), ("pledge", "true"));
        return visit;
    }

    public async Task<Visitor> AsAsync(string who) => visitors.TryGetValue(who, out var visitor) ? visitor : visitors[who] = await Visitor.SignedInAsync(Journey.Server, who);

    /// <summary>Somebody of another enterprise.</summary>
    public async Task<Visitor> StrangerAsync()
    {
        if (visitors.TryGetValue("stranger", out var known))
        {
            return known;
        }

        await Journey.Server.Services.GetRequiredService<PeopleDirectory>().SaveAsync(new Organisation(new("91320381DEMA00021B"), "江苏乙公司", "enterprise", "Caoqiao") { Verified = true }, TestContext.Current.CancellationToken);
        await Journey.JoinAsync("stranger", [Role.ApplicantEditor, Role.ApplicantSignatory], org: "91320381DEMA00021B");
        return await AsAsync("stranger");
    }

    public async Task<Sheet> SaveAsync(string who, string section, params (string Name, string Value)[] typed)
    {
        var visitor = await AsAsync(who);
        var address = $"{Case}/form/{section}";
        return await visitor.SendAsync(await visitor.GetAsync(address), address, typed);
    }

    /// <summary>Everything the programme "fields" asks.</summary>
    public async Task FillAsync()
    {
        await SaveAsync("editor", "project", ("project.title", "轻质合金"), ("project.summary", "新工艺"), ("project.basis", "自主研发"), ("project.fields", "energy"), ("project.joint", "false"),
            ("project.period.from", "2023-05-01"), ("project.period.to", "2025-04-30"), ("project.staff", "12"));
        await SaveAsync("editor", "leader", ("leader.leader.name", "周工"));
        await SaveAsync("editor", "budget", ("budget.lines[0].category", "设备费"), ("budget.lines[0].fiscal", "12.5"));
        await SaveAsync("editor", "declaration", ("declaration.truthful", "true"));
    }

    /// <summary>Lists follow a little later.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var since = System.Diagnostics.Stopwatch.StartNew(); !await holds(); await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(30), "It did not come about.");
        }
    }

    public void Dispose()
    {
        foreach (var visitor in visitors.Values)
        {
            visitor.Dispose();
        }

        Journey.Dispose();
    }
}
