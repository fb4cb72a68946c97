using Microsoft.AspNetCore.Http;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Accounts;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Pages.Commands;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Rounds;

/// <param name="May">Whether a role of the reader does this at all; of each case the rulebook is asked when it is checked.</param>
/// <param name="Given">As typed.</param>
public sealed record StepModel(RoundView Round, RoundStep Step, bool May, CommandValues Given, Refusal? Why = null);

/// <param name="Kept">Stands for the file that came already; null when none did.</param>
/// <param name="Done">The commands were given: <see cref="BatchCase.Why"/> is what the desk answered.</param>
public sealed record BatchModel(RoundView Round, RoundStep Step, IReadOnlyList<BatchCase> Cases, CommandValues Given, bool Done = false, string? Kept = null, Refusal? Why = null)
{
    public IReadOnlyList<BatchCase> Good => [.. Cases.Where(c => c.Why is null)];

    /// <summary>Of those to be recommended, how many go beyond the quota.</summary>
    public int Beyond => Step == RoundStep.Select && !Done && Round.Quota is { } quota ? Math.Max(0, Round.Taken + Good.Count(c => Choice(c) == RoundStep.Recommend) - quota) : 0;

    /// <summary>Before which of the good ones the quota ends; null when it reaches for all.</summary>
    public int? LineBefore => Beyond == 0 ? null : Good.Select((c, i) => (c, i)).Where(x => Choice(x.c) == RoundStep.Recommend).Skip(Math.Max(0, Round.Quota!.Value - Round.Taken)).Select(x => (int?)x.i).FirstOrDefault();

    public string Choice(BatchCase c) => Given.Text(RoundStep.Of("choice", c.Case));
}

/// <summary>Choosing from a round's list, one page to check it, and the answer case by case.</summary>
internal static class BatchPages
{
    public static async Task<IResult> SeeAsync(RoundStep step, string id, int year, HttpContext http, RoundDesk desk, CancellationToken ct) =>
        await desk.FindAsync(http, id, year, ct) is { } round ? Show.Page<StepPage>(Empty(step, round, http)) : Refusal.NotFound.ToProblem();

    public static async Task<IResult> CheckAsync(string id, int year, string step, HttpContext http, RoundDesk desk, RoundBatch batch, CancellationToken ct)
    {
        if (RoundStep.Find(step) is not { } found || await desk.FindAsync(http, id, year, ct) is not { } round)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (!ApplicationAccess.IsFor(found.Command, http.Actor()))
        {
            return Refusal.RoleForbidden.ToProblem();
        }

        var values = Values(await http.Request.ReadFormAsync(ct));
        var chosen = InOrder(found, Chosen(found, values), values);
        var why = chosen.Count is 0 or > RoundBatch.Most ? RoundBatch.Size
            : found == RoundStep.Select && found.Problems(values, chosen) is { Count: > 0 } problems ? CommandRefusals.Incomplete(problems) : null;
        return why is not null ? Show.Again<StepPage>(Empty(found, round, http) with { Given = values, Why = why }, why)
            : Show.Page<BatchPage>(new BatchModel(round, found, await batch.CheckAsync(http, round, found, chosen, values, ct), values));
    }

    public static async Task<IResult> GiveAsync(string id, int year, string step, HttpContext http, RoundDesk desk, RoundBatch batch, KeptPapers papers, Proving proving, CancellationToken ct)
    {
        if (RoundStep.Find(step) is not { } found || await desk.FindAsync(http, id, year, ct) is not { } round)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (!ApplicationAccess.IsFor(found.Command, http.Actor()))
        {
            return Refusal.RoleForbidden.ToProblem();
        }

        var form = await http.Request.ReadFormAsync(ct);
        if (RoundBatch.Read(form["item"]) is not { Count: > 0 and <= RoundBatch.Most } items)
        {
            return RoundBatch.Size.ToProblem();
        }

        var (paper, why) = await papers.ReadAsync(form, found.File.Name, http.Actor(), ct);
        var values = Values(form).With(found.File.Name, paper?.Hash ?? "");
        why ??= Missing(found, values, [.. items.Select(i => i.Case)]);
        if (why is null && items.Any(i => Proof.MissingFor(http, found.Make(values, i.Case)) is not null))
        {
            return await proving.AskAsync(http, found.Command, round.Address, Typed(values.With(found.File.Name + ".kept", papers.Seal(paper!))), form);
        }

        return why is not null
            ? Show.Again<BatchPage>(new BatchModel(round, found, await batch.AgainAsync(http, round, items, ct), values, Kept: paper is null ? null : papers.Seal(paper), Why: why), why)
            : Show.Page<BatchPage>(new BatchModel(round, found, await batch.GiveAsync(http, round, found, items, values, paper!, CaseDesk.OperationOf(form["operation"]), ct), values, Done: true));
    }

    private static Refusal? Missing(RoundStep step, CommandValues values, IReadOnlyList<CaseId> cases) =>
        values.Problems(step.Shared).Concat(step.Problems(values, cases)).ToList() is { Count: > 0 } problems ? CommandRefusals.Incomplete(problems) : null;

    private static StepModel Empty(RoundStep step, RoundView round, HttpContext http) => new(round, step, ApplicationAccess.IsFor(step.Command, http.Actor()), new(new Dictionary<string, IReadOnlyList<string>>()));

    /// <summary>Those ticked; in the selection, those something was chosen for.</summary>
    private static IEnumerable<CaseId> Chosen(RoundStep step, CommandValues values)
    {
        var all = values.All("case").Select(text => CaseId.TryParse(text, out var id) ? id : (CaseId?)null).OfType<CaseId>().Distinct();
        return step == RoundStep.Select ? all.Where(id => values.Text(RoundStep.Of("choice", id)).Length > 0) : all;
    }

    private static IReadOnlyList<CaseId> InOrder(RoundStep step, IEnumerable<CaseId> cases, CommandValues values) =>
        step == RoundStep.Select ? [.. cases.OrderBy(id => values.Number(RoundStep.Of("rank", id)) ?? int.MaxValue)] : [.. cases];

    /// <summary>All but what belongs to the form itself; the file came already and is carried as its note.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Typed(CommandValues values) =>
        values.Given.Where(g => g.Key != "operation" && !g.Key.StartsWith("__", StringComparison.Ordinal)).SelectMany(g => g.Value.Select(v => KeyValuePair.Create(g.Key, v)));

    private static CommandValues Values(IFormCollection form) => new(form.Keys.ToDictionary(k => k, k => (IReadOnlyList<string>)[.. form[k].Select(v => v ?? "")]));
}
