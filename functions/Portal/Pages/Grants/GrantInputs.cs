using System.Globalization;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Portal.Pages.Commands;
using ProjectFlow.Portal.Shell;
using In = ProjectFlow.Portal.Pages.Commands.InputKind;
using Option = (string Value, string Zh, string En);

namespace ProjectFlow.Portal.Pages.Grants;

/// <summary>What can be chosen and filled in for the commands of a grant.</summary>
internal static class GrantInputs
{
    /// <summary>Rows of the plan of instalments on the page; what is left empty is no instalment.</summary>
    private const int PlanRows = 6;

    public static CommandInput Plan => new("instalments", In.Table, false)
    {
        Columns = [new("amount", In.Money, false), new("trigger", In.Choice, false) { Options = Words<InstalmentTrigger>("trigger") }, new("on", In.Day, false)],
        Options = [.. Enumerable.Range(1, PlanRows).Select(n => (Text(n), $"第{n}笔", $"Instalment {n}"))],
    };

    public static CommandInput ReportKinds => new("kind", In.Choice) { Label = ("报告类型", "Kind of report"), Options = Words<ReportKind>("report") };

    public static CommandInput AmendmentKinds => new("kind", In.Choice) { Label = ("变更类型", "Kind of change"), Options = Words<AmendmentKind>("amendment") };

    public static CommandInput MidtermResults => new("result", In.Choice) { Options = Words<MidtermResult>("midterm") };

    public static CommandInput AcceptanceResults => new("result", In.Choice) { Options = Words<AcceptanceResult>("acceptance") };

    public static CommandInput Bases => new("basis", In.Choice) { Options = Words<ClawbackBasis>("clawbackBasis") };

    public static CommandInput Approved => new("approved", In.Choice) { Options = [("true", "同意", "approved"), ("false", "不同意", "not approved")] };

    /// <summary>A row for each budget line, a column for each source of funds.</summary>
    public static CommandInput Budget(GrantContext g, string name) => new(name, In.Table, false)
    {
        Columns = [new("fiscal", In.Money, false), new("self", In.Money, false)],
        Options = [.. Categories(g).Select(c => (c, c, c))],
    };

    public static IReadOnlyList<CommandInput> Targets(Grant g) => g.Contract is not { } contract ? [] :
    [
        new("targetsMet", In.Table, false)
        {
            Columns = [new("met", In.Choice) { Options = [("true", "完成", "met"), ("false", "未完成", "not met")] }],
            Options = [.. contract.Targets.Select((t, i) => (Text(i), t, t))],
        },
    ];

    public static CommandInput Instalment(Grant g, Func<Instalment, bool> which) => new("instalment", In.Choice)
    {
        Options = [.. g.Instalments.Where(which).Select(i => (Text(i.No), $"第{i.No}笔 {i.Amount.ToYuanText()}元", $"No. {i.No}, {i.Amount.ToYuanText()} yuan"))],
    };

    public static CommandInput Payment(Grant g, Func<Payment, bool> which) => new("payment", In.Choice)
    {
        Options = [.. g.Payments.Where(which).Select(p => (p.Id, $"第{p.Instalment}笔 {p.Amount.ToYuanText()}元（{p.Id}）", $"No. {p.Instalment}, {p.Amount.ToYuanText()} yuan ({p.Id})"))],
    };

    public static CommandInput Report(Grant g) => new("report", In.Choice)
    {
        Label = ("报告", "Report"),
        Options = [.. g.Reports.Where(r => r.State == ReportState.Submitted).Select(r => (r.Id, $"{Zh("report", r.Kind)} {Times.Day(r.PeriodEnd)}", $"{En("report", r.Kind)} {Times.Day(r.PeriodEnd)}"))],
    };

    public static CommandInput Clawback(Grant g) => new("clawback", In.Choice)
    {
        Options = [.. g.Clawbacks.Where(c => !c.Closed).Select(c => (c.Id, $"{c.Id} 应退余额{c.Outstanding.ToYuanText()}元", $"{c.Id}, {c.Outstanding.ToYuanText()} yuan outstanding"))],
    };

    private static IReadOnlyList<string> Categories(GrantContext g) => g.Programme.Funding.Categories is { Count: > 0 } known ? known
        : g.Grant.Contract is { } contract ? [.. contract.Budget.Select(l => l.Category)] : ["项目经费"];

    private static IReadOnlyList<Option> Words<T>(string family)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => (v.ToString(), Zh(family, v), En(family, v)))];

    private static string Zh<T>(string family, T value) => Texts.Zh[$"{family}.{value}"];

    private static string En<T>(string family, T value) => Texts.En[$"{family}.{value}"];

    private static string Text(int n) => n.ToString(CultureInfo.InvariantCulture);
}
