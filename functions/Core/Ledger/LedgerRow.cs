using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Ledger;

/// <summary>One voucher line of the auxiliary ledger, 2021 layout.</summary>
/// <param name="Project">项目编号.</param>
/// <param name="VoucherType">记, 转, 收 or 付.</param>
/// <param name="OnVoucher">Column 5, the amount on the voucher.</param>
/// <param name="Collected">Columns 7 to 14, what tax law lets one collect; what the voucher has beyond it stays visible as not deductible.</param>
public sealed record LedgerRow(string Project, DateOnly On, string VoucherType, string VoucherNo, string Summary, CostItem Item, Money OnVoucher, IReadOnlyDictionary<TaxCategory, Money> Collected)
{
    public FundSource Source { get; init; }

    /// <summary>资本化 instead of 费用化.</summary>
    public bool Capitalised { get; init; }

    /// <summary>Column 6.</summary>
    public Money TaxAmount => Collected.Values.Sum();

    public Money NotDeductible => OnVoucher - TaxAmount;

    public Money In(TaxCategory category) => Collected.GetValueOrDefault(category);

    /// <summary>The amount in the column of its item; in none where tax law knows no category for it.</summary>
    public static IReadOnlyDictionary<TaxCategory, Money> ByItem(CostItem item, Money amount) =>
        item.Tax is { } category ? new Dictionary<TaxCategory, Money> { [category] = amount } : new Dictionary<TaxCategory, Money>();
}

/// <summary>A project as the ledger's header names it.</summary>
/// <param name="Completed">已完成 rather than 未完成.</param>
public sealed record LedgerProject(string No, string Name, bool Completed, bool Capitalised);

/// <summary>One year of one enterprise.</summary>
public sealed record LedgerYear(int Year, string Enterprise, string CreditCode, IReadOnlyList<LedgerProject> Projects, IReadOnlyList<LedgerRow> Rows);
