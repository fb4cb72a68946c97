using System.Globalization;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Ledger;

/// <summary>A table to be printed or written as a sheet: cells are text, <see cref="Money"/>, <see cref="DateOnly"/> or null.</summary>
public sealed record LedgerSheet(string Name, IReadOnlyList<string> Heading, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>The ledger in the official layout of 2021 (研发支出辅助账, 研发支出辅助账汇总表): one sheet a project, and the summary.</summary>
public static class LedgerSheets
{
    private static readonly TaxCategory[] Categories = Enum.GetValues<TaxCategory>();
    private static readonly string[] Voucher = ["凭证日期", "凭证种类", "凭证号数", "摘要", "会计凭证记载金额", "税法规定的归集金额"];
    private static readonly string[] Header = ["项目编号", "项目名称", "完成情况", "支出类型"];

    public static IReadOnlyList<LedgerSheet> Of(LedgerYear year) => [.. year.Projects.Select(p => Ledger(year, p)), Summary(year)];

    private static LedgerSheet Ledger(LedgerYear year, LedgerProject project)
    {
        var rows = RowsOf(year, project).ToList();
        return new(NameOf(year, project), [.. Heading("研发支出辅助账", year), $"项目编号：{project.No}　项目名称：{project.Name}　完成情况：{Completion(project)}　支出类型：{Kind(project)}"],
            [.. Voucher, .. Categories.Select(c => CategoryNames.Of(c).Zh)],
            [.. rows.Select(Line), Total(rows)]);
    }

    /// <summary>All projects in one table: their header before each line of the ledger.</summary>
    public static LedgerSheet Table(LedgerYear year) => new("研发支出辅助账", Heading("研发支出辅助账", year), [.. Header, .. Voucher, .. Categories.Select(c => CategoryNames.Of(c).Zh)],
        [.. year.Projects.SelectMany(p => RowsOf(year, p).Select(r => (IReadOnlyList<object?>)[p.No, p.Name, Completion(p), Kind(p), .. Line(r)]))]);

    /// <summary>A project whose costs are partly capitalised has a ledger for each kind.</summary>
    private static bool IsOf(LedgerRow r, LedgerProject p) => r.Project == p.No && r.Capitalised == p.Capitalised;

    private static IEnumerable<LedgerRow> RowsOf(LedgerYear year, LedgerProject project) => year.Rows.Where(r => IsOf(r, project)).OrderBy(r => r.On).ThenBy(r => r.VoucherNo, StringComparer.Ordinal);

    private static string NameOf(LedgerYear year, LedgerProject project) => year.Projects.Count(p => p.No == project.No) > 1 ? $"{Kind(project)} {project.No}" : project.No;

    private static IReadOnlyList<object?> Line(LedgerRow r) =>
        [r.On, r.VoucherType, r.VoucherNo, r.Summary, r.OnVoucher, r.TaxAmount, .. Categories.Select(c => r.Collected.TryGetValue(c, out var amount) ? (object?)amount : null)];

    private static IReadOnlyList<object?> Total(List<LedgerRow> rows) =>
        [null, null, null, "合计", rows.Sum(r => r.OnVoucher), rows.Sum(r => r.TaxAmount), .. Amounts(rows)];

    private static LedgerSheet Summary(LedgerYear year) => new("汇总表", Heading("研发支出辅助账汇总表", year),
        [.. Header, "允许加计扣除金额合计（归集）", .. Categories.Select(c => CategoryNames.Of(c).Zh)],
        [.. year.Projects.Select(p => ProjectLine(p, year.Rows.Where(r => IsOf(r, p) && r.Source == FundSource.Self))), .. Closing(year)]);

    private static IReadOnlyList<object?> ProjectLine(LedgerProject p, IEnumerable<LedgerRow> rows)
    {
        var own = rows.ToList();
        return [p.No, p.Name, Completion(p), Kind(p), own.Sum(r => r.TaxAmount), .. Amounts(own)];
    }

    /// <summary>The lines under the projects: totals as entered, and what counts after each cap, with its formula.</summary>
    private static IEnumerable<IReadOnlyList<object?>> Closing(LedgerYear year)
    {
        var tax = TaxSummary.Of(year.Rows);
        yield return ["合计", null, null, null, tax.Lines.Sum(l => l.Entered), .. tax.Lines.Select(l => (object?)l.Entered)];
        yield return ["前五项小计", null, null, null, tax.Lines.Take(5).Sum(l => l.Entered)];
        foreach (var line in tax.Lines.Where(l => l.By is not null))
        {
            yield return [line.Zh + "（限额后）", line.By!.Zh, null, null, line.Counted];
        }

        yield return ["允许加计扣除金额合计", null, null, null, tax.Total];
    }

    private static IEnumerable<object?> Amounts(List<LedgerRow> rows) => Categories.Select(c => (object?)rows.Sum(r => r.In(c)));

    private static string[] Heading(string title, LedgerYear year) =>
        [title, string.Create(CultureInfo.InvariantCulture, $"{year.Year} 年度　纳税人名称：{year.Enterprise}　统一社会信用代码：{year.CreditCode}　金额单位：元（列至角分）")];

    private static string Completion(LedgerProject project) => project.Completed ? "已完成" : "未完成";

    private static string Kind(LedgerProject project) => project.Capitalised ? "资本化" : "费用化";
}
