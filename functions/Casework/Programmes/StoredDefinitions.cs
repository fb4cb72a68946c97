using System.Collections.Concurrent;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Definitions;
using ProjectFlow.Core.Mails;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Casework.Programmes;

/// <summary>
/// Keeps the shelf in line with what administrators have brought in. Asking whether something is new costs one read, and
/// none for two seconds after the last time; a change made here counts at once. Files are read once: a hash names a content.
/// </summary>
public sealed class StoredDefinitions(IRows rows, IDocuments documents, ProgrammeShelf shelf, TimeProvider clock) : IDisposable
{
    internal const string Programmes = "programmes";
    internal const string Calendars = "calendars";
    internal const string Wordings = "wordings";

    private const string Partition = "definitions";
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _one = new(1);
    private readonly ConcurrentDictionary<string, Parsed<Programme>> _programmes = new();
    private readonly ConcurrentDictionary<string, Parsed<WorkCalendar>> _calendars = new();
    private volatile Known? _known;

    /// <summary>To be called before the shelf is used for somebody, or for a case.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        if (_known is not { } known || clock.GetElapsedTime(known.At) >= Remembered)
        {
            await ReadAsync(ct);
        }
    }

    /// <summary>What is stored now; afterwards the shelf agrees with it.</summary>
    public async Task<StoredLists> ReadAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct); // an earlier answer must not take the place of a later one
        try
        {
            var found = await rows.FindAsync(Partition, [Programmes, Calendars, Wordings], ct);
            var versions = string.Join('|', found.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key}={r.Value.Version}"));
            var lists = _known?.Versions == versions ? _known.Lists : await PutAsync(ListsIn(found), ct);
            _known = new(clock.GetTimestamp(), versions, lists);
            return lists;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The programme in a stored file, or what is wrong with it by the rules of this release.</summary>
    public Task<Parsed<Programme>> ProgrammeAsync(BroughtIn file, CancellationToken ct) => ParsedAsync(_programmes, file, (name, utf8) => ProgrammeFile.Parse(name, utf8), ct);

    /// <param name="change">From what is stored to what shall be, or why not; called again when somebody was faster.</param>
    /// <returns>Null when it is done.</returns>
    internal async Task<Refusal?> ChangeAsync<T>(string key, T nothing, Func<T, (T After, Refusal? Why)> change, CancellationToken ct)
    {
        CommitResult result;
        do
        {
            var row = (await rows.FindAsync(Partition, [key], ct)).GetValueOrDefault(key);
            var (after, why) = change(row is null ? nothing : CaseJson.Read<T>(row.Body));
            if (why is not null)
            {
                return why;
            }

            var changed = new Row(key, CaseJson.Write(after));
            Write write = row is null ? new Write.Insert(changed) : new Write.Replace(changed, row.Version);
            result = await rows.CommitAsync(Partition, [write], Guid.NewGuid().ToString("N"), ct);
        }
        while (result is CommitResult.Conflict);
        await ReadAsync(ct);
        return null;
    }

    internal async Task<BroughtIn> KeepAsync(string fileName, ReadOnlyMemory<byte> content, PersonId by, DateTimeOffset at, CancellationToken ct)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        var stored = await documents.PutAsync(stream, content.Length, ct) ?? throw new InvalidOperationException("A file is as long as it is.");
        return new(stored.Hash, fileName, by, at);
    }

    public void Dispose() => _one.Dispose();

    private static StoredLists ListsIn(IReadOnlyDictionary<string, StoredRow> found) => new(
        Of<IReadOnlyList<StoredProgramme>>(found, Programmes) ?? [],
        Of<IReadOnlyList<StoredCalendar>>(found, Calendars) ?? [],
        Of<IReadOnlyDictionary<string, StoredWording>>(found, Wordings) ?? StoredLists.Empty.Wordings);

    private static T? Of<T>(IReadOnlyDictionary<string, StoredRow> found, string key)
        where T : class => found.TryGetValue(key, out var row) ? CaseJson.Read<T>(row.Body) : null;

    /// <summary>A file that can be read no more is left out, and its page says why; it must not stop everything else.</summary>
    private async Task<StoredLists> PutAsync(StoredLists lists, CancellationToken ct)
    {
        var opened = new List<Programme>();
        foreach (var stored in lists.Programmes.Where(p => p.Opened is not null).OrderBy(p => p.Opened!.At))
        {
            if ((await ProgrammeAsync(stored.File, ct)).Value is { } programme)
            {
                opened.Add(programme);
            }
        }

        var calendar = shelf.ShippedCalendar;
        foreach (var stored in lists.Calendars)
        {
            var parsed = await ParsedAsync(_calendars, stored.File, (name, utf8) => CalendarFile.Parse(name, utf8), ct);
            calendar = parsed.Value is { } newer && newer.IsNewerThan(calendar) ? newer : calendar;
        }

        shelf.Put(opened, calendar, lists.Wordings.Where(w => w.Value.Wording is not null).ToDictionary(w => w.Key, w => w.Value.Wording!));
        return lists;
    }

    private async Task<Parsed<T>> ParsedAsync<T>(ConcurrentDictionary<string, Parsed<T>> known, BroughtIn file, Func<string, byte[], Parsed<T>> parse, CancellationToken ct)
        where T : class
    {
        if (known.TryGetValue(file.Hash, out var parsed))
        {
            return parsed;
        }

        await using var content = await documents.OpenAsync(file.Hash, ct);
        if (content is null)
        {
            return new(null, [new(file.FileName, 1, "", "the stored file", "nothing")]);
        }

        using var whole = new MemoryStream();
        await content.CopyToAsync(whole, ct);
        return known[file.Hash] = parse(file.FileName, whole.ToArray());
    }

    private sealed record Known(long At, string Versions, StoredLists Lists);
}
