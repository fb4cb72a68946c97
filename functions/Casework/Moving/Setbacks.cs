using System.Collections.Concurrent;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Moving;

/// <summary>
/// Puts off what keeps failing. The due index gives the earliest rows first, so cases that can never be moved would stand
/// at its head for ever and nobody else's deadline would be seen.
/// </summary>
public sealed class Setbacks(IRows rows)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<CaseId, int> _failed = new();

    public void Overcome(CaseId id) => _failed.TryRemove(id, out _);

    /// <summary>The first failure is tried again at once; from the second on the pause doubles, from 10 seconds to an hour.</summary>
    public async Task CountAsync(CaseId id, DateTimeOffset now, CancellationToken ct)
    {
        var times = _failed.AddOrUpdate(id, 1, (_, n) => n + 1);
        if (times > 1 && await DueAsync(id, now, ct) is { Count: > 0 } due)
        {
            var until = now + Pause(times - 2);
            Write[] writes = [.. due.Select(r => new Write.Replace(r.Row with { Due = until }, r.Version))];
            await rows.CommitAsync(id.Value, writes, Guid.NewGuid().ToString("N"), ct); // a conflict means that the case has moved after all
        }
    }

    private static TimeSpan Pause(int doublings) => doublings > 8 ? Longest : First * (1 << doublings);

    private async Task<IReadOnlyList<StoredRow>> DueAsync(CaseId id, DateTimeOffset now, CancellationToken ct)
    {
        var state = await rows.FindAsync(id.Value, [CaseKeys.State], ct);
        var effects = await rows.RangeAsync(id.Value, CaseKeys.Effects, CaseKeys.After(CaseKeys.Effects), RowLimits.MaxRows - 1, ct);
        return [.. state.Values.Concat(effects).Where(r => r.Row.Due <= now)];
    }
}
