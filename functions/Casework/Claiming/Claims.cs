using System.Security.Cryptography;
using System.Text;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Claiming;

/// <summary>
/// Limits across cases (docs/decisions/0003-claims.md). One row per limited thing names its holders; it is read and written once
/// for each claim, on top of the command's own two round trips; the first claim of a thing only writes it.
/// </summary>
public sealed class Claims(IRows rows)
{
    private const string RowKey = "h";

    /// <summary>So long a claim is respected without asking its holder, who may be about to commit.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <returns>The refusal of the first claim that found no place; null when all are held.</returns>
    public async Task<Refusal?> TakeAsync(CaseId holder, IReadOnlyList<Claim> wanted, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var claim in wanted)
        {
            var outcome = claim.Limit > 0 ? await TakeFirstAsync(holder, claim, at, ct) : Outcome.Full;
            while (outcome == Outcome.Again)
            {
                outcome = await TryTakeAsync(holder, claim, at, ct);
            }

            if (outcome == Outcome.Full)
            {
                return claim.WhenFull;
            }
        }

        return null;
    }

    private async Task<Outcome> TakeFirstAsync(CaseId holder, Claim claim, DateTimeOffset at, CancellationToken ct)
    {
        var first = new Write.Insert(new(RowKey, CaseJson.Write(new Holders([new(holder, claim.Item, at)]))));
        return await rows.CommitAsync(PartitionOf(claim), [first], Guid.NewGuid().ToString("N"), ct) is CommitResult.Committed ? Outcome.Held : Outcome.Again;
    }

    private async Task<Outcome> TryTakeAsync(CaseId holder, Claim claim, DateTimeOffset at, CancellationToken ct)
    {
        var partition = PartitionOf(claim);
        var found = await rows.FindAsync(partition, [RowKey], ct);
        var row = found.GetValueOrDefault(RowKey);
        var holders = row is null ? [] : CaseJson.Read<Holders>(row.Body).Places;
        if (holders.FirstOrDefault(p => p.Case == holder && p.Item == claim.Item) is { } mine)
        {
            if (at - mine.Since < Grace)
            {
                return Outcome.Held;
            }

            holders = [.. holders.Where(p => p != mine)]; // taken anew, or another could take it away while this one commits
        }

        if (holders.Count >= claim.Limit)
        {
            holders = await StillHeldAsync(holders, claim, at, ct);
            if (holders.Count >= claim.Limit)
            {
                return Outcome.Full;
            }
        }

        var body = CaseJson.Write(new Holders([.. holders, new(holder, claim.Item, at)]));
        Write write = row is null ? new Write.Insert(new(RowKey, body)) : new Write.Replace(new(RowKey, body), row.Version);
        return await rows.CommitAsync(partition, [write], $"claim:{holder}:{claim.Item}:{row?.Version}", ct) is CommitResult.Committed ? Outcome.Held : Outcome.Again;
    }

    private async Task<IReadOnlyList<Place>> StillHeldAsync(IReadOnlyList<Place> holders, Claim claim, DateTimeOffset at, CancellationToken ct)
    {
        var still = new List<Place>();
        foreach (var place in holders)
        {
            if (at - place.Since < Grace || await HoldsAsync(place, claim, ct))
            {
                still.Add(place);
            }
        }

        return still;
    }

    private async Task<bool> HoldsAsync(Place place, Claim claim, CancellationToken ct)
    {
        var found = await rows.FindAsync(place.Case.Value, [CaseKeys.State], ct);
        return found.TryGetValue(CaseKeys.State, out var row)
            && Lifecycle.Holds(CaseRows.State(place.Case, row).State, claim with { Item = place.Item });
    }

    /// <summary>Claim keys hold what people typed (voucher numbers, names), so the partition is named by their hash.</summary>
    private static string PartitionOf(Claim claim) =>
        $"claim:{claim.Kind}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(claim.Key)))[..32]}";

    private enum Outcome
    {
        Held,
        Full,
        Again,
    }

    private sealed record Holders(IReadOnlyList<Place> Places);

    private sealed record Place(CaseId Case, string Item, DateTimeOffset Since);
}
