using System.Net.Http.Headers;
using System.Text;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>The people around one grant of 1 000 000 yuan, each at a browser without scripts.</summary>
internal sealed class GrantVisit : IDisposable
{
    private readonly Dictionary<string, Visitor> visitors = [];

    private GrantVisit(Journey journey, string application) => (Journey, Application) = (journey, application);

    public Journey Journey { get; }

    public string Application { get; }

    public string Grant => "/grants/" + Journey.Case;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="signed">The contract is in force: 60 % is due.</param>
    public static async Task<GrantVisit> BeginAsync(bool signed = true, MovableTime? sessions = null)
    {
        var way = await Journey.BeginAsync(sessions: sessions);
        await WholeWayTests.ApplyAsync(way);
        await WholeWayTests.ReviewAsync(way);
        await WholeWayTests.DecideAsync(way);
        var application = way.Case;
        way.Case = await WholeWayTests.GrantAsync(way);
        if (signed)
        {
            await WholeWayTests.ContractAsync(way);
        }

        way.On("2023-07-10");
        return new(way, application);
    }

    public async Task<Visitor> AsAsync(string who) => visitors.TryGetValue(who, out var visitor) ? visitor : visitors[who] = await Visitor.SignedInAsync(Journey.Server, who);

    public async Task<Sheet> GetAsync(string who, string path) => await (await AsAsync(who)).GetAsync(path);

    /// <summary>Asks until a list shows it: lists follow a little later.</summary>
    public Task<Sheet> ListedAsync(string who, string path, string text) => Journey.SoonAsync(
        async () => await GetAsync(who, path) is var page && page.Text.Contains(text, StringComparison.Ordinal) ? page : null, $"{text} on {path}");

    public async Task<Sheet> SendAsync(string who, string command, (string Name, string Value)[] typed, params (string Name, string File)[] files)
    {
        var (visitor, address) = (await AsAsync(who), $"{Grant}/do/{command}");
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in (await visitor.GetAsync(address)).Form(address).Where(f => !typed.Any(t => t.Name == f.Key)).Select(f => (f.Key, f.Value)).Concat(typed))
        {
            body.Add(new StringContent(value), name);
        }

        foreach (var (name, file) in files)
        {
            body.Add(new ByteArrayContent(Encoding.UTF8.GetBytes("%PDF-1.7\n" + file)) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } }, name, file);
        }

        var answer = await visitor.Client.PostAsync(address, body, Ct);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct), answer.RequestMessage!.RequestUri!);
    }

    /// <summary>A command that must be accepted.</summary>
    public async Task<Sheet> GiveAsync(string who, string command, (string Name, string Value)[] typed, params (string Name, string File)[] files)
    {
        var page = await SendAsync(who, command, typed, files);
        Assert.True(page.Address.AbsolutePath == Grant, $"{command}: {page.Text}");
        return page;
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
