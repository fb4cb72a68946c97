namespace ProjectFlow.Core.Rules;

public enum Severity
{
    /// <summary>Must pass before submission.</summary>
    Block,
    Warn,
    Info,
}

/// <summary>Missing data is <see cref="Unknown"/>, never <see cref="Fail"/>.</summary>
public enum RuleOutcome
{
    Pass,
    Fail,
    Unknown,

    /// <summary>A person decides.</summary>
    Manual,
}

/// <summary>What one rule came to.</summary>
/// <param name="Figure">The figure found, readable, such as <c>6.84 %</c>; null when unknown.</param>
/// <param name="Threshold">What was asked, readable, such as <c>≥ 5 %</c>.</param>
/// <param name="Source">The document the rule comes from.</param>
public sealed record RuleResult(string RuleId, RuleOutcome Outcome, Severity Severity, string? Figure, string? Threshold, string? Source, string Zh, string En)
{
    /// <summary>What would make it pass; null when it passes.</summary>
    public Gap? Missing { get; init; }
}

/// <summary>A rule of a programme: closed, one record per op of domain.md §4.</summary>
public abstract record Rule(string Id, Severity Severity, string Zh, string En, string? Source)
{
    public sealed record Compare(RuleHead Head, Expression Left, Comparison Comparison, Operand Right) : Rule(Head);

    /// <summary>Both ends included; null = open.</summary>
    public sealed record Between(RuleHead Head, Expression Value, Operand? Min, Operand? Max) : Rule(Head);

    public sealed record OneOf(RuleHead Head, string Field, IReadOnlyList<string> Values) : Rule(Head);

    /// <param name="Days">Whole calendar days between the date and the application.</param>
    public sealed record DateAgeAtLeast(RuleHead Head, string Field, int Days) : Rule(Head);

    /// <param name="Value">As a fraction: 0.1 is 10 %.</param>
    public sealed record RatioGte(RuleHead Head, Expression Num, Expression Den, decimal Value) : Rule(Head);

    /// <param name="TierBy">Picks the first tier whose maximum it does not exceed.</param>
    public sealed record TieredRatio(RuleHead Head, Expression Num, Expression Den, Expression TierBy, IReadOnlyList<Tier> Tiers) : Rule(Head);

    /// <summary>The first threshold whose kinds include the organisation; a person decides when none does.</summary>
    public sealed record TieredThreshold(RuleHead Head, Expression Value, IReadOnlyList<Threshold> Tiers) : Rule(Head);

    /// <summary>Passes when even the lowest estimate reaches the value, fails when the highest does not; between them a person decides.</summary>
    public sealed record ScoreTable(RuleHead Head, ScoreSheet Sheet, IReadOnlyDictionary<string, Expression> Inputs, decimal Value) : Rule(Head);

    public sealed record SumEquals(RuleHead Head, Expression Left, Expression Right) : Rule(Head);

    public sealed record CountGte(RuleHead Head, Expression Count, int Min) : Rule(Head);

    /// <summary>No value of the column stands twice, ignoring case and outer blanks.</summary>
    public sealed record Unique(RuleHead Head, string Field) : Rule(Head);

    /// <param name="Negate">True: the organisation must not stand there.</param>
    public sealed record RegistryHas(RuleHead Head, string Registry, bool Negate) : Rule(Head);

    public sealed record All(RuleHead Head, IReadOnlyList<Rule> Rules) : Rule(Head);

    public sealed record Any(RuleHead Head, IReadOnlyList<Rule> Rules) : Rule(Head);

    public sealed record Not(RuleHead Head, Rule Inner) : Rule(Head);

    /// <summary>A person decides.</summary>
    public sealed record Manual(string Id, Severity Severity, string Zh, string En, string? Source) : Rule(Id, Severity, Zh, En, Source);

    private Rule(RuleHead head)
        : this(head.Id, head.Severity, head.Zh, head.En, head.Source) { }
}

/// <summary>What every rule has, whatever it asks.</summary>
public sealed record RuleHead(string Id, Severity Severity, string Zh, string En, string? Source);

public enum Comparison
{
    Gte,
    Gt,
    Lte,
    Lt,
    Eq,
}

/// <summary>A number in the field's own unit, or a date as its day number.</summary>
/// <param name="Text">As shown to people.</param>
public sealed record Operand(decimal Value, string Text)
{
    public bool IsDate { get; init; }
}

/// <param name="Max">Inclusive; null = everything above.</param>
/// <param name="Value">The ratio asked, as a fraction.</param>
public sealed record Tier(decimal? Max, decimal Value);

/// <param name="Kinds">Organisation types or flags this threshold is for; empty = all.</param>
public sealed record Threshold(IReadOnlyList<string> Kinds, decimal Gte);
