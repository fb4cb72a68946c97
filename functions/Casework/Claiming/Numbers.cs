using System.Collections.Concurrent;
using System.Globalization;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Casework.Claiming;

/// <summary>
/// Hands out case numbers, <c>320381-prog-yyyy-nnnn</c>: unique per programme and year and never reused; a number taken for a
/// command that is then refused stays a gap (I18). The counter is remembered, so a number costs one round trip.
/// </summary>
public sealed class Numbers(IRows rows)
{
    /// <summary>Xinyi, GB/T 2260.</summary>
    public const string Region = "320381";

    private const string RowKey = "n";
    private readonly ConcurrentDictionary<string, Counter> _counters = new();

    public async Task<string> TakeAsync(string programme, int year, CancellationToken ct)
    {
        var counter = _counters.GetOrAdd($"number:{programme}:{year.ToString(CultureInfo.InvariantCulture)}", partition => new(partition));
        await counter.Turn.WaitAsync(ct);
        try
        {
            var number = await NextAsync(counter, ct);
            return string.Create(CultureInfo.InvariantCulture, $"{Region}-{programme}-{year}-{number:D4}");
        }
        finally
        {
            counter.Turn.Release();
        }
    }

    private async Task<long> NextAsync(Counter counter, CancellationToken ct)
    {
        while (true)
        {
            var next = counter.Last + 1;
            var row = new Row(RowKey, CaseJson.Write(next));
            Write write = counter.Version is { } version ? new Write.Replace(row, version) : new Write.Insert(row);
            if (await rows.CommitAsync(counter.Partition, [write], $"number:{Guid.NewGuid():N}", ct) is CommitResult.Committed committed)
            {
                (counter.Last, counter.Version) = (next, committed.Versions[RowKey]);
                return next;
            }

            var found = await rows.FindAsync(counter.Partition, [RowKey], ct);
            (counter.Last, counter.Version) = found.TryGetValue(RowKey, out var current) ? (CaseJson.Read<long>(current.Body), current.Version) : (0, null);
        }
    }

    private sealed class Counter(string partition)
    {
        public string Partition { get; } = partition;

        public SemaphoreSlim Turn { get; } = new(1, 1);

        public long Last { get; set; }

        public string? Version { get; set; }
    }
}
