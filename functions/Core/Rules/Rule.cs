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
public sealed record RuleResult(string RuleId, RuleOutcome Outcome, Severity Severity, string? Figure, string? Threshold, string? Source, string Zh, string En);

/// <summary>A rule of a programme: closed, one record per op of domain.md §4.</summary>
public abstract record Rule(string Id, Severity Severity, string Zh, string En, string? Source)
{
    /// <summary>A person decides.</summary>
    public sealed record Manual(string Id, Severity Severity, string Zh, string En, string? Source) : Rule(Id, Severity, Zh, En, Source);
}
