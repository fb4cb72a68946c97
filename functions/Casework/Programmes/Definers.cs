using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Definitions;
using ProjectFlow.Core.Mails;
using ProjectFlow.Core.Pools;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Casework.Programmes;

public abstract record BringOutcome
{
    /// <param name="Name">Of the programme version or calendar version now stored.</param>
    public sealed record Stored(string Name) : BringOutcome;

    /// <summary>The file has problems; nothing was stored.</summary>
    public sealed record Wrong(IReadOnlyList<FileProblem> Problems) : BringOutcome;

    private BringOutcome() { }
}

/// <summary>Brings programme versions in and opens them.</summary>
public sealed class ProgrammeDefiner(StoredDefinitions stored, ProgrammeShelf shelf, RegisterShelf registers)
{
    /// <summary>A version that cases may have been begun under is never replaced; one that is only tried out is.</summary>
    public async Task<BringOutcome> BringAsync(string fileName, ReadOnlyMemory<byte> utf8, PersonId by, DateTimeOffset at, CancellationToken ct)
    {
        var parsed = ProgrammeFile.Parse(fileName, utf8.Span);
        FileProblem[] problems = parsed.Value is { } whole ? [.. FillChecks.Across([(fileName, whole)], [.. registers.All])] : [.. parsed.Problems];
        if (problems.Length > 0)
        {
            return new BringOutcome.Wrong(problems);
        }

        var programme = parsed.Value!;
        var file = await stored.KeepAsync(fileName, utf8, by, at, ct);
        var taken = await stored.ChangeAsync<IReadOnlyList<StoredProgramme>>(StoredDefinitions.Programmes, [], known => With(known, new(programme.Ref, file)), ct);
        return taken is null ? new BringOutcome.Stored(programme.Ref.ToString())
            : new BringOutcome.Wrong([new(fileName, 1, "version", $"a version of {programme.Ref.Id} that is not in use yet", $"\"{programme.Ref.Version}\"")]);
    }

    /// <summary>From now on new cases of its round are begun under the version; cases keep theirs.</summary>
    /// <param name="seen">The versions that were open for the round when the person decided.</param>
    public async Task<Refusal?> OpenAsync(ProgrammeRef programme, IReadOnlyList<string> seen, PersonId by, DateTimeOffset at, CancellationToken ct)
    {
        if ((await stored.ReadAsync(ct)).Find(programme) is not { } entry || (await stored.ProgrammeAsync(entry.File, ct)).Value is not { } whole)
        {
            return Refusal.NotFound;
        }

        if (!Current(whole).SequenceEqual(seen))
        {
            return ProgrammeRefusals.Stale(Current(whole));
        }

        return await stored.ChangeAsync<IReadOnlyList<StoredProgramme>>(StoredDefinitions.Programmes, [], known => Opened(known, entry, new(by, at)), ct);
    }

    /// <summary>The versions new cases of the round are begun under now, in order.</summary>
    public IReadOnlyList<string> Current(Programme of) => [.. shelf.Current.Where(p => p.Ref.Id == of.Ref.Id && p.Round.Year == of.Round.Year).Select(p => p.Ref.Version)];

    private (IReadOnlyList<StoredProgramme> After, Refusal? Why) With(IReadOnlyList<StoredProgramme> known, StoredProgramme added) =>
        shelf.IsShipped(added.Ref) || known.Any(p => p.Ref == added.Ref && p.Opened is not null)
            ? (known, ProgrammeRefusals.Taken) : ([.. known.Where(p => p.Ref != added.Ref), added], null);

    /// <summary>The file the person has tried, and not one that took its place meanwhile.</summary>
    private static (IReadOnlyList<StoredProgramme> After, Refusal? Why) Opened(IReadOnlyList<StoredProgramme> known, StoredProgramme entry, Opening opening) =>
        known.FirstOrDefault(p => p.Ref == entry.Ref) is { Opened: null } now && now.File == entry.File
            ? ([.. known.Select(p => p == now ? p with { Opened = opening } : p)], null) : (known, Refusal.NotAllowedNow);
}

/// <summary>Brings newer calendars in.</summary>
public sealed class CalendarDefiner(StoredDefinitions stored, ProgrammeShelf shelf)
{
    public async Task<BringOutcome> BringAsync(string fileName, ReadOnlyMemory<byte> utf8, PersonId by, DateTimeOffset at, CancellationToken ct)
    {
        var parsed = CalendarFile.Parse(fileName, utf8.Span);
        await stored.ReadAsync(ct);
        FileProblem[] problems = parsed.Value is { } calendar ? [.. Against(shelf.Calendar, calendar, fileName)] : [.. parsed.Problems];
        if (problems.Length > 0)
        {
            return new BringOutcome.Wrong(problems);
        }

        var entry = new StoredCalendar(parsed.Value!.Version, await stored.KeepAsync(fileName, utf8, by, at, ct));
        await stored.ChangeAsync<IReadOnlyList<StoredCalendar>>(StoredDefinitions.Calendars, [], known => ([.. known, entry], null), ct);
        return new BringOutcome.Stored(entry.Version);
    }

    /// <summary>A calendar that forgot a year would silently make its days off working days.</summary>
    private static IEnumerable<FileProblem> Against(WorkCalendar inForce, WorkCalendar newer, string file)
    {
        if (!newer.IsNewerThan(inForce))
        {
            yield return new(file, 1, "calendarVersion", $"a version after {inForce.Version}", $"\"{newer.Version}\"");
        }

        if (inForce.Years.Except(newer.Years).ToList() is { Count: > 0 } lost)
        {
            yield return new(file, 1, "off", $"days off of every year from {inForce.Years[0]} to {inForce.Years[^1]}", "none in " + string.Join(", ", lost));
        }
    }
}

/// <summary>Words mails anew, and back.</summary>
public sealed class WordingDefiner(StoredDefinitions stored)
{
    /// <param name="wording">Null: the shipped one stands again.</param>
    /// <param name="seen">The version the person saw; 0 for none.</param>
    public async Task<Refusal?> PutAsync(string template, MailWording? wording, int seen, PersonId by, DateTimeOffset at, CancellationToken ct)
    {
        if (wording is not null && MailTemplates.Problems(template, wording) is { Count: > 0 } problems)
        {
            return ProgrammeRefusals.Wording with { Problems = problems };
        }

        return await stored.ChangeAsync<IReadOnlyDictionary<string, StoredWording>>(StoredDefinitions.Wordings, StoredLists.Empty.Wordings, known =>
        {
            var before = known.GetValueOrDefault(template)?.Version ?? 0;
            return before != seen ? (known, ProgrammeRefusals.WordingStale)
                : (new Dictionary<string, StoredWording>(known) { [template] = new(before + 1, wording, by, at) }, null);
        }, ct);
    }
}

public static class ProgrammeRefusals
{
    public static Refusal Superseded { get; } = new(RefusalKind.NotNow, "programme-superseded", "该申报通知已有新版本，请返回申报通知列表按新版本申报", "A newer version of this call is open; go back to the calls and apply under that one.");

    public static Refusal Taken { get; } = new(RefusalKind.NotNow, "version-taken", "该版本号已在使用", "This version is in use already.");

    public static Refusal Wording { get; } = new(RefusalKind.Unacceptable, "wording-wrong", "请修改标出的内容", "Correct what is marked.");

    public static Refusal WordingStale { get; } = new(RefusalKind.NotNow, "stale-version", "他人已先修改该模板；请核对后再次保存", "Somebody else changed this wording first; compare and save again.");

    public static Refusal Stale(IReadOnlyList<string> now) => new(RefusalKind.NotNow, "stale-version",
        $"当前开放的版本已变为 {string.Join('、', now)}，请核对后再操作", $"The version open has changed to {string.Join(", ", now)} meanwhile; look again before you go on.");
}
