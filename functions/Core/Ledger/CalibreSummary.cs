using System.Globalization;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Ledger;

/// <summary>A year's costs as one calibre counts them.</summary>
/// <param name="Total">What counts in all, rounded once, here.</param>
public sealed record CalibreSummary(string Calibre, string Zh, string En, IReadOnlyList<SummaryLine> Lines, Money Total)
{
    /// <summary>Figures that follow from the total, such as the tax saved, and checks on it.</summary>
    public IReadOnlyList<SummaryLine> Following { get; init; } = [];

    /// <summary>What the calibre leaves out, and why.</summary>
    public IReadOnlyList<SummaryLine> LeftOut { get; init; } = [];
}

/// <param name="Entered">Before any cap or share.</param>
/// <param name="Counted">After it, in yuan and fen, half away from zero; for reading, sums are made of exact figures.</param>
public sealed record SummaryLine(string Id, string Zh, string En, Money Entered, Money Counted)
{
    /// <summary>How it was capped or shared, with the figures; null when it counts in full.</summary>
    public Formula? By { get; init; }

    /// <summary>False for a check that does not hold.</summary>
    public bool Holds { get; init; } = true;
}

/// <param name="Result">What it comes to, in yuan.</param>
public sealed record Formula(string Zh, string En, decimal Result);

internal static class Exact
{
    /// <summary>Rounded to the fen, half away from zero.</summary>
    public static Money ToMoney(decimal yuan) => Money.FromYuan(Math.Round(yuan, 2, MidpointRounding.AwayFromZero));

    public static string Text(decimal yuan) => Math.Round(yuan, 2, MidpointRounding.AwayFromZero).ToString("#,##0.00", CultureInfo.InvariantCulture);

    public static string Percent(decimal fraction) => (fraction * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
