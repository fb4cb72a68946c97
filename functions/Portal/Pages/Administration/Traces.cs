using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Administration;

/// <param name="Data">What each event says, by version; null for who may not read the case.</param>
public sealed record TraceModel(CaseId Case, CaseTrace Trace, IReadOnlyDictionary<long, string>? Data);

/// <summary>
/// The history of any case with its chain of hashes, for administrators and auditors. Administrators have no part in cases,
/// so what an event says stands there only for who may read the case.
/// </summary>
internal static class Traces
{
    private static readonly JsonSerializerOptions Readable = new(CaseJson.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapTraces(this IEndpointRouteBuilder pages)
    {
        var cases = pages.MapGroup("/administration/cases").RequireAuthorization(Policies.Trace);
        cases.MapGet("/", Find);
        cases.MapGet("/{id}/events", SeeAsync);
        cases.MapGet("/{id}/events/export", ExportAsync);
    }

    private static IResult Find(string? id) => CaseId.TryParse(id?.Trim() ?? "", out var found)
        ? Show.Next($"/administration/cases/{found}/events") : Show.Page<FindTracePage>(new FindTraceModel(id?.Trim()));

    private static async Task<IResult> SeeAsync(string id, long? after, HttpContext http, CaseReader reader, CaseClock clock, CancellationToken ct)
    {
        if (!CaseId.TryParse(id, out var of) || await reader.TraceAsync(of, Math.Max(after ?? 0, 0), ct) is not { } trace)
        {
            return Refusal.NotFound.ToProblem();
        }

        var history = await reader.HistoryAsync(of, http.Actor(), clock.Now, Math.Max(after ?? 0, 0), ct);
        return Show.Page<TracePage>(new TraceModel(of, trace, history?.ToDictionary(e => e.Version, e => JsonSerializer.Serialize(e.Event, Readable))));
    }

    private static async Task<IResult> ExportAsync(string id, string? format, HttpContext http, CaseReader reader, Screen screen, CancellationToken ct) =>
        CaseId.TryParse(id, out var of) && await reader.TraceAsync(of, 0, ct) is { } first
            ? await new Listing("events", [screen["trace.version"], screen["trace.at"], screen["trace.by"], screen["trace.event"], screen["trace.operation"], screen["trace.hash"], screen["trace.fits"]], RowsAsync(of, first, reader, ct)).SendAsync(http, format, ct)
            : Refusal.NotFound.ToProblem();

    private static async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(CaseId of, CaseTrace first, CaseReader reader, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (CaseTrace? part = first; part is not null; part = part.Next is { } next ? await reader.TraceAsync(of, next, ct) : null)
        {
            foreach (var e in part.Entries)
            {
                yield return [e.Version, Times.Minute(e.At), e.OnBehalfOf is { } absent ? $"{e.By} ({absent})" : e.By.Value, e.Name, e.Operation, e.Hash, e.Fits];
            }
        }
    }
}

/// <param name="Asked">What was typed and is no case id.</param>
public sealed record FindTraceModel(string? Asked);
