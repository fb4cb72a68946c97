using System.Globalization;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Core.Rules;

/// <summary>Says of each rule that does not pass what would make it pass: how much, of what, or by when.</summary>
internal sealed class RuleGaps(FormDefinition form, FormValues values, DateOnly applicationDate, RuleJudge judge)
{
    /// <returns>Null when the rule passes.</returns>
    public Gap? Of(Rule rule)
    {
        var verdict = judge.Judge(rule);
        return verdict.Outcome switch
        {
            RuleOutcome.Pass => null,
            RuleOutcome.Manual => Manual(rule, verdict),
            RuleOutcome.Unknown => Unknown(rule),
            _ => Failed(rule, verdict),
        };
    }

    private Gap Failed(Rule rule, Verdict verdict) => rule switch
    {
        Rule.Compare r => Number(r.Left, r.Comparison, r.Right),
        Rule.Between r => r.Min is { } min && r.Value.Evaluate(values) < min.Value ? Number(r.Value, Comparison.Gte, min) : Number(r.Value, Comparison.Lte, r.Max!),
        Rule.OneOf r => new($"「{Zh(r.Field)}」应为：{string.Join("、", r.Values)}", $"\"{En(r.Field)}\" must be one of: {string.Join(", ", r.Values)}"),
        Rule.DateAgeAtLeast r => Age(r),
        Rule.RatioGte r => Ratio(r.Num, r.Den, r.Value),
        Rule.TieredRatio r => Ratio(r.Num, r.Den, judge.TierOf(r)!.Value),
        Rule.TieredThreshold r => Number(r.Value, Comparison.Gte, new(judge.TierOf(r)!.Gte, "")),
        Rule.ScoreTable r => judge.ScoreOf(r) is { Barred: true }
            ? new("有一项必须得分的指标为 0 分", "A part that must score has 0 points")
            : new($"估算得分 {verdict.Figure}，要求 {verdict.Threshold}", $"Estimated score {verdict.Figure}, asked {verdict.Threshold}"),
        Rule.SumEquals r => Difference(r),
        Rule.CountGte r => Lack(r.Count, r.Min - r.Count.Evaluate(values)!.Value, " 项", ""),
        Rule.Unique => new($"重复填报：{verdict.Figure}", $"Entered twice: {verdict.Figure}"),
        Rule.RegistryHas { Negate: true } r => new($"不得列入「{r.Registry}」", $"Must not be listed in '{r.Registry}'"),
        Rule.RegistryHas r => new($"须已登记「{r.Registry}」", $"Must be listed in '{r.Registry}'"),
        Rule.All r => Gap.Join(Inner(r.Rules), "；", "; "),
        Rule.Any r => Any(r),
        _ => new($"不符合：{rule.Zh}", $"Not met: {rule.En}"),
    };

    private Gap Manual(Rule rule, Verdict verdict) => rule switch
    {
        Rule.ScoreTable => new($"估算得分 {verdict.Figure}，要求 {verdict.Threshold}，其中部分由专家评定", $"Estimated score {verdict.Figure}, asked {verdict.Threshold}; experts judge a part of it"),
        Rule.All r => Gap.Join(Inner(r.Rules), "；", "; "),
        Rule.Any r => Any(r),
        _ => new(rule.Zh.Length > 0 ? $"须人工判断：{rule.Zh}" : "须人工判断", rule.En.Length > 0 ? $"A person decides: {rule.En}" : "A person decides"),
    };

    private Gap Unknown(Rule rule) => rule switch
    {
        Rule.All r => Gap.Join(Inner(r.Rules), "；", "; "),
        Rule.Any r => Any(r),
        Rule.RegistryHas or Rule.TieredThreshold when judge.OrgMissing => new("缺少企业登记信息", "The enterprise is not in the register"),
        _ when Absent(rule) is { Count: > 0 } names => new($"缺少数据：{string.Join("、", names.Select(Zh))}", $"Data missing: {string.Join(", ", names.Select(En))}"),
        _ => new($"无法计算：{rule.Zh}", $"Cannot be worked out: {rule.En}"),
    };

    /// <summary>The names a rule needs and the form does not have.</summary>
    private List<string> Absent(Rule rule) => [.. Leaves(rule).Where(l => l.Evaluate(values) is null).SelectMany(l => l.Names()).Concat(Fields(rule).Where(f => values.Text(f) is null)).Distinct()];

    private static IEnumerable<Expression> Leaves(Rule rule) => rule switch
    {
        Rule.Compare r => r.Left.Leaves(),
        Rule.Between r => r.Value.Leaves(),
        Rule.RatioGte r => r.Num.Leaves().Concat(r.Den.Leaves()),
        Rule.TieredRatio r => r.Num.Leaves().Concat(r.Den.Leaves()).Concat(r.TierBy.Leaves()),
        Rule.TieredThreshold r => r.Value.Leaves(),
        Rule.ScoreTable r => r.Inputs.Values.SelectMany(e => e.Leaves()),
        Rule.SumEquals r => r.Left.Leaves().Concat(r.Right.Leaves()),
        Rule.CountGte r => r.Count.Leaves(),
        _ => [],
    };

    private static IEnumerable<string> Fields(Rule rule) => rule switch
    {
        Rule.OneOf r => [r.Field],
        Rule.DateAgeAtLeast r => [r.Field],
        Rule.Unique r => [r.Field],
        _ => [],
    };

    private Gap Any(Rule.Any rule)
    {
        var ways = Gap.Join(Inner(rule.Rules), "；或 ", "; or ");
        return new($"满足其一即可：{ways.Zh}", $"One of these is enough: {ways.En}");
    }

    private List<Gap> Inner(IReadOnlyList<Rule> rules) => [.. rules.Select(Of).OfType<Gap>()];

    private Gap Number(Expression value, Comparison comparison, Operand right)
    {
        if (right.IsDate)
        {
            return comparison is Comparison.Gte or Comparison.Gt ? new($"「{Zh(value)}」应晚于 {right.Text}", $"\"{En(value)}\" must be after {right.Text}")
                : new($"「{Zh(value)}」应早于 {right.Text}", $"\"{En(value)}\" must be before {right.Text}");
        }

        var difference = right.Value - value.Evaluate(values)!.Value;
        return comparison switch
        {
            Comparison.Gte or Comparison.Gt => Lack(value, difference, Unit(value), EnUnit(value)),
            Comparison.Lte or Comparison.Lt => new($"「{Zh(value)}」超出 {Plain(-difference)}{Unit(value)}", $"\"{En(value)}\" is {Plain(-difference)}{EnUnit(value)} too much"),
            _ => new($"「{Zh(value)}」应为 {right.Text}{Unit(value)}", $"\"{En(value)}\" must be {right.Text}{EnUnit(value)}"),
        };
    }

    private Gap Lack(Expression of, decimal difference, string unit, string enUnit) => difference == 0
        ? new($"「{Zh(of)}」须高于现值", $"\"{En(of)}\" must be above what it is")
        : new($"「{Zh(of)}」还差 {Plain(difference)}{unit}", $"\"{En(of)}\": {Plain(difference)}{enUnit} more needed");

    /// <summary>How much the numerator lacks while the denominator stays; rounded up, to one where only whole ones count, else to a hundredth.</summary>
    private Gap Ratio(Expression num, Expression den, decimal least)
    {
        var lack = (least * den.Evaluate(values)!.Value) - num.Evaluate(values)!.Value;
        var step = num.Names().All(n => form.Find(n)?.Type == FieldType.Int) ? 1 : 100;
        return Lack(num, decimal.Ceiling(lack * step) / step, Unit(num), EnUnit(num));
    }

    private Gap Age(Rule.DateAgeAtLeast rule)
    {
        var from = values.Date(rule.Field)!.Value.AddDays(rule.Days);
        return new($"至 {Day(from)} 才满 {rule.Days} 天，还差 {from.DayNumber - applicationDate.DayNumber} 天", $"{rule.Days} days are full on {Day(from)}, {from.DayNumber - applicationDate.DayNumber} days from now");
    }

    private Gap Difference(Rule.SumEquals rule)
    {
        var (x, y) = (rule.Left.Evaluate(values)!.Value, rule.Right.Evaluate(values)!.Value);
        return new($"「{Zh(rule.Left)}」{Plain(x)} 与「{Zh(rule.Right)}」{Plain(y)} 相差 {Plain(Math.Abs(x - y))}{Unit(rule.Left)}", $"\"{En(rule.Left)}\" {Plain(x)} and \"{En(rule.Right)}\" {Plain(y)} differ by {Plain(Math.Abs(x - y))}{EnUnit(rule.Left)}");
    }

    private string Zh(Expression of) => string.Join("、", of.Names().Select(Zh).Distinct());

    private string En(Expression of) => string.Join(", ", of.Names().Select(En).Distinct());

    private string Zh(string name) => form.Find(name)?.LabelZh ?? name;

    private string En(string name) => form.Find(name)?.LabelEn ?? name;

    private string? UnitOf(Expression of) => of.Names().Select(n => form.Find(n)?.Unit ?? form.Find(string.Join('.', n.Split('.').Take(2)))?.Unit).FirstOrDefault(u => u is not null);

    private string Unit(Expression of) => UnitOf(of) is { } unit ? " " + unit : "";

    private string EnUnit(Expression of) => UnitOf(of) switch
    {
        null or "项" or "件" or "个" => "",
        "人" => " persons",
        "万元" => " × 10,000 yuan",
        "元" => " yuan",
        var unit => " " + unit,
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Plain(decimal value) => value.ToString("#,##0.######", CultureInfo.InvariantCulture);
}
