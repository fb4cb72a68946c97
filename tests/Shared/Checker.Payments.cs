using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;

namespace ProjectFlow.Tests.Shared;

public sealed partial class Checker
{
    /// <summary>How many payments were recorded in grants.</summary>
    public int Payments => Paid().Count();

    /// <returns>Payments recorded in grants that were not booked exactly once, and bookings of payments that nobody recorded; for a store at rest.</returns>
    public IReadOnlyList<string> PaymentFaults()
    {
        var booked = _partitions.Where(p => p.Key.StartsWith("ledger:", StringComparison.Ordinal)).SelectMany(p => Under(p.Value, "p:")).Select(r => CaseJson.Read<Posting>(r.Value))
            .Where(p => p is { Debit: "advances", Credit: "bank" }).ToLookup(p => (p.Case, p.Document, p.Amount));
        var paid = Paid().ToHashSet();
        return
        [
            .. paid.Where(p => booked[p].Count() != 1).Select(p => $"{p.Case}: voucher {p.Document} was booked {booked[p].Count()} times"),
            .. booked.Where(b => !paid.Contains(b.Key)).Select(b => $"{b.Key.Case}: voucher {b.Key.Document} was booked but never paid"),
        ];
    }

    private IEnumerable<(CaseId Case, string Document, Money Amount)> Paid() =>
        from partition in _partitions
        where partition.Key.StartsWith("g-", StringComparison.Ordinal)
        from row in Under(partition.Value, "e:")
        let paid = CaseJson.Read<StoredEvent>(row.Value).Event as GrantEvent.Paid
        where paid is not null
        select (CaseId.Parse(partition.Key), paid.VoucherNo, paid.Amount);
}
