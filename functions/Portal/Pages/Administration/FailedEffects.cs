using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Administration;

public sealed record FailedEffectsModel(IReadOnlyList<DeadLetter> Letters);

/// <summary>Effects that failed five times: why, and once more.</summary>
internal static class FailedEffects
{
    public static void MapFailedEffects(this IEndpointRouteBuilder administration)
    {
        var effects = administration.MapGroup("/effects");
        effects.MapGet("/", async (DeadLetters letters, CancellationToken ct) => Show.Page<FailedEffectsPage>(new FailedEffectsModel(await letters.ListAsync(ct))));
        effects.MapGet("/export", ExportAsync);
        effects.MapPost("/{case}/{key}/retry", RetryAsync);
    }

    /// <summary>Such as <c>SendMail E08</c>: what was to be done, without what it says.</summary>
    public static string NameOf(PendingEffect pending) => pending switch
    {
        PendingEffect.Do { Effect: Core.Cases.Effect.SendMail mail } => $"SendMail {mail.Template}",
        PendingEffect.Do { Effect: Core.Cases.Effect.Tell tell } => $"Tell {tell.Case}",
        PendingEffect.Do { Effect: Core.Cases.Effect.FlagOrg flag } => $"FlagOrg {flag.Org} {flag.Flag}",
        PendingEffect.Do other => other.Effect.GetType().Name,
        _ => pending.GetType().Name,
    };

    private static async Task<IResult> ExportAsync(string? format, HttpContext http, DeadLetters letters, Screen screen, CancellationToken ct)
    {
        var rows = (await letters.ListAsync(ct)).Select(l => (IReadOnlyList<object?>)[l.Case.Value, NameOf(l.Pending), Times.Minute(l.CommittedAt), Times.Minute(l.At), l.Reason]);
        return await new Listing("failed-effects", [screen["trace.case"], screen["effects.what"], screen["effects.committed"], screen["effects.given"], screen["effects.reason"]], rows.ToAsyncEnumerable()).SendAsync(http, format, ct);
    }

    /// <summary>A repeat finds the letter gone.</summary>
    private static async Task<IResult> RetryAsync(string @case, string key, DeadLetters letters, CaseClock clock, CancellationToken ct) =>
        CaseId.TryParse(@case, out var id) && await letters.RetryAsync(id, key, clock.Now, ct) ? Show.Next("/administration/effects") : Refusal.NotFound.ToProblem();
}
