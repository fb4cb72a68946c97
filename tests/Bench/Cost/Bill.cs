using ProjectFlow.Tests.Shared.Life;

namespace ProjectFlow.Bench.Cost;

/// <summary>A line of the bill.</summary>
internal sealed record BillLine(string What, decimal Count, Price Price)
{
    public decimal Amount => Price.Of(Count);
}

/// <summary>What a life and a month of waiting cost, from what was counted and what is known of the platform.</summary>
internal static class Bill
{
    /// <summary>The reference life: three documents of 2 MB, kept 470 days; 60 pages read, of two requests to tables each.</summary>
    private const int Documents = 3, DocumentBytes = 2_000_000, Days = 470, Pages = 60, RequestsOfPage = 2;

    /// <summary>Rows of one life, generously.</summary>
    private const decimal RowBytes = 200_000;

    /// <summary>Memory of an instance, GB, and the least time billed per execution, seconds; no two overlap.</summary>
    private const decimal Memory = 2, LeastSeconds = 1;

    /// <summary>Requests of the durable provider, counted in its source: start, one episode without its messages, one activity, purging an instance.</summary>
    private const int StartTables = 2, StartQueues = 1, EpisodeTables = 3, EpisodeQueues = 2, ActivityQueues = 3, PurgeTables = 5;

    private const decimal DaysOfMonth = 30, Gigabyte = 1_000_000_000;

    /// <summary>Of one life.</summary>
    public static IReadOnlyList<BillLine> Life(LifeCount life, Prices prices)
    {
        var (months, executions) = (Days / DaysOfMonth, life.Commands + Pages + life.Episodes + life.Activities);
        return
        [
            new("rows: commands and flows", life.TableRequests, prices["table"]),
            new("rows: pages read", Pages * RequestsOfPage, prices["table"]),
            new("flows: history and instances", (life.Flows * (StartTables + PurgeTables)) + (life.Episodes * EpisodeTables), prices["table"]),
            new("flows: messages", (life.Flows * StartQueues) + (life.Episodes * EpisodeQueues) + (life.Activities * (ActivityQueues + 1)), prices["queue"]),
            new("documents written", Documents, prices["blobWrite"]),
            new("documents read", Documents * 2 * 3, prices["blobRead"]),
            new("documents kept", Documents * DocumentBytes / Gigabyte * months, prices["blobGbMonth"]),
            new("rows kept", RowBytes / Gigabyte * months, prices["tableGbMonth"]),
            new("executions", executions, prices["execution"]),
            new("compute of them", executions * Memory * LeastSeconds, prices["gbSecond"]),
        ];
    }

    /// <summary>Of one month in which nothing happens, with one hub partition.</summary>
    public static IReadOnlyList<BillLine> IdleMonth(Prices prices)
    {
        const decimal seconds = DaysOfMonth * 24 * 3600, sweeps = DaysOfMonth * 24 * 12, scalePolls = seconds / 10;
        return
        [
            new("scale controller looks at two queues every 10 s", scalePolls * 2, prices["queue"]),
            new("sweep every 5 minutes: due index", sweeps, prices["table"]),
            new("sweep: the timer's place and lock", sweeps * 3, prices["blobWrite"]),
            new("sweep: executions", sweeps, prices["execution"]),
            new("sweep: compute", sweeps * Memory * LeastSeconds, prices["gbSecond"]),
        ];
    }
}
