namespace ProjectFlow.Core.Rules;

/// <summary>A published score table. Parts nobody but an expert can judge stand with their whole range.</summary>
public sealed record ScoreSheet(string Id, IReadOnlyList<string> Inputs, IReadOnlyList<ScorePart> Parts)
{
    /// <summary>High-tech enterprises: 国科发火〔2016〕195号, 企业创新能力评价.</summary>
    public static ScoreSheet Hnte { get; } = new("hnte-score-2016", ["class1", "class2", "conversions", "years", "assets1", "assets2", "assets3", "sales1", "sales2", "sales3"],
    [
        new("ip", new Measure.Property("class1", "class2", [new(1, 7, 8)], [new(5, 5, 6), new(3, 3, 4), new(1, 1, 2)])),
        new("ip-judged", new Measure.Judged(0, 22)),
        new("conversion", new Measure.Banded(Arithmetic("conversions / 3"), [new(5, 25, 30), new(4, 19, 24), new(3, 13, 18), new(2, 7, 12), new(1, 1, 6)])),
        new("management", new Measure.Judged(0, 20)),
        new("assets-growth", new Measure.Growth("years", "assets1", "assets2", "assets3", GrowthBands)),
        new("sales-growth", new Measure.Growth("years", "sales1", "sales2", "sales3", GrowthBands)),
    ]);

    /// <summary>Technology-based SMEs: 国科发政〔2017〕115号 art. 7.</summary>
    public static ScoreSheet Sme { get; } = new("sme-score-2017", ["staff", "tech", "rd", "sales", "cost", "class1", "class2"],
    [
        new("staff", new Measure.Banded(Arithmetic("tech / staff"), Points((0.30m, 20), (0.25m, 16), (0.20m, 12), (0.15m, 8), (0.10m, 4)))) { MustScore = true },
        new("rd", new Measure.Best(
            new Measure.Banded(Arithmetic("rd / sales"), Points((0.06m, 50), (0.05m, 40), (0.04m, 30), (0.03m, 20), (0.02m, 10))),
            new Measure.Banded(Arithmetic("rd / cost"), Points((0.30m, 50), (0.25m, 40), (0.20m, 30), (0.15m, 20), (0.10m, 10))))),
        new("ip", new Measure.Property("class1", "class2", Points((1, 30)), Points((4, 24), (3, 18), (2, 12), (1, 6)))),
    ]);

    public static IReadOnlyDictionary<string, ScoreSheet> Known { get; } = new[] { Hnte, Sme }.ToDictionary(s => s.Id);

    private static Band[] GrowthBands => [new(0.35m, 9, 10), new(0.25m, 7, 8), new(0.15m, 5, 6), new(0.05m, 3, 4), new(0.0000000001m, 1, 2)]; // "> 0" needs a smallest step

    /// <summary>Null when an input has no value.</summary>
    public Scored? Score(IValues values)
    {
        var parts = Parts.Select(p => (p.MustScore, Range: p.Measure.Range(values))).ToList();
        return parts.Any(p => p.Range is null) ? null : new(parts.Sum(p => p.Range!.Low), parts.Sum(p => p.Range!.High), parts.Any(p => p is { MustScore: true, Range.High: 0 }));
    }

    private static Expression Arithmetic(string text) => Expression.Parse(text)!;

    private static Band[] Points(params (decimal From, int Points)[] bands) => [.. bands.Select(b => new Band(b.From, b.Points, b.Points))];
}

/// <summary>One line of the table.</summary>
public sealed record ScorePart(string Id, Measure Measure)
{
    /// <summary>0 here fails the whole table, whatever the sum.</summary>
    public bool MustScore { get; init; }
}

/// <param name="From">Inclusive.</param>
public sealed record Band(decimal From, int Low, int High);

public sealed record Points(int Low, int High);

/// <param name="Barred">A part that must score has 0.</param>
public sealed record Scored(int Low, int High, bool Barred);
