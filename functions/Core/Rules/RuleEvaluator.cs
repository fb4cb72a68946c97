using System.Globalization;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Rules;

/// <summary>Judges a filled form by the rules of its programme. Missing data is unknown, never a fail.</summary>
public static class RuleEvaluator
{
    /// <param name="org">What registers say; null = not loaded, so whatever asks for them is unknown.</param>
    /// <param name="applicationDate">The day ages are counted to.</param>
    public static IReadOnlyList<RuleResult> Evaluate(Programme programme, FormContent form, OrgFacts? org, DateOnly applicationDate)
    {
        var values = new FormValues(programme.Form, form);
        var judge = new RuleJudge(values, org, applicationDate);
        var gaps = new RuleGaps(programme.Form, values, applicationDate, judge);
        return [.. programme.Rules.Select(r => Result(r, judge.Judge(r)) with { Missing = gaps.Of(r) })];
    }

    private static RuleResult Result(Rule rule, Verdict verdict) => new(rule.Id, verdict.Outcome, rule.Severity, verdict.Figure, verdict.Threshold, rule.Source, rule.Zh, rule.En);
}

/// <summary>What one rule comes to, with the figures shown to people.</summary>
internal sealed record Verdict(RuleOutcome Outcome, string? Figure = null, string? Threshold = null)
{
    public static Verdict Unknown(string? threshold = null) => new(RuleOutcome.Unknown, null, threshold);

    public static Verdict Manual { get; } = new(RuleOutcome.Manual);

    public static Verdict Of(bool pass, string? figure, string? threshold) => new(pass ? RuleOutcome.Pass : RuleOutcome.Fail, figure, threshold);
}

internal sealed class RuleJudge(FormValues values, OrgFacts? org, DateOnly applicationDate)
{
    public Verdict Judge(Rule rule) => rule switch
    {
        Rule.Compare r => With(r.Left, $"{Sign(r.Comparison)} {r.Right.Text}", x => Holds(r.Comparison, x, r.Right.Value), r.Right),
        Rule.Between r => With(r.Value, $"{r.Min?.Text} … {r.Max?.Text}".Trim(), x => !(x < r.Min?.Value) && !(x > r.Max?.Value), r.Min ?? r.Max),
        Rule.OneOf r => values.Text(r.Field) is { } text ? Verdict.Of(r.Values.Contains(text), text, string.Join(" / ", r.Values)) : Verdict.Unknown(string.Join(" / ", r.Values)),
        Rule.DateAgeAtLeast r => values.Date(r.Field) is { } day ? Age(applicationDate.DayNumber - day.DayNumber, r.Days) : Verdict.Unknown($"≥ {r.Days} d"),
        Rule.RatioGte r => Ratio(r.Num, r.Den, r.Value),
        Rule.TieredRatio r => TierOf(r) is { } tier ? Ratio(r.Num, r.Den, tier.Value) : Verdict.Unknown(),
        Rule.TieredThreshold r => Tiered(r),
        Rule.ScoreTable r => Score(r),
        Rule.SumEquals r => r.Left.Evaluate(values) is { } x && r.Right.Evaluate(values) is { } y ? Verdict.Of(x == y, Plain(x), $"= {Plain(y)}") : Verdict.Unknown(),
        Rule.CountGte r => With(r.Count, $"≥ {r.Min}", x => x >= r.Min, null),
        Rule.Unique r => values.Column(r.Field) is { } column ? Unique(column) : Verdict.Unknown(),
        Rule.RegistryHas r => org is null ? Verdict.Unknown() : new(org.Flags.Contains(r.Registry) != r.Negate ? RuleOutcome.Pass : RuleOutcome.Fail),
        Rule.All r => new(Join(r.Rules, RuleOutcome.Fail, RuleOutcome.Unknown, RuleOutcome.Manual, RuleOutcome.Pass)),
        Rule.Any r => new(Join(r.Rules, RuleOutcome.Pass, RuleOutcome.Unknown, RuleOutcome.Manual, RuleOutcome.Fail)),
        Rule.Not r => new(Opposite(Judge(r.Inner).Outcome)),
        Rule.Manual => Verdict.Manual,
        _ => throw new InvalidOperationException($"No way to judge {rule.GetType().Name}."),
    };

    private Verdict With(Expression value, string threshold, Func<decimal, bool> holds, Operand? like) =>
        value.Evaluate(values) is { } x ? Verdict.Of(holds(x), like is { IsDate: true } ? Day(x) : Plain(x), threshold) : Verdict.Unknown(threshold);

    private Verdict Ratio(Expression num, Expression den, decimal least) =>
        new Expression.Binary('/', num, den).Evaluate(values) is { } x ? Verdict.Of(x >= least, Percent(x), $"≥ {Percent(least)}") : Verdict.Unknown($"≥ {Percent(least)}");

    /// <summary>Nothing is known of the organisation.</summary>
    public bool OrgMissing => org is null;

    public Tier? TierOf(Rule.TieredRatio r) => r.TierBy.Evaluate(values) is { } by ? r.Tiers.First(t => t.Max is null || by <= t.Max) : null;

    /// <summary>Null when no threshold is for this kind of organisation.</summary>
    public Threshold? TierOf(Rule.TieredThreshold r) => r.Tiers.FirstOrDefault(t => t.Kinds.Count == 0 || t.Kinds.Any(k => k == org?.Type || org?.Flags.Contains(k) == true));

    public Scored? ScoreOf(Rule.ScoreTable r) => r.Sheet.Score(new Inputs(r.Inputs, values));

    private Verdict Tiered(Rule.TieredThreshold r) => OrgMissing ? Verdict.Unknown()
        : TierOf(r) is { } tier ? With(r.Value, $"≥ {Plain(tier.Gte)}", x => x >= tier.Gte, null) : Verdict.Manual;

    private Verdict Score(Rule.ScoreTable r)
    {
        var threshold = $"≥ {Plain(r.Value)}";
        return ScoreOf(r) switch
        {
            null => Verdict.Unknown(threshold),
            { Barred: true } s => new(RuleOutcome.Fail, Span(s), threshold),
            { } s when s.Low >= r.Value => new(RuleOutcome.Pass, Span(s), threshold),
            { } s when s.High < r.Value => new(RuleOutcome.Fail, Span(s), threshold),
            { } s => new(RuleOutcome.Manual, Span(s), threshold),
        };
    }

    private RuleOutcome Join(IReadOnlyList<Rule> rules, params RuleOutcome[] strongestFirst)
    {
        var outcomes = rules.Select(r => Judge(r).Outcome).ToHashSet();
        return strongestFirst.First(o => outcomes.Contains(o));
    }

    private static Verdict Age(int days, int least) => Verdict.Of(days >= least, $"{days} d", $"≥ {least} d");

    private static Verdict Unique(IReadOnlyList<string> column) =>
        column.GroupBy(t => t, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice ? new(RuleOutcome.Fail, twice.Key) : new(RuleOutcome.Pass);

    private static RuleOutcome Opposite(RuleOutcome outcome) => outcome switch { RuleOutcome.Pass => RuleOutcome.Fail, RuleOutcome.Fail => RuleOutcome.Pass, _ => outcome };

    private static bool Holds(Comparison comparison, decimal x, decimal y) => comparison switch
    {
        Comparison.Gte => x >= y,
        Comparison.Gt => x > y,
        Comparison.Lte => x <= y,
        Comparison.Lt => x < y,
        _ => x == y,
    };

    private static string Sign(Comparison comparison) => comparison switch { Comparison.Gte => "≥", Comparison.Gt => ">", Comparison.Lte => "≤", Comparison.Lt => "<", _ => "=" };

    private static string Day(decimal number) =>
        number >= 0 && number <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Plain(number);

    private static string Plain(decimal value) => value.ToString("#,##0.######", CultureInfo.InvariantCulture);

    private static string Percent(decimal fraction) => Math.Round(fraction * 100, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string Span(Scored s) => s.Low == s.High ? $"{s.Low}" : $"{s.Low}–{s.High}";

    /// <summary>A score table sees its inputs, each worked out over the form.</summary>
    private sealed class Inputs(IReadOnlyDictionary<string, Expression> inputs, FormValues values) : IValues
    {
        public decimal? Number(string name) => inputs[name].Evaluate(values);

        public decimal? Aggregate(Expression.Over over) => null;
    }
}
