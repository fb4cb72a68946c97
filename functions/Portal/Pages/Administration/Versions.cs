using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Definitions;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Administration;

public enum VersionState
{
    /// <summary>New cases are begun under it.</summary>
    Current,

    /// <summary>Only cases that were begun under it go by it.</summary>
    Superseded,

    /// <summary>Brought in, and not opened yet.</summary>
    Trial,

    /// <summary>Stored, but wrong by the rules of this release.</summary>
    Unreadable,
}

/// <param name="Programme">Null when the stored file cannot be read.</param>
/// <param name="Stored">Null for one that was shipped.</param>
public sealed record VersionLine(ProgrammeRef Ref, Programme? Programme, VersionState State, StoredProgramme? Stored, IReadOnlyList<FileProblem> Problems)
{
    public string Address => $"/administration/programmes/{Uri.EscapeDataString(Ref.Id)}/{Uri.EscapeDataString(Ref.Version)}";
}

/// <param name="Problems">Of the file just refused.</param>
public sealed record VersionsModel(IReadOnlyList<VersionLine> Lines, IReadOnlyList<FileProblem> Problems, Refusal? Why = null);

/// <summary>Programme versions: shipped, brought in, tried out, opened.</summary>
internal static class Versions
{
    public static void MapVersions(this IEndpointRouteBuilder administration)
    {
        var programmes = administration.MapGroup("/programmes");
        programmes.MapGet("/", async (StoredDefinitions stored, ProgrammeShelf shelf, CancellationToken ct) => Show.Page<VersionsPage>(new VersionsModel(await LinesAsync(stored, shelf, ct), [])));
        programmes.MapPost("/", BringAsync);
        programmes.MapGet("/export", ExportAsync);
        programmes.MapGet("/{id}/{version}/file", FileAsync);
        programmes.MapTrial();
    }

    public static async Task<VersionLine?> FindAsync(string id, string version, StoredDefinitions stored, ProgrammeShelf shelf, CancellationToken ct)
    {
        var named = new ProgrammeRef(id, version);
        var entry = (await stored.ReadAsync(ct)).Find(named);
        return entry is null && shelf.Find(named) is null ? null : await LineAsync(named, entry, stored, shelf, ct);
    }

    private static async Task<IReadOnlyList<VersionLine>> LinesAsync(StoredDefinitions stored, ProgrammeShelf shelf, CancellationToken ct)
    {
        var lists = await stored.ReadAsync(ct);
        var lines = new List<VersionLine>();
        foreach (var named in shelf.All.Select(p => p.Ref).Union(lists.Programmes.Select(p => p.Ref)).OrderBy(r => r.Id, StringComparer.Ordinal).ThenBy(r => r.Version, StringComparer.Ordinal))
        {
            lines.Add(await LineAsync(named, lists.Find(named), stored, shelf, ct));
        }

        return lines;
    }

    private static async Task<VersionLine> LineAsync(ProgrammeRef named, StoredProgramme? entry, StoredDefinitions stored, ProgrammeShelf shelf, CancellationToken ct)
    {
        var parsed = entry is null ? new(shelf.Find(named), []) : await stored.ProgrammeAsync(entry.File, ct);
        var state = parsed.Value is null ? VersionState.Unreadable : entry is { Opened: null } ? VersionState.Trial : shelf.IsCurrent(named) ? VersionState.Current : VersionState.Superseded;
        return new(named, parsed.Value, state, entry, parsed.Problems);
    }

    private static async Task<IResult> BringAsync(HttpContext http, ProgrammeDefiner definer, StoredDefinitions stored, ProgrammeShelf shelf, CaseClock clock, CancellationToken ct)
    {
        var (name, content, why) = await DefinitionUploads.ReadAsync(http.Request, ct);
        var outcome = why is null ? await definer.BringAsync(name, content, http.Actor().Id, clock.Now, ct) : null;
        IReadOnlyList<FileProblem> problems = outcome is BringOutcome.Wrong wrong ? wrong.Problems : [];
        why ??= problems.Count > 0 ? DefinitionUploads.Wrong(problems) : null;
        return why is null ? Show.Next("/administration/programmes") : Show.Again<VersionsPage>(new VersionsModel(await LinesAsync(stored, shelf, ct), problems, why), why);
    }

    private static async Task<IResult> ExportAsync(string? format, HttpContext http, StoredDefinitions stored, ProgrammeShelf shelf, Screen screen, CancellationToken ct)
    {
        var rows = (await LinesAsync(stored, shelf, ct)).Select(l => (IReadOnlyList<object?>)
            [l.Ref.Id, l.Ref.Version, l.Programme is { } p ? screen.Of(p.NameZh, p.NameEn) : null, l.Programme?.Round.Year, screen.Word("versionState", l.State.ToString()), l.Stored?.File.By.Value, l.Stored is { } s ? Times.Minute(s.File.At) : null]);
        return await new Listing("programmes", [screen["versions.id"], screen["versions.version"], screen["cases.programme"], screen["versions.year"], screen["versions.state"], screen["versions.by"], screen["versions.at"]], rows.ToAsyncEnumerable()).SendAsync(http, format, ct);
    }

    private static async Task<IResult> FileAsync(string id, string version, HttpContext http, StoredDefinitions stored, IDocuments documents, CancellationToken ct)
    {
        if ((await stored.ReadAsync(ct)).Find(new(id, version)) is not { File: { } file } || await documents.OpenAsync(file.Hash, ct) is not { } content)
        {
            return Refusal.NotFound.ToProblem();
        }

        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(content, "application/json", file.FileName);
    }
}
