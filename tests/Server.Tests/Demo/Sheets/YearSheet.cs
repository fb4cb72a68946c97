using ProjectFlow.Casework.Sheets;
using ProjectFlow.Core.Ledger;
using ProjectFlow.Server.Demo;

namespace ProjectFlow.Server.Tests.Demo.Sheets;

/// <summary>A file of the demonstration as the bureau would keep it: its name without the folder, and its sheets.</summary>
internal sealed record YearFile(string Name, params IReadOnlyList<LedgerSheet> Sheets)
{
    public async Task<byte[]> WriteAsync(CancellationToken ct)
    {
        using var to = new MemoryStream();
        await SheetWriter.WriteXlsxAsync(to, Sheets, ct);
        return to.ToArray();
    }
}

/// <summary>How the files are written down in short.</summary>
internal static class YearSheet
{
    /// <param name="heading">Lines above the columns, such as <c>单位：万元</c>.</param>
    public static LedgerSheet Of(string name, IReadOnlyList<string> heading, IReadOnlyList<string> columns, IEnumerable<object?[]> rows) => new(name, heading, columns, [.. rows]);

    public static LedgerSheet Of(string name, IReadOnlyList<string> columns, IEnumerable<object?[]> rows) => Of(name, [], columns, rows);

    public static string Code(int enterprise) => DemoPeople.Enterprise(enterprise).Value;

    public static string Name(int enterprise) => DemoPeople.NameOfEnterprise(enterprise);

    public static T At<T>(this IReadOnlyList<T> all, int n) => all[n % all.Count];

    /// <summary>A working-looking day of a year, spread evenly by number.</summary>
    public static DateOnly Day(int year, int n, int firstMonth = 1, int lastMonth = 12) => new(year, firstMonth + (n * 7 % (lastMonth - firstMonth + 1)), 1 + (n * 5 % 28));

    public static string YesNo(bool yes) => yes ? "是" : "否";

    /// <summary>A sum in uneven parts, each a whole number of steps, that add up to it exactly.</summary>
    public static IReadOnlyList<decimal> Split(decimal sum, int parts, decimal step)
    {
        var weights = Enumerable.Range(0, parts).Select(i => 5m + (i * 7 % 11) + (i % 3)).ToList();
        var amounts = weights.Select(w => decimal.Floor(sum * w / weights.Sum() / step) * step).ToList();
        amounts[^1] += sum - amounts.Sum();
        return amounts;
    }
}
