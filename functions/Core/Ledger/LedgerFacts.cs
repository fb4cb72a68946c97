using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Core.Ledger;

/// <summary>Makes a ledger's year of the records of the register <c>rd-ledger</c>.</summary>
public static class LedgerFacts
{
    public const string Register = "rd-ledger";

    private static readonly (string Path, TaxCategory Category)[] Columns =
        [.. Enum.GetValues<TaxCategory>().Select(c => ("collected." + Definitions.Words.Write(c), c))];

    /// <param name="facts">Of the year's records, in the order of their keys.</param>
    public static LedgerYear Year(int year, string enterprise, OrgId org, IReadOnlyList<CaseFacts> facts)
    {
        var projects = facts.Select(Project).GroupBy(p => (p.No, p.Capitalised)).Select(g => g.Last() with { Completed = g.All(p => p.Completed) });
        return new(year, enterprise, org.Value, [.. projects.OrderBy(p => p.No, StringComparer.Ordinal).ThenBy(p => p.Capitalised)], [.. facts.Select(Row)]);
    }

    private static LedgerProject Project(CaseFacts f) => new(Text(f, "ledger.project"), Text(f, "ledger.projectName"), Text(f, "ledger.completion") == "finished", Text(f, "ledger.spending") == "capitalised");

    /// <exception cref="InvalidOperationException">A cost item the rules do not know: register and rules do not fit together.</exception>
    private static LedgerRow Row(CaseFacts f)
    {
        var item = CostItem.Find(Text(f, "voucher.costItem")) ?? throw new InvalidOperationException($"No cost item '{Text(f, "voucher.costItem")}'.");
        var on = f.Values.GetValueOrDefault("voucher.on") is Fact.Day d ? d.Value : default;
        return new(Text(f, "ledger.project"), on, Type(Text(f, "voucher.type")), Text(f, "voucher.number"), Text(f, "voucher.summary"), item, Amount(f, "voucher.amount"), Collected(f, item))
        {
            Source = Text(f, "voucher.fundSource") == "fiscal" ? FundSource.Fiscal : FundSource.Self,
            Capitalised = Text(f, "ledger.spending") == "capitalised",
        };
    }

    /// <summary>As entered by column; where no column was entered, the whole stands in the column of its item.</summary>
    private static IReadOnlyDictionary<TaxCategory, Money> Collected(CaseFacts f, CostItem item)
    {
        var entered = Columns.Where(c => f.Values.ContainsKey(c.Path)).ToDictionary(c => c.Category, c => Amount(f, c.Path));
        return entered.Count > 0 ? entered : LedgerRow.ByItem(item, Amount(f, "collected.total"));
    }

    private static string Type(string word) => word switch { "journal" => "记", "transfer" => "转", "receipt" => "收", _ => "付" };

    private static Money Amount(CaseFacts f, string path) => f.Values.GetValueOrDefault(path) is Fact.Number n ? new((long)n.Value) : Money.Zero;

    private static string Text(CaseFacts f, string path) => f.Values.GetValueOrDefault(path) is Fact.Text t ? t.Value : "";
}
