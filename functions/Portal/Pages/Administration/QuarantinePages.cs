using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Administration;

public sealed record QuarantineModel(IReadOnlyList<Quarantined> Cases);

/// <summary>Cases of which a row could not be read: why, and a second look after they were restored.</summary>
internal static class QuarantinePages
{
    public static void MapQuarantine(this IEndpointRouteBuilder administration)
    {
        var quarantine = administration.MapGroup("/quarantine");
        quarantine.MapGet("/", async (Quarantine cases, CancellationToken ct) => Show.Page<QuarantinePage>(new QuarantineModel(await cases.ListAsync(ct))));
        quarantine.MapGet("/export", ExportAsync);
        quarantine.MapPost("/{case}/check", CheckAsync);
    }

    private static async Task<IResult> ExportAsync(string? format, HttpContext http, Quarantine cases, Screen screen, CancellationToken ct)
    {
        var rows = (await cases.ListAsync(ct)).Select(q => (IReadOnlyList<object?>)[q.Case.Value, q.Key, q.Reason, Times.Minute(q.Since)]);
        return await new Listing("quarantine", [screen["trace.case"], screen["quarantine.row"], screen["effects.reason"], screen["quarantine.since"]], rows.ToAsyncEnumerable()).SendAsync(http, format, ct);
    }

    /// <summary>Shows the list again: a case that can be read is gone from it, any other stands there with the reason of now.</summary>
    private static async Task<IResult> CheckAsync(string @case, QuarantineCheck check, CancellationToken ct) =>
        CaseId.TryParse(@case, out var id) && await check.LookAsync(id, ct) ? Show.Next("/administration/quarantine") : Refusal.NotFound.ToProblem();
}
