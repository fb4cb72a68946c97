using ProjectFlow.Core.Definitions;
using ProjectFlow.Core.Rules;

namespace ProjectFlow.Core.Metrics;

/// <summary>Two figures that must agree (domain.md §1.2 note 2).</summary>
/// <param name="Left">Arithmetic over metric ids, each in its own unit (money in yuan).</param>
/// <param name="Tolerance">By how much they may differ, inclusive.</param>
/// <param name="AtMost">Left need only not be more than right.</param>
/// <param name="Year">Asked of this year alone; null = of every year.</param>
public sealed record MetricCheck(string Id, string NameZh, string NameEn, string Left, string Right, decimal Tolerance, bool AtMost, int? Year)
{
    /// <summary>The metrics one side names.</summary>
    public static IEnumerable<string> Names(string side) => (Expression.Parse(side)?.Names() ?? []).Distinct();

    /// <summary>Unknown when a figure is.</summary>
    public CheckResult Judge(Func<string, decimal?> valueOf)
    {
        var figures = new MetricFigures(valueOf);
        var (left, right) = (Expression.Parse(Left)?.Evaluate(figures), Expression.Parse(Right)?.Evaluate(figures));
        var outcome = left is null || right is null ? CheckOutcome.Unknown
            : (AtMost ? left - right <= Tolerance : Math.Abs(left.Value - right.Value) <= Tolerance) ? CheckOutcome.Passed
            : CheckOutcome.Failed;
        return new(Id, NameZh, NameEn, outcome, Left, left, Right, right, AtMost, Tolerance);
    }

    private sealed class MetricFigures(Func<string, decimal?> valueOf) : IValues
    {
        public decimal? Number(string name) => valueOf(name);

        public decimal? Aggregate(Expression.Over over) => null;
    }
}

public enum CheckOutcome
{
    Passed,
    Failed,
    Unknown,
}

/// <summary>What a check came to, with both figures.</summary>
public sealed record CheckResult(string Id, string NameZh, string NameEn, CheckOutcome Outcome, string Left, decimal? LeftValue, string Right, decimal? RightValue, bool AtMost, decimal Tolerance);

/// <summary>A check file: one check as people write it.</summary>
public static class MetricCheckFile
{
    /// <param name="file">The file's name as problems show it.</param>
    public static Parsed<Filed<MetricCheck>> Parse(string file, ReadOnlySpan<byte> utf8)
    {
        var digest = Filed.DigestOf(utf8);
        return DefinitionFile.Parse(file, utf8, o => Filed.Of(file, digest, o, Read(o)));
    }

    private static MetricCheck Read(DefinitionObject o)
    {
        o.OptionalText("$schema");
        var check = new MetricCheck(o.Text("id"), o.Text("nameZh"), o.Text("nameEn"), Side(o, "left"), Side(o, "right"), o.OptionalDecimal("tolerance") ?? 0, o.Flag("atMost"), o.OptionalInt("year", 2000, 2100));
        o.Expect(check.Tolerance >= 0, "tolerance", "0 or more");
        o.Done();
        return check;
    }

    private static string Side(DefinitionObject o, string name)
    {
        var text = o.Text(name);
        o.Expect(text.Length == 0 || (Expression.Parse(text) is { } parsed && parsed.Leaves().All(l => l is not Expression.Over)), name, "arithmetic over metrics such as M46 / M45 * 100");
        return text;
    }
}
