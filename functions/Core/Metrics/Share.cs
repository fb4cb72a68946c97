using System.Globalization;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Core.Metrics;

/// <summary>One kept series of a metric. As text <c>M20:a:2023</c>; stored, so never rename a part.</summary>
/// <param name="Series"><c>a</c> by application year, <c>d</c> by decision year, <c>f</c> by its only date, <c>s</c> stock, <c>x</c> statement.</param>
/// <param name="Year">The year of all its marks; null for a stock, whose marks are days of any year.</param>
public sealed record Figure(string Metric, char Series, int? Year)
{
    /// <summary>Without the year.</summary>
    public string Name => $"{Metric}:{Series}";

    public bool IsStatement => Series == 'x';

    public static char SeriesOf(MetricBasis? basis) => basis switch { MetricBasis.ApplicationYear => 'a', MetricBasis.DecisionYear => 'd', _ => 'f' };

    /// <exception cref="FormatException">Not the text of a figure.</exception>
    public static Figure Parse(string text) => text.Split(':') switch
    {
        [var metric, [var series]] => new(metric, series, null),
        [var metric, [var series], var year] => new(metric, series, int.Parse(year, CultureInfo.InvariantCulture)),
        _ => throw new FormatException($"'{text}' is no figure."),
    };

    /// <summary>The year a slot counts in.</summary>
    public int YearOf(int slot) => Year ?? DateOnly.FromDayNumber(slot).Year;

    public override string ToString() => Year is { } year ? string.Create(CultureInfo.InvariantCulture, $"{Name}:{year:D4}") : Name;
}

/// <summary>What a case adds to one figure; empty never.</summary>
public sealed record Share(Figure Figure, IReadOnlyList<Mark> Marks);

/// <summary>Counts from one slot on until before another. A slot is a month (1 to 12) of the figure's year, or a stock's day number.</summary>
/// <param name="To">Null = for good.</param>
/// <param name="Key">What is counted once only, however many cases bring it; a statement's document; else null.</param>
public sealed record Mark(int From, int? To, string? Key, Cell Cell)
{
    public bool CountsAt(int slot) => From <= slot && (To is null || slot < To);
}

/// <param name="N">How many facts.</param>
/// <param name="Sum">What they come to.</param>
public readonly record struct Cell(int N, decimal Sum)
{
    public static Cell operator +(Cell a, Cell b) => new(a.N + b.N, a.Sum + b.Sum);

    public static Cell operator -(Cell a) => new(-a.N, -a.Sum);
}
