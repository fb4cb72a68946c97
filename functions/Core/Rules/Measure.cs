namespace ProjectFlow.Core.Rules;

/// <summary>How one line of a score table is worked out.</summary>
public abstract record Measure
{
    /// <summary>Only an expert can say.</summary>
    public sealed record Judged(int Low, int High) : Measure;

    public sealed record Banded(Expression Value, IReadOnlyList<Band> Bands) : Measure;

    /// <summary>½ (v2/v1 + v3/v2) − 1. Base 0 in year 1: the last two years alone; base 0 in year 2: no points; only one year: no points.</summary>
    /// <param name="Years">How many years there are.</param>
    public sealed record Growth(string Years, string First, string Second, string Third, IReadOnlyList<Band> Bands) : Measure;

    /// <summary>Class I bands first; class II counts only when class I gives nothing.</summary>
    public sealed record Property(string Class1, string Class2, IReadOnlyList<Band> First, IReadOnlyList<Band> Second) : Measure;

    /// <summary>The applicant chooses the better; one of them is enough to know.</summary>
    public sealed record Best(Measure One, Measure Other) : Measure;

    private Measure() { }

    private static readonly Points Nothing = new(0, 0);

    /// <summary>Null when an input has no value.</summary>
    public Points? Range(IValues values) => this switch
    {
        Judged j => new(j.Low, j.High),
        Banded b => b.Value.Evaluate(values) is { } v ? In(b.Bands, v) : null,
        Growth g => Rate(g, values) is { } rate ? In(g.Bands, rate) : null,
        Property p => values.Number(p.Class1) is { } one && values.Number(p.Class2) is { } two ? In(p.First, one) is { High: > 0 } points ? points : In(p.Second, two) : null,
        Best b => (b.One.Range(values), b.Other.Range(values)) switch
        {
            (null, var y) => y,
            (var x, null) => x,
            var (x, y) => x.High >= y.High ? x : y,
        },
        _ => null,
    };

    /// <summary>The growth rate of 195号; null when a year is missing.</summary>
    public static decimal? Rate(decimal? first, decimal? second, decimal? third) => (first, second, third) switch
    {
        (null, _, _) or (_, null, _) or (_, _, null) => null,
        (_, 0, _) => 0,
        (0, { } v2, { } v3) => (v3 / v2) - 1,
        ({ } v1, { } v2, { } v3) => (((v2 / v1) + (v3 / v2)) / 2) - 1,
    };

    private static decimal? Rate(Growth g, IValues values) => values.Number(g.Years) switch
    {
        null or 0 => null,
        1 => 0,
        2 => Rate(0, values.Number(g.First), values.Number(g.Second)), // the last two years alone
        _ => Rate(values.Number(g.First), values.Number(g.Second), values.Number(g.Third)),
    };

    private static Points In(IReadOnlyList<Band> bands, decimal value) => bands.FirstOrDefault(b => value >= b.From) is { } band ? new(band.Low, band.High) : Nothing;
}
