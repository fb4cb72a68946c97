using ProjectFlow.Casework.Lists;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Casework.Cases;

/// <summary>What a case shows outside itself: its lines in lists, and its facts.</summary>
internal static class Shown
{
    /// <summary>What may stand in lists and figures while they are brought in line. Most savings of a draft change nothing there.</summary>
    /// <param name="before">Null when the case has just begun.</param>
    /// <returns>Null when nothing has to be brought in line.</returns>
    public static Listed? Change(Book book, MetricCatalogue metrics, CaseState? before, CaseState after)
    {
        var now = Of(book, after);
        if (before is null)
        {
            return Listed(metrics, after, now);
        }

        var then = Of(book, before);
        if (CaseJson.Write(then).AsSpan().SequenceEqual(CaseJson.Write(now)))
        {
            return null;
        }

        var (stood, stands) = (Listed(metrics, before, then), Listed(metrics, after, now));
        return stood.Same(stands) ? null : stood.Or(stands);
    }

    private static Everything Of(Book book, CaseState state) => new([.. Lifecycle.Project(book, state).OfType<Projection.Line>()], Lifecycle.Facts(book, state));

    private static Listed Listed(MetricCatalogue metrics, CaseState state, Everything shown) => Lists.Listed.Of(state.Id, shown.Lines, Shares.Of(metrics.All, shown.Facts));

    private sealed record Everything(IReadOnlyList<Projection.Line> Lines, IReadOnlyList<CaseFacts> Facts);
}
