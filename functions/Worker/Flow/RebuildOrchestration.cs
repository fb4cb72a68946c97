using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Metrics;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Worker.Flow;

/// <summary>Where a rebuild stands.</summary>
/// <param name="List">Number of the list being gone through.</param>
/// <param name="After">Cursor in it; empty at its beginning.</param>
/// <param name="Counted">Cases so far; shown as the custom status.</param>
internal sealed record RebuildPlace(int List, string After, int Counted);

/// <param name="Cases">At most 24.</param>
/// <param name="Next">Null when every list has been gone through.</param>
internal sealed record RebuildPage(IReadOnlyList<string> Cases, RebuildPlace? Next);

/// <summary>Counts every case by the metric files in force, some at once. Begun anew every 20 pages, so that its history stays short.</summary>
internal static class RebuildOrchestration
{
    public const string Name = "Rebuild";

    private const int PagesInOneHistory = 20;
    private const int CasesInOneActivity = 6;

    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var place = context.GetInput<RebuildPlace>();
        for (var n = 0; place is not null && n < PagesInOneHistory; n++)
        {
            var page = await context.CallActivityAsync<RebuildPage>(RebuildActivities.Page, place, CaseFlowOrchestration.Retried);
            await Task.WhenAll(page.Cases.Chunk(CasesInOneActivity).Select(some => context.CallActivityAsync<int>(RebuildActivities.Count, some, CaseFlowOrchestration.Retried)));
            context.SetCustomStatus(new { Counted = place.Counted + page.Cases.Count });
            place = page.Next;
        }

        if (place is not null)
        {
            context.ContinueAsNew(place);
            return;
        }

        await context.CallActivityAsync<bool>(RebuildActivities.Finish, true, CaseFlowOrchestration.Retried);
    }
}

internal sealed class RebuildActivities(MetricRebuild rebuild, CaseLists lists)
{
    public const string Page = "RebuildPage";
    public const string Count = "RebuildCount";
    public const string Finish = "RebuildFinish";

    private const int PageSize = 24;

    [Function(Page)]
    public async Task<RebuildPage> PageAsync([ActivityTrigger] RebuildPlace place, CancellationToken ct)
    {
        var page = await lists.PageAsync(rebuild.Lists[place.List], place.After, PageSize, ct);
        var counted = place.Counted + page.Lines.Count;
        var next = page.Next is { } after ? place with { After = after, Counted = counted }
            : place.List + 1 < rebuild.Lists.Count ? new RebuildPlace(place.List + 1, "", counted)
            : null;
        return new([.. page.Lines.Select(l => l.Case.Value)], next);
    }

    [Function(Count)]
    public async Task<int> CountAsync([ActivityTrigger] string[] cases, CancellationToken ct)
    {
        foreach (var id in cases)
        {
            await rebuild.CountAsync(CaseId.Parse(id), ct);
        }

        return cases.Length;
    }

    [Function(Finish)]
    public async Task<bool> FinishAsync([ActivityTrigger] bool all, CancellationToken ct)
    {
        await rebuild.FinishAsync(ct);
        return all;
    }
}
