using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Casework.Metrics;

/// <summary>
/// Rows of figures: totals, shares and keys in one partition, so that they change together. Totals stand in sixteen parts, and
/// a case moves the same part always, so that cases refreshed at once seldom meet. Stored for ever; never rename one.
/// </summary>
public static class MetricKeys
{
    public const string Partition = "metrics";

    public const int Parts = 16;

    /// <summary>Totals by year: one row a part, figure → year → cell.</summary>
    public const string Years = "y:";

    /// <summary>Totals by slot.</summary>
    public const string Slots = "t:";

    public const string Shares = "r:";

    public const string Statements = "x:";

    /// <summary>What is counted once, with how many bring it.</summary>
    public const string Keys = "k:";

    /// <summary>The definitions that were in force when all cases were last gone through.</summary>
    public const string Definitions = "definitions";

    public static int PartOf(CaseId id) => SHA256.HashData(Encoding.UTF8.GetBytes(id.Value))[0] % Parts;

    public static string YearPart(int part) => string.Create(CultureInfo.InvariantCulture, $"{Years}{part:D2}");

    /// <summary>All parts of a year's totals by slot: figure → slot → cell.</summary>
    public static string SlotParts(int year) => string.Create(CultureInfo.InvariantCulture, $"{Slots}{year:D4}:");

    public static string SlotPart(int year, int part) => string.Create(CultureInfo.InvariantCulture, $"{SlotParts(year)}{part:D2}");

    /// <summary>The year of a row of totals by slot.</summary>
    public static int YearOf(string slotPart) => int.Parse(slotPart.Split(':')[1], CultureInfo.InvariantCulture);

    public static string StatementsOf(int year) => string.Create(CultureInfo.InvariantCulture, $"{Statements}{year:D4}:");

    /// <summary>All shares in one figure, in the order of cases.</summary>
    public static string SharesOf(Figure figure) => figure.IsStatement ? $"{StatementsOf(figure.Year!.Value)}{figure.Metric}:" : $"{Shares}{figure}:";

    public static string Share(Figure figure, CaseId id) => SharesOf(figure) + id;

    public static string Key(Figure figure, string key) => $"{Keys}{figure}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))}";

    /// <summary>The figure and case of a share row's key.</summary>
    public static (Figure Figure, CaseId Case) OfShare(string key)
    {
        var parts = key.Split(':');
        var figure = parts switch
        {
            ["x", var year, var metric, _] => new Figure(metric, 'x', int.Parse(year, CultureInfo.InvariantCulture)),
            _ => Figure.Parse(string.Join(':', parts[1..^1])),
        };
        return (figure, CaseId.Parse(parts[^1]));
    }
}

/// <summary>A row of totals: by figure name, then by year or slot. No cell is zero.</summary>
public sealed record TotalsRow(SortedDictionary<string, SortedDictionary<int, Cell>> Figures)
{
    public void Add(string name, int at, Cell cell)
    {
        var cells = Figures.TryGetValue(name, out var found) ? found : Figures[name] = [];
        cells[at] = cells.GetValueOrDefault(at) + cell;
        if (cells[at] == default)
        {
            cells.Remove(at);
        }
    }
}

/// <summary>What is counted once.</summary>
/// <param name="Counts">By slot: how many more, or fewer, bring it from there on; none is zero.</param>
public sealed record KeyRow(string Key, SortedDictionary<int, int> Counts);
