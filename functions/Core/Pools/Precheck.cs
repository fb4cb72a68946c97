using System.Collections.Frozen;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Rules;

namespace ProjectFlow.Core.Pools;

/// <summary>A look at an enterprise through the rules of a pool's programme, with what the registers know of it.</summary>
/// <param name="On">The day it is judged by.</param>
/// <param name="Outcome">Fail when a blocking condition fails; else unknown, then manual, then pass.</param>
public sealed record Precheck(string? Pool, ProgrammeRef Programme, string NameZh, string NameEn, DateOnly On, RuleOutcome Outcome, IReadOnlyList<PrecheckCondition> Conditions)
{
    private static readonly RuleOutcome[] Worst = [RuleOutcome.Fail, RuleOutcome.Unknown, RuleOutcome.Manual];

    /// <param name="org">As people registered it; null = not registered.</param>
    /// <param name="facts">What the cases about the enterprise say of themselves.</param>
    public static Precheck Of(Programme programme, OrgFacts? org, IReadOnlyList<CaseFacts> facts, DateOnly on)
    {
        var results = RuleEvaluator.Evaluate(programme, Prefilled.Of(programme, facts, on), Known(org, facts), on);
        var blocking = results.Where(r => r.Severity == Severity.Block).Select(r => r.Outcome).ToHashSet();
        var outcome = Worst.Where(blocking.Contains).Append(RuleOutcome.Pass).First();
        return new(programme.Pool, programme.Ref, programme.NameZh, programme.NameEn, on, outcome, [.. results.Select(PrecheckCondition.Of)]);
    }

    /// <summary>The registration, and what kinds of enterprise the register and valid credentials make of it.</summary>
    private static OrgFacts? Known(OrgFacts? org, IReadOnlyList<CaseFacts> facts)
    {
        var record = facts.FirstOrDefault(f => f.Source == "register:enterprises");
        if (org is null && record is null)
        {
            return null;
        }

        var known = org ?? new OrgFacts(default, "enterprise", null, Verified: false, FrozenSet<string>.Empty);
        IEnumerable<string?> kinds =
        [
            record?.Values.GetValueOrDefault("size.industrial") is Fact.Flag { Value: true } ? "industrial" : null,
            record?.Values.GetValueOrDefault("size.service") is Fact.Flag { Value: true } ? "service" : null,
            facts.Any(IsHighTech) ? "hnte" : null,
        ];
        return known with { Flags = known.Flags.Concat(kinds.OfType<string>()).ToFrozenSet() };
    }

    private static bool IsHighTech(CaseFacts f) => f.Source == "credential" && f.Values.GetValueOrDefault("programme") is Fact.Text { Value: "hnte" } && f.Values.GetValueOrDefault("state") is Fact.Text { Value: "Active" };
}

/// <summary>One condition, and what is missing to pass it.</summary>
/// <param name="Figure">As found; null when unknown.</param>
/// <param name="Threshold">As asked.</param>
/// <param name="Source">The document it comes from.</param>
/// <param name="Missing">Null when it passes.</param>
public sealed record PrecheckCondition(string Id, string Zh, string En, Severity Severity, RuleOutcome Outcome, string? Figure, string? Threshold, string? Source, Gap? Missing)
{
    internal static PrecheckCondition Of(RuleResult r) => new(r.RuleId, r.Zh, r.En, r.Severity, r.Outcome, r.Figure, r.Threshold, r.Source, r.Missing);
}
