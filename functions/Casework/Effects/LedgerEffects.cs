using System.Globalization;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Effects;

/// <summary>A line of a fund's ledger: what one account gives, the other takes.</summary>
public sealed record Posting(string Id, CaseId Case, DateTimeOffset At, string Debit, string Credit, Money Amount, string Document);

/// <summary>Books postings on a fund's ledger of a year. The posting and both balances change in one batch, once (I6).</summary>
public sealed class LedgerEffects(IRows rows)
{
    private const string Postings = "p:";
    private const string Balances = "b:";

    public static string PartitionOf(string fund, int year) => string.Create(CultureInfo.InvariantCulture, $"ledger:{fund}:{year}");

    public async Task PerformAsync(EffectContext context, Effect.PostLedger effect, CancellationToken ct)
    {
        var posting = new Posting(context.Id, context.Case, context.CommittedAt, effect.Debit, effect.Credit, effect.Amount, effect.Document);
        var partition = PartitionOf(effect.Fund, effect.Year);
        var key = Postings + posting.Id;
        var (debit, credit) = (Balances + posting.Debit, Balances + posting.Credit);
        while (true)
        {
            var found = (await BalanceRowsAsync(partition, ct)).ToDictionary(r => r.Key);
            Write[] writes = [new Write.Insert(new(key, CaseJson.Write(posting))), Moved(found, debit, posting.Amount), Moved(found, credit, Money.Zero - posting.Amount)];
            if (await rows.CommitAsync(partition, writes, Guid.NewGuid().ToString("N"), ct) is CommitResult.Committed || (await rows.FindAsync(partition, [key], ct)).Count > 0)
            {
                return; // booked by now, or before
            }
        }
    }

    /// <summary>Balances by account; debits count up, credits down, so they sum to zero.</summary>
    public async Task<IReadOnlyDictionary<string, Money>> BalancesAsync(string fund, int year, CancellationToken ct)
    {
        var found = await BalanceRowsAsync(PartitionOf(fund, year), ct);
        return found.ToDictionary(r => r.Key[Balances.Length..], r => CaseJson.Read<Money>(r.Body));
    }

    /// <summary>All accounts of a fund and year, a handful, by one request.</summary>
    private Task<IReadOnlyList<StoredRow>> BalanceRowsAsync(string partition, CancellationToken ct) =>
        rows.RangeAsync(partition, Balances, CaseKeys.After(Balances), RowLimits.MaxAsked, ct);

    /// <param name="after">The id of the last posting seen; empty for the first page.</param>
    public async Task<IReadOnlyList<Posting>> PostingsAsync(string fund, int year, string after, int max, CancellationToken ct)
    {
        var from = after.Length == 0 ? Postings : Postings + after + "!";
        var found = await rows.RangeAsync(PartitionOf(fund, year), from, CaseKeys.After(Postings), max, ct);
        return [.. found.Select(r => CaseJson.Read<Posting>(r.Body))];
    }

    private static Write Moved(Dictionary<string, StoredRow> found, string key, Money by) =>
        found.TryGetValue(key, out var row)
            ? new Write.Replace(new(key, CaseJson.Write(CaseJson.Read<Money>(row.Body) + by)), row.Version)
            : new Write.Insert(new(key, CaseJson.Write(by)));
}
