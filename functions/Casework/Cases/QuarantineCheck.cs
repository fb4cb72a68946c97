using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Cases;

/// <summary>Looks again at a case in quarantine, as after it was restored.</summary>
public sealed class QuarantineCheck(IRows rows, RefreshEffects refresh, Doorbell doorbell)
{
    /// <summary>Reads every row of the case. When all can be read, it is listed and moved again; if not, the reason kept is the one of now.</summary>
    /// <returns>False when there is no such case in quarantine.</returns>
    public async Task<bool> LookAsync(CaseId id, CancellationToken ct)
    {
        if (!(await rows.FindAsync(Quarantine.Partition, [id.Value], ct)).TryGetValue(id.Value, out var row))
        {
            return false;
        }

        try
        {
            await new CaseInspection(rows).ReadAllAsync(id, ct);
            await refresh.RewriteAsync(id, ct);
            await CommitAsync(new Write.Delete(id.Value), ct);
            doorbell.Ring(id, $"readable-{Guid.NewGuid():N}"[..30]);
        }
        catch (UnreadableCaseException e) when (e.Case == id)
        {
            var still = CaseJson.Read<Quarantined>(row.Body) with { Key = e.Key, Reason = e.Reason };
            await CommitAsync(new Write.Put(new(id.Value, CaseJson.Write(still))), ct);
        }

        return true;
    }

    private Task<CommitResult> CommitAsync(Write write, CancellationToken ct) =>
        rows.CommitAsync(Quarantine.Partition, [write], Guid.NewGuid().ToString("N"), ct);
}
