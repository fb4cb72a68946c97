using System.Globalization;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Casework.Importing;

/// <summary>Keeps imports, what was wrong in them, and what columns people chose.</summary>
public sealed class ImportStore(IRows rows)
{
    private const string Partition = "imports";
    private const string Jobs = "i:";
    private const string Open = "a:";
    private const string Bad = "b:";
    private const string Mappings = "m:";
    private const int BadInRow = 500;

    /// <summary>Whoever runs an import is heard of every second but while the file is opened; after so long nobody runs it.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    public async Task<ImportJob?> FindAsync(string id, CancellationToken ct) =>
        RowLimits.IsKey(Jobs + id) && (await rows.FindAsync(Partition, [Jobs + id], ct)).TryGetValue(Jobs + id, out var row) ? CaseJson.Read<ImportJob>(row.Body) : null;

    /// <summary>Imports that are not over and that nobody runs, such as those a stopped server left behind.</summary>
    public async Task<IReadOnlyList<string>> OpenAsync(DateTimeOffset now, CancellationToken ct) =>
        [.. (await rows.RangeAsync(Partition, Open, CaseKeys.After(Open), RowLimits.MaxAsked, ct)).Where(r => IsSilent(r, now)).Select(r => r.Key[Open.Length..])];

    /// <summary>Takes an import on, for one alone.</summary>
    /// <returns>Null when it is over, or somebody runs it.</returns>
    public async Task<ImportJob?> TakeAsync(string id, DateTimeOffset now, CancellationToken ct)
    {
        var found = await rows.FindAsync(Partition, [Open + id, Jobs + id], ct);
        if (!found.TryGetValue(Open + id, out var open) || !IsSilent(open, now))
        {
            return null;
        }

        var taken = new Write.Replace(new(Open + id, CaseJson.Write(new OpenImport(now))), open.Version);
        return await CommitAsync([taken], ct) is CommitResult.Committed ? CaseJson.Read<ImportJob>(found[Jobs + id].Body) : null;
    }

    /// <param name="heard">When somebody who runs it was heard of; null = it waits.</param>
    public Task SaveAsync(ImportJob job, DateTimeOffset? heard, CancellationToken ct)
    {
        Write open = job.IsOver ? new Write.Delete(Open + job.Id) : new Write.Put(new(Open + job.Id, CaseJson.Write(new OpenImport(heard))));
        return CommitAsync([new Write.Put(new(Jobs + job.Id, CaseJson.Write(job))), open], ct);
    }

    /// <summary>In place of what was named before.</summary>
    public async Task NameAsync(string id, IReadOnlyList<BadCell> bad, CancellationToken ct)
    {
        var before = await rows.RangeAsync(Partition, BadKey(id, 0), CaseKeys.After(Bad + id + ":"), RowLimits.MaxAsked, ct);
        Write[] writes = [.. bad.Chunk(BadInRow).Select((b, i) => new Write.Put(new(BadKey(id, i), CaseJson.Write(b))))];
        foreach (var write in writes.Concat(before.Where(b => writes.All(w => w.Key != b.Key)).Select(b => new Write.Delete(b.Key))))
        {
            await CommitAsync([write], ct);
        }
    }

    /// <summary>In the order of the file.</summary>
    public async IAsyncEnumerable<BadCell> BadAsync(string id, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var row in await rows.RangeAsync(Partition, BadKey(id, 0), CaseKeys.After(Bad + id + ":"), RowLimits.MaxAsked, ct))
        {
            foreach (var bad in CaseJson.Read<List<BadCell>>(row.Body))
            {
                yield return bad;
            }
        }
    }

    /// <summary>What somebody chose for these headers the last time; empty when nobody did.</summary>
    /// <param name="headers">As <see cref="ColumnMapping.HashOf"/>.</param>
    public async Task<IReadOnlyDictionary<string, string>> MappingAsync(string register, string headers, CancellationToken ct) =>
        RowLimits.IsKey(MappingKey(register, headers)) && (await rows.FindAsync(Partition, [MappingKey(register, headers)], ct)).TryGetValue(MappingKey(register, headers), out var row) ? CaseJson.Read<Dictionary<string, string>>(row.Body) : new Dictionary<string, string>();

    public Task RememberAsync(string register, string headers, IReadOnlyDictionary<string, string> mapping, CancellationToken ct) =>
        CommitAsync([new Write.Put(new(MappingKey(register, headers), CaseJson.Write(mapping)))], ct);

    private static bool IsSilent(StoredRow open, DateTimeOffset now) => CaseJson.Read<OpenImport>(open.Body).Heard is not { } heard || now - heard >= Silence;

    private static string BadKey(string id, int part) => string.Create(CultureInfo.InvariantCulture, $"{Bad}{id}:{part:D4}");

    private static string MappingKey(string register, string headers) => $"{Mappings}{register}:{headers}";

    private Task<CommitResult> CommitAsync(IReadOnlyList<Write> writes, CancellationToken ct) => rows.CommitAsync(Partition, writes, Guid.NewGuid().ToString("N"), ct);

    private sealed record OpenImport(DateTimeOffset? Heard);
}
