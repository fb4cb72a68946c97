using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Uploads;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Pages.Commands;

namespace ProjectFlow.Portal.Pages.Rounds;

/// <summary>One case of a batch.</summary>
/// <param name="Version">The case as it stood when it was checked.</param>
/// <param name="Why">What stands against it; null when it would be, or was, accepted.</param>
public sealed record BatchCase(CaseId Case, long Version, string Title, string? Number, Refusal? Why)
{
    /// <summary>As a form carries it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Case}/{Version}");
}

/// <summary>Judges the cases of a batch, and carries it out: each case gets a command of its own, and each has its own answer.</summary>
internal sealed class RoundBatch(CaseDesk cases, Desk desk, CaseUploads noted, CaseClock clock)
{
    /// <summary>Cases of a batch, inclusive.</summary>
    public const int Most = 200;

    public static Refusal Size { get; } = new(RefusalKind.Invalid, "batch-size", $"请选择1至{Most}项", $"Choose from 1 to {Most} cases.");

    public Task<IReadOnlyList<BatchCase>> CheckAsync(HttpContext http, RoundView round, RoundStep step, IReadOnlyList<CaseId> chosen, CommandValues values, CancellationToken ct)
    {
        var example = step.Example(values, chosen, clock.Now);
        return EachAsync(http, round, chosen.Select(id => (id, (long?)null)), async found =>
            (await desk.JudgeAsync(found.View.Id, step.Make(example, found.View.Id) with { By = http.Actor(), At = clock.Now }, ct) as Answer.Refused)?.Why, ct);
    }

    /// <summary>As they were checked, without judging them again.</summary>
    public Task<IReadOnlyList<BatchCase>> AgainAsync(HttpContext http, RoundView round, IReadOnlyList<(CaseId Case, long? Version)> items, CancellationToken ct) =>
        EachAsync(http, round, items, _ => Task.FromResult<Refusal?>(null), ct);

    /// <summary>One after the other, in the order given: who comes first gets the last place of the quota.</summary>
    /// <param name="operation">Of the form; a double click sends the same.</param>
    public Task<IReadOnlyList<BatchCase>> GiveAsync(
        HttpContext http, RoundView round, RoundStep step, IReadOnlyList<(CaseId Case, long? Version)> items, CommandValues values, CaseUpload paper, OperationId operation, CancellationToken ct)
    {
        var seen = items.ToDictionary(i => i.Case, i => i.Version);
        return EachAsync(http, round, items, async found =>
        {
            var command = step.Make(values, found.View.Id) with { By = http.Actor(), At = clock.Now };
            await noted.NoteAsync(found.View.Id, paper, ct);
            var answer = await desk.HandleAsync(found.View.Id, command, DocumentRefs.NamedBy(command), OperationId.Parse($"{operation}-{found.View.Id}"), seen[found.View.Id], ct);
            return (answer as Answer.Refused)?.Why;
        }, ct);
    }

    /// <summary>Null when one of them is none, or one comes twice.</summary>
    public static IReadOnlyList<(CaseId Case, long? Version)>? Read(StringValues texts)
    {
        var items = texts.Select(Read).ToList();
        return items.Contains(null) || items.DistinctBy(i => i!.Value.Case).Count() < items.Count ? null : [.. items.Select(i => i!.Value)];
    }

    private static (CaseId Case, long? Version)? Read(string? text) =>
        text?.Split('/') is [var id, var version] && CaseId.TryParse(id, out var of) && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? (of, seen) : null;

    private async Task<IReadOnlyList<BatchCase>> EachAsync(HttpContext http, RoundView round, IEnumerable<(CaseId Case, long? Version)> items, Func<CaseContext, Task<Refusal?>> answer, CancellationToken ct)
    {
        var lines = new List<BatchCase>();
        foreach (var (id, version) in items)
        {
            lines.Add(await cases.FindAsync(http, id.Value, ct) is { } found && IsOf(round, found.Application)
                ? new(id, version ?? found.View.Version, found.Application.Title, found.Application.Number, await answer(found))
                : new(id, version ?? 0, id.Value, null, Refusal.NotFound));
        }

        return lines;
    }

    private static bool IsOf(RoundView round, Application a) => a.Programme.Id == round.Programme.Ref.Id && a.Year == round.Year;
}
