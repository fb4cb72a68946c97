using System.Globalization;
using ProjectFlow.Casework.Metrics;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Figures;

/// <summary>Figures as they are read here: large sums in 亿元 or 万元, in English in million yuan.</summary>
internal static class Figure
{
    private const decimal Wan = 10_000;
    private const decimal Yi = 100_000_000;
    private const decimal Million = 1_000_000;

    public static string Shown(Screen t, Metric m) => Shown(t, m.Value, m.Unit);

    public static string Shown(Screen t, decimal? value, string unit) => (value, unit) switch
    {
        (null, _) => "—",
        ({ } v, "yuan") => Money(t, v),
        ({ } v, "%") => Text(v) + "%",
        ({ } v, "flag") => t[v != 0 ? "field.yes" : "field.no"],
        ({ } v, _) => $"{Text(v)} {t.Word("unit", unit)}",
    };

    /// <summary>The year, how many months of it, and by which year it counts.</summary>
    public static string Period(Screen t, Metric m) =>
        string.Join(" · ", new[] { m.Period, m.Months is { } months ? t["figures.months", months] : null, m.Basis is { } basis ? t.Word("basis", basis.ToString()) : null }.OfType<string>());

    private static string Money(Screen t, decimal yuan) => t.English
        ? (Math.Abs(yuan) >= Million ? $"CN¥{Text(yuan / Million)} million" : $"CN¥{Text(yuan)}")
        : Math.Abs(yuan) >= Yi ? $"{Text(yuan / Yi)} 亿元" : Math.Abs(yuan) >= Wan ? $"{Text(yuan / Wan)} 万元" : $"{Text(yuan)} 元";

    private static string Text(decimal value) => value.ToString("#,##0.######", CultureInfo.InvariantCulture);
}
