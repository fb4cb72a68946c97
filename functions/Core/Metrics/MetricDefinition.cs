using ProjectFlow.Core.Projections;

namespace ProjectFlow.Core.Metrics;

public enum MetricLevel
{
    /// <summary>Can be worked out again from records, always.</summary>
    Must,

    /// <summary>As complete as its register.</summary>
    May,

    /// <summary>Stated by somebody else, with the document it stands in.</summary>
    Typed,

    /// <summary>Only there for another figure.</summary>
    Part,
}

/// <summary>A figure as data (domain.md §1.2). What counts in it is told in terms of facts, never of stored rows.</summary>
/// <param name="Id">1 to 30 letters, digits and hyphens, such as <c>M43</c> or <c>M18-with</c>.</param>
/// <param name="Unit">Such as <c>enterprises</c>; <c>yuan</c> for money, which facts hold in fen, and <c>%</c>.</param>
public abstract record MetricDefinition(string Id, string NameZh, string NameEn, string Unit, MetricLevel Level)
{
    /// <summary>The heading it stands under, such as <c>talent</c>.</summary>
    public string Theme { get; init; } = MetricHead.NoTheme;

    /// <summary>By year; the bureau's own, and such as are only examples.</summary>
    public IReadOnlyDictionary<int, MetricTarget> Targets { get; init; } = new Dictionary<int, MetricTarget>();

    /// <summary>Counts what several cases may bring.</summary>
    public bool IsDistinct => this is Flow { Parts: [{ Counting.Value: MetricValue.Distinct }, ..] } or Stock { Counting.Value: MetricValue.Distinct };

    /// <summary>Money is kept in fen and shown in yuan.</summary>
    public decimal InUnit(decimal kept) => Unit == "yuan" ? kept / 100m : kept;

    /// <summary>What happens within a year, by months.</summary>
    /// <param name="Parts">What counts, often one thing; all have the same dates.</param>
    /// <param name="Basis">The year it is shown by unless the other is asked for; null when there is only one way to count.</param>
    /// <param name="Monthly">Reported month by month: months without any report are missing, not zero.</param>
    public sealed record Flow(MetricHead Head, IReadOnlyList<FlowPart> Parts, MetricBasis? Basis, bool Monthly) : MetricDefinition(Head)
    {
        /// <summary>The basis it is counted by when that one is asked for; null = no wish.</summary>
        public MetricBasis? BasisFor(MetricBasis? asked) => asked is not null && Parts[0].Dates.Any(d => d.Basis == asked) ? asked : Basis;
    }

    /// <summary>What stands on a day: <paramref name="From"/> ≤ day &lt; <paramref name="To"/>.</summary>
    /// <param name="From">Null = has always stood.</param>
    /// <param name="OpenStart">What says no such day has always stood too; otherwise it has not begun.</param>
    /// <param name="To">The earliest of these ends it; empty or absent = it has not ended.</param>
    public sealed record Stock(MetricHead Head, Counting Counting, string? From, bool OpenStart, IReadOnlyList<string> To) : MetricDefinition(Head);

    /// <param name="Decimals">0 to 6; rounded half away from zero.</param>
    /// <param name="Basis">As in <see cref="Flow"/>; it goes for both parts.</param>
    public sealed record Ratio(MetricHead Head, string Num, string Den, bool Percent, int Decimals, MetricBasis? Basis) : MetricDefinition(Head);

    /// <summary>Against the same months of the year before, or the same day for a stock.</summary>
    /// <param name="As">The change in percent, or how many times as much.</param>
    public sealed record YearOnYear(MetricHead Head, string Of, Growth As, int Decimals) : MetricDefinition(Head);

    /// <summary>1 when <paramref name="Of"/> reaches <paramref name="AtLeast"/> and no earlier year did, else 0.</summary>
    public sealed record FirstTime(MetricHead Head, string Of, decimal AtLeast) : MetricDefinition(Head);

    /// <summary>A statement of others: the last one of the year.</summary>
    /// <param name="Document">Path of the document it stands in.</param>
    public sealed record Typed(MetricHead Head, string Source, IReadOnlyList<FactCondition> Where, string Date, string Value, string Document) : MetricDefinition(Head);

    private MetricDefinition(MetricHead head)
        : this(head.Id, head.NameZh, head.NameEn, head.Unit, head.Level) => (Theme, Targets) = (head.Theme, head.Targets);
}

/// <summary>What every definition begins with.</summary>
public sealed record MetricHead(string Id, string NameZh, string NameEn, string Unit, MetricLevel Level, string Theme, IReadOnlyDictionary<int, MetricTarget> Targets)
{
    public const string NoTheme = "other";
}

/// <param name="Example">Not the bureau's own target.</param>
public sealed record MetricTarget(decimal Value, bool Example);

/// <summary>Which facts count, and how much.</summary>
/// <param name="Where">All must hold.</param>
public sealed record Counting(string Source, IReadOnlyList<FactCondition> Where, MetricValue Value);

public abstract record MetricValue
{
    public sealed record Count : MetricValue;

    /// <summary>Facts without that number do not count.</summary>
    public sealed record Sum(string Path) : MetricValue;

    /// <summary>Different texts at that path.</summary>
    public sealed record Distinct(string Path) : MetricValue;

    private MetricValue() { }
}

/// <param name="Dates">Where its date stands; two when it counts by application year and by decision year.</param>
public sealed record FlowPart(Counting Counting, IReadOnlyList<FlowDate> Dates);

/// <param name="Path">A day, or a year, which counts as its first day.</param>
public sealed record FlowDate(MetricBasis? Basis, string Path);

public enum Growth
{
    Change,
    Multiple,
}
