using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Casework.Sheets;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Casework.Importing;

/// <summary>
/// Runs imports. The whole file is read once before anything is written, so that what cannot be read to its end leaves nothing
/// behind. A run cut off is taken up by running it again: rows already written are then the same and add nothing.
/// </summary>
public sealed class ImportRunner(ImportStore store, IDocuments documents, RegisterShelf shelf, RegisterDesk desk, CaseReader reader, PeopleDirectory people)
{
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(1);

    /// <summary>Takes an import on that nobody runs, and runs it. A defect of ours ends it, or it would be begun for ever.</summary>
    /// <exception cref="StorageUnavailableException">The run was cut off and may be taken up again.</exception>
    public async Task TakeOnAsync(string id, Func<DateTimeOffset> clock, CancellationToken ct)
    {
        if (await store.TakeAsync(id, clock(), ct) is not { } job)
        {
            return;
        }

        try
        {
            await RunAsync(job, clock, ct);
        }
        catch (Exception e) when (e is not StorageUnavailableException && !ct.IsCancellationRequested)
        {
            await store.SaveAsync(job with { Phase = ImportPhase.Failed, Why = ImportRefusals.Defect, EndedAt = clock() }, null, ct);
            throw;
        }
    }

    /// <exception cref="StorageUnavailableException">The run was cut off and may be taken up again.</exception>
    public async Task<ImportJob> RunAsync(ImportJob job, Func<DateTimeOffset> clock, CancellationToken ct)
    {
        var begun = job with { Phase = ImportPhase.Checking, Why = null, EndedAt = null };
        var (after, bad) = await TryAsync(begun, clock, ct);
        var over = after with { EndedAt = clock() };
        await store.NameAsync(job.Id, [.. bad.OrderBy(b => b.Row).GroupBy(b => b.Sheet).SelectMany(g => g)], ct);
        await store.SaveAsync(over, null, ct);
        return over;
    }

    private async Task<(ImportJob Job, IReadOnlyList<BadCell> Bad)> TryAsync(ImportJob job, Func<DateTimeOffset> clock, CancellationToken ct)
    {
        try
        {
            await using var content = await documents.OpenAsync(job.Document, ct);
            if (content is null)
            {
                return (Refused(job, ImportRefusals.FileGone), []);
            }

            using var file = await SheetReader.OpenAsync(content, ct);
            return await RunAsync(job, file, clock, ct);
        }
        catch (SheetRefusedException e)
        {
            return (Refused(job, e.Why), []);
        }
    }

    private async Task<(ImportJob Job, IReadOnlyList<BadCell> Bad)> RunAsync(ImportJob job, SheetReader file, Func<DateTimeOffset> clock, CancellationToken ct)
    {
        if (shelf.Newest(job.Register) is not { } register || await people.ActorAsync(job.By, clock(), ct) is not { } by || !RecordAccess.MayWrite(register, by))
        {
            return (Refused(job, ImportRefusals.PersonGone), []);
        }

        var chosen = await ChosenAsync(job, file, ct);
        if (!ImportPlan.TryMake(register, file, head => chosen[head.Sheet], out var plan, out var why))
        {
            return (Refused(job, why), []);
        }

        await RememberAsync(job, file, ct);
        job = job with { Notices = plan.Notices, Rows = file.Rows().LongCount(r => plan.Sheets.ContainsKey(r.Sheet)) };
        var pass = new ImportPass(register, plan, new(register, desk, reader, by, "import:" + job.FileName, clock));
        return job.Rows == 0 ? (Refused(job, ImportRefusals.NoRows), []) : await PassesAsync(job, file, pass, clock, ct);
    }

    private async Task<(ImportJob Job, IReadOnlyList<BadCell> Bad)> PassesAsync(ImportJob job, SheetReader file, ImportPass pass, Func<DateTimeOffset> clock, CancellationToken ct)
    {
        if (job.Mode != ImportMode.GoodRows)
        {
            var seen = await FollowAsync(job, write: false, file, pass, clock, ct);
            if (job.Mode == ImportMode.DryRun || seen.Tally.Bad > 0)
            {
                return (job.Mode == ImportMode.DryRun ? seen.Job with { Phase = ImportPhase.Done } : Refused(seen.Job, ImportRefusals.BadRows(seen.Tally.Bad)), seen.Tally.Named);
            }
        }

        var written = await FollowAsync(job with { Phase = ImportPhase.Writing }, write: true, file, pass, clock, ct);
        return (written.Job with { Phase = ImportPhase.Done }, written.Tally.Named);
    }

    /// <summary>One pass, telling how far it is about once a second.</summary>
    private async Task<(ImportJob Job, ImportTally Tally)> FollowAsync(ImportJob job, bool write, SheetReader file, ImportPass pass, Func<DateTimeOffset> clock, CancellationToken ct)
    {
        var tally = new ImportTally();
        await store.SaveAsync(tally.On(job), clock(), ct);
        var running = Task.Run(() => pass.RunAsync(file, job.Rows ?? 0, write, tally, ct), ct);
        try
        {
            while (await Task.WhenAny(running, Task.Delay(SaveEvery, ct)) != running)
            {
                await store.SaveAsync(tally.On(job), clock(), ct);
            }
        }
        finally
        {
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // it reads the file, which is closed after this
        }

        await running;
        return (tally.On(job), tally);
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> ChosenAsync(ImportJob job, SheetReader file, CancellationToken ct)
    {
        var chosen = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        foreach (var head in file.Sheets)
        {
            var remembered = await store.MappingAsync(job.Register, ColumnMapping.HashOf(ColumnMapping.HeadersOf(head)), ct);
            chosen[head.Sheet] = new Dictionary<string, string>([.. remembered.Where(r => !job.Columns.ContainsKey(r.Key)), .. job.Columns]);
        }

        return chosen;
    }

    private async Task RememberAsync(ImportJob job, SheetReader file, CancellationToken ct)
    {
        foreach (var headers in file.Sheets.Select(ColumnMapping.HeadersOf).Where(h => h.Any(job.Columns.ContainsKey)))
        {
            await store.RememberAsync(job.Register, ColumnMapping.HashOf(headers), job.Columns.Where(c => headers.Contains(c.Key)).ToDictionary(), ct);
        }
    }

    private static ImportJob Refused(ImportJob job, Refusal why) => job with { Phase = ImportPhase.Refused, Why = why };
}
