using System.Globalization;
using ProjectFlow.Core.Definitions;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Core.Rules;

/// <summary>Reads the rules of a programme file; every name must be a field of its form.</summary>
internal sealed class RuleFile(FormDefinition form)
{
    private readonly RuleFields _fields = new(form);

    public static IReadOnlyDictionary<string, RuleOp> Ops => Words.Of<RuleOp>();

    public Rule? Read(DefinitionObject o)
    {
        var head = new RuleHead(o.Text("id"), o.Word<Severity>("severity", Words.Of<Severity>()), o.Text("messageZh"), o.Text("messageEn"), o.OptionalText("source"));
        return Body(o, head);
    }

    /// <summary>A rule inside another takes over its id, severity and message.</summary>
    private Rule? Inner(DefinitionObject o, RuleHead head) => Body(o, head);

    private Rule? Body(DefinitionObject o, RuleHead head)
    {
        Rule? rule = o.Word("op", Ops) switch
        {
            RuleOp.Compare => Compare(o, head),
            RuleOp.Between => Between(o, head),
            RuleOp.OneOf => new Rule.OneOf(head, _fields.Field(o, FieldType.Enum, FieldType.Text, FieldType.Region), Some(o, "values")),
            RuleOp.DateAgeAtLeast => new Rule.DateAgeAtLeast(head, _fields.Field(o, FieldType.Date), o.Int("days", min: 1)),
            RuleOp.RatioGte => new Rule.RatioGte(head, _fields.Arithmetic(o, "num"), _fields.Arithmetic(o, "den"), Fraction(o)),
            RuleOp.TieredRatio => new Rule.TieredRatio(head, _fields.Arithmetic(o, "num"), _fields.Arithmetic(o, "den"), _fields.Arithmetic(o, "tierBy"), Tiers(o)),
            RuleOp.TieredThreshold => new Rule.TieredThreshold(head, _fields.Arithmetic(o, "field"), Thresholds(o)),
            RuleOp.ScoreTable => Scores(o, head),
            RuleOp.SumEquals => new Rule.SumEquals(head, _fields.Arithmetic(o, "left"), _fields.Arithmetic(o, "right")),
            RuleOp.CountGte => new Rule.CountGte(head, _fields.Count(o), o.Int("min", min: 1)),
            RuleOp.Unique => new Rule.Unique(head, _fields.Column(o)),
            RuleOp.RegistryHas => new Rule.RegistryHas(head, o.Text("registry"), o.Flag("negate")),
            RuleOp.All => new Rule.All(head, Several(o, head)),
            RuleOp.Any => new Rule.Any(head, Several(o, head)),
            RuleOp.Not => o.Required("rule", r => Inner(r, head)) is { } inner ? new Rule.Not(head, inner) : null,
            _ => new Rule.Manual(head.Id, head.Severity, head.Zh, head.En, head.Source),
        };
        o.Done();
        return rule;
    }

    private Rule.Compare? Compare(DefinitionObject o, RuleHead head)
    {
        var left = _fields.Arithmetic(o, "field");
        var given = Words.Of<Comparison>().Where(w => o.Has(w.Key)).ToList();
        foreach (var unused in Words.Of<Comparison>().Keys.Except(given.Select(g => g.Key)))
        {
            o.Node(unused);
        }

        if (given is [var (word, comparison)])
        {
            return Bound(o, word, _fields.IsDate(left)) is { } operand ? new(head, left, comparison, operand) : null;
        }

        o.Report("op", "exactly one of gte, gt, lte, lt, eq beside compare", $"{given.Count} of them");
        return null;
    }

    private Rule.Between Between(DefinitionObject o, RuleHead head)
    {
        var value = _fields.Arithmetic(o, "field");
        var (min, max) = (Bound(o, "min", _fields.IsDate(value)), Bound(o, "max", _fields.IsDate(value)));
        o.Expect(o.Has("min") || o.Has("max"), "min", "min, max or both");
        o.Expect(min is null || max is null || min.Value <= max.Value, "max", "not below min");
        return new(head, value, min, max);
    }

    /// <summary>A day is compared with a day, everything else with a number; null when absent or told as wrong.</summary>
    private static Operand? Bound(DefinitionObject o, string name, bool isDate) => isDate
        ? o.OptionalDate(name) is { } day ? new(day.DayNumber, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) { IsDate = true } : null
        : o.OptionalDecimal(name) is { } number && o.Node(name) is LocatedNode.Number ? new(number, number.ToString(CultureInfo.InvariantCulture)) : null;

    private Rule.ScoreTable? Scores(DefinitionObject o, RuleHead head)
    {
        var sheet = o.Text("ref") is var id && ScoreSheet.Known.TryGetValue(id, out var known) ? known : null;
        o.Expect(sheet is not null || id.Length == 0, "ref", "one of " + string.Join(", ", ScoreSheet.Known.Keys));
        var value = o.OptionalDecimal("value");
        o.Expect(value is not null, "value", "the score to reach");
        var inputs = o.Required("inputs", i => Inputs(i, sheet));
        return sheet is not null && value is { } v && inputs is not null ? new(head, sheet, inputs, v) : null;
    }

    private Dictionary<string, Expression> Inputs(DefinitionObject o, ScoreSheet? sheet)
    {
        var inputs = (sheet?.Inputs ?? []).ToDictionary(i => i, i => _fields.Arithmetic(o, i));
        if (sheet is not null)
        {
            o.Done();
        }

        return inputs;
    }

    private IReadOnlyList<Rule> Several(DefinitionObject o, RuleHead head)
    {
        var rules = o.Objects("rules", r => Inner(r, head));
        o.Expect(o.Items("rules").Count > 0, "rules", "at least one rule");
        return rules;
    }

    private static IReadOnlyList<Tier> Tiers(DefinitionObject o)
    {
        var tiers = o.Objects("tiers", t =>
        {
            var tier = new Tier(t.OptionalDecimal("max"), Fraction(t));
            t.Done();
            return tier;
        });
        var ordered = tiers.Zip(tiers.Skip(1)).All(p => p.First.Max is { } a && (p.Second.Max is not { } b || a < b));
        o.Expect(tiers.Count > 0 && tiers[^1].Max is null && ordered, "tiers", "tiers with rising max, the last without");
        return tiers;
    }

    private static IReadOnlyList<Threshold> Thresholds(DefinitionObject o)
    {
        var tiers = o.Objects("tiers", t =>
        {
            var kinds = t.Texts("kinds");
            var gte = t.OptionalDecimal("gte");
            t.Expect(gte is not null, "gte", "a number");
            t.Done();
            return new Threshold(kinds, gte ?? 0);
        });
        o.Expect(tiers.Count > 0, "tiers", "at least one threshold");
        return tiers;
    }

    private static IReadOnlyList<string> Some(DefinitionObject o, string name)
    {
        var values = o.Texts(name);
        o.Expect(values.Count > 0, name, "at least one value");
        return values;
    }

    private static decimal Fraction(DefinitionObject o)
    {
        var value = o.OptionalDecimal("value");
        o.Expect(value is > 0, "value", "a fraction above 0, such as 0.1 for 10 %");
        return value ?? 1;
    }
}

/// <summary>The ops of domain.md §4, in its order.</summary>
internal enum RuleOp
{
    Compare,
    Between,
    OneOf,
    DateAgeAtLeast,
    RatioGte,
    TieredRatio,
    TieredThreshold,
    ScoreTable,
    SumEquals,
    CountGte,
    Unique,
    RegistryHas,
    All,
    Any,
    Not,
    Manual,
}
