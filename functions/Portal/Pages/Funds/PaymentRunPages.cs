using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Payments;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Funds;

/// <summary>What became of the lines of a run, for the person who asked for it.</summary>
internal static class PaymentRunPages
{
    /// <summary>Most runs are over by then; the page of one that is not says so.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    public static async Task<IResult> SeeAsync(string id, HttpContext http, PaymentRuns runs, TimeProvider time, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var found = await runs.FindAsync(id, ct);
        while (found is { Run.EndedAt: null } && found.Run.By == http.Actor().Id && time.GetElapsedTime(began) < Patience)
        {
            await Task.Delay(Between, ct);
            found = await runs.FindAsync(id, ct);
        }

        return found is not null && found.Run.By == http.Actor().Id ? Show.Page<BatchPage>(ModelOf(found)) : Refusal.NotFound.ToProblem();
    }

    private static BatchModel ModelOf(FoundRun found) =>
        new(found.Run.View, [.. found.Run.Lines.Index().Select(l => LineOf(l.Index, l.Item, found.Answers.GetValueOrDefault(l.Index)))], new Dictionary<string, IReadOnlyList<string>>(), true);

    private static BatchLine LineOf(int index, RunLine line, RunAnswer? answer) =>
        new(new(index, line.Case, line.Item, line.Amount), answer?.Title ?? line.Case.Value, answer?.Why, answer is null);
}
