using System.Diagnostics;
using System.Globalization;
using System.Text;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Tests.Shared;

namespace ProjectFlow.Bench;

/// <summary>M1: an editor saves a draft of 2 KB, again and again with other content, against a bare commit of the same rows.</summary>
internal static class CommandPath
{
    private const int Callers = 32;

    private static readonly CaseId Draft = CaseId.Application("bench");
    private static readonly string[] Forms = [FormOf('甲'), FormOf('乙')];

    public static async Task<IEnumerable<Result>> OneCallerAsync(Options options)
    {
        using var folder = new BenchFolder();
        await using var workplace = Workplace.Open(folder.Path);
        using var probe = await ProbeAsync(workplace, folder.Path);
        var (desk, editor, n) = (workplace.Get<Desk>(), await EditorAsync(workplace), 0);
        FormContent[] forms = [.. Forms.Select(f => FormContent.Parse(Encoding.UTF8.GetBytes(f)))];

        async Task<long> SaveAsync(TimeSpan during)
        {
            var (watch, done) = (Stopwatch.StartNew(), 0L);
            for (; watch.Elapsed < during; done++)
            {
                Require(await desk.HandleAsync(Draft, new ApplicationCommand.SaveDraft("新合金", forms[n++ % 2]) { By = editor, At = DateTimeOffset.UtcNow }, OperationId.Parse($"bench-save-{n:D8}"), null, CancellationToken.None));
            }

            return done;
        }

        async Task<long> StoreAsync(TimeSpan during)
        {
            var (watch, done) = (Stopwatch.StartNew(), 0L);
            for (; watch.Elapsed < during; done++)
            {
                Write[] writes = [.. probe.Next().Select(r => new Write.Put(r))];
                await workplace.Rows.CommitAsync("probe", writes, $"store-{done}-{Guid.NewGuid():N}", CancellationToken.None);
            }

            return done;
        }

        return
        [
            await Measure.RatioAsync("M1a", "command / raw commit, in process, 1 caller", 0.5, options, probe.CommitAsync, SaveAsync),
            await Measure.RatioAsync("M1s", "of which the store alone / raw commit, 1 caller", 0, options, probe.CommitAsync, StoreAsync),
        ];
    }

    public static async Task<IEnumerable<Result>> OverHttpAsync(Options options)
    {
        using var folder = new BenchFolder();
        RawProbe probe;
        await using (var workplace = Workplace.Open(folder.Path))
        {
            probe = await ProbeAsync(workplace, folder.Path);
        }

        var url = ServerProcess.FreeUrl();
        using (probe)
        using (var server = await ServerProcess.StartAsync(folder.Path, url, CancellationToken.None))
        using (var editor = await Caller.SignInAsync(url, Workplace.Editor, CancellationToken.None))
        {
            var drafts = await Task.WhenAll(Enumerable.Range(0, Callers).Select(async i => (await editor.PostAsync("/api/cases",
                $$"""{"programme":{"id":"reward","version":"2026.1"},"org":"{{Workplace.Enterprise}}","title":"新合金"}""", $"bench-draft-{i}", CancellationToken.None)).GetProperty("case").GetString()!));
            var n = 0;

            async Task<long> SaveAsync(string draft, TimeSpan during)
            {
                var (watch, done) = (Stopwatch.StartNew(), 0L);
                for (; watch.Elapsed < during; done++)
                {
                    var json = string.Create(CultureInfo.InvariantCulture, $$"""{"command":"save-draft","title":"新合金","form":{{Forms[done % 2]}}}""");
                    await editor.PostAsync($"/api/cases/{draft}/commands", json, $"bench-save-{Interlocked.Increment(ref n)}", CancellationToken.None);
                }

                return done;
            }

            var used = new List<double>(); // a busy machine slows the rate, but not this

            async Task<long> SaveAllAsync(TimeSpan during)
            {
                var before = server.ProcessorTime;
                var saved = (await Task.WhenAll(drafts.Select(d => Task.Run(() => SaveAsync(d, during))))).Sum();
                used.Add((server.ProcessorTime - before).TotalMilliseconds / saved);
                return saved;
            }

            var result = await Measure.RatioAsync("M1c", $"command / raw commit, over HTTP, {Callers} callers", 1.0, options, probe.CommitAsync, SaveAllAsync);
            return [result with { Detail = string.Create(CultureInfo.InvariantCulture, $"{result.Detail}; server {Measure.Median(used.Skip(1)):0.000} ms of processor per command") }];
        }
    }

    /// <summary>Saves one draft, so that the probe knows the rows of such a commit.</summary>
    private static async Task<RawProbe> ProbeAsync(Workplace workplace, string folder)
    {
        await workplace.RegisterAsync(CancellationToken.None);
        var (desk, editor, at) = (workplace.Get<Desk>(), await EditorAsync(workplace), DateTimeOffset.UtcNow);
        Require(await desk.HandleAsync(Draft, new ApplicationCommand.CreateDraft(Workplace.Programme.Ref, Workplace.Enterprise, "新合金") { By = editor, At = at }, OperationId.Parse("bench-draft"), null, CancellationToken.None));
        Require(await desk.HandleAsync(Draft, new ApplicationCommand.SaveDraft("新合金", FormContent.Parse(Encoding.UTF8.GetBytes(FormOf('丙')))) { By = editor, At = at }, OperationId.Parse("bench-save-00000000"), null, CancellationToken.None));
        string[] keys = [CaseKeys.Event(2), CaseKeys.Refresh(2), CaseKeys.State, "o:u:bench-save-00000000", CaseKeys.Form];
        var written = await workplace.Rows.FindAsync(Draft.Value, keys, CancellationToken.None);
        return written.Count == keys.Length ? new(folder, Draft.Value, [.. keys.Select(k => written[k].Row)]) : throw new InvalidOperationException("A save writes other rows than the probe knows.");
    }

    private static async Task<Actor> EditorAsync(Workplace workplace) =>
        await workplace.Get<PeopleDirectory>().ActorAsync(Workplace.Editor.Id, DateTimeOffset.UtcNow, CancellationToken.None) ?? throw new InvalidOperationException("Nobody is the editor.");

    private static void Require(Answer answer)
    {
        if (answer is not Answer.Done { Events.Count: > 0 })
        {
            throw new InvalidOperationException(answer.ToString());
        }
    }

    private static string FormOf(char filling) => $$$"""{"project":{"goal":"{{{new string(filling, 680)}}}"}}""";
}

/// <summary>Writes the rows of one command with fresh keys where a command's are fresh.</summary>
internal sealed class RawProbe(string folder, string partition, IReadOnlyList<Row> template) : IDisposable
{
    private readonly RawRows raw = new(folder);
    private readonly byte[] pk = Encoding.UTF8.GetBytes(partition);
    private int n;

    public Task<long> CommitAsync(TimeSpan during)
    {
        var (watch, done) = (Stopwatch.StartNew(), 0L);
        for (; watch.Elapsed < during; done++)
        {
            raw.Commit(pk, [.. Next().Select(r => new RawRow(Encoding.UTF8.GetBytes(r.Key), r.Body.ToArray(), r.Due?.UtcTicks))]);
        }

        return Task.FromResult(done);
    }

    public void Dispose() => raw.Dispose();

    public IReadOnlyList<Row> Next()
    {
        n++;
        return [.. template.Select(r => r with { Key = KeyOf(r.Key) })];
    }

    private string KeyOf(string key) =>
        key.StartsWith(CaseKeys.Events, StringComparison.Ordinal) ? CaseKeys.Event(n)
        : key.StartsWith(CaseKeys.Effects, StringComparison.Ordinal) ? CaseKeys.Refresh(n)
        : key.StartsWith("o:", StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"o:u:bench-save-{n:D8}") : key;
}
