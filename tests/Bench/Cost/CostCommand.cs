using System.Globalization;
using ProjectFlow.Tests.Shared.Life;

namespace ProjectFlow.Bench.Cost;

/// <summary><c>cost</c>: prints the table of docs/azure.md.</summary>
internal static class CostCommand
{
    private const int Lives = 1000;

    public static async Task RunAsync()
    {
        using var folder = new BenchFolder();
        var (life, prices) = (await CountedLife.CountAsync(folder.Path), Prices.Load());
        Say($"One life, counted: {life.Commands} commands, {life.Mails} mails, {life.TableRequests} requests to rows, {life.Flows} flows with {life.Activities} activities and {life.Episodes} episodes.");
        PrintSteps(life);
        Say($"Prices of {prices.All.Max(p => p.Date)}, {prices.Currency}, {prices.Region}; * = not confirmed; CNY at {prices.CnyPerUnit} ({prices.CnySource}).");
        Print($"{Lives} lives", Bill.Life(life, prices), Lives, prices);
        Print("A month of waiting", Bill.IdleMonth(prices), 1, prices);
    }

    private static void PrintSteps(LifeCount life)
    {
        Say($"\n| command | times | requests, each: answered | and then |\n|---|--:|--:|--:|");
        foreach (var step in life.Steps.GroupBy(s => s.Name))
        {
            Say($"| {step.Key} | {step.Count()} | {Range(step.Select(s => s.Answering))} | {Range(step.Select(s => s.Following))} |");
        }

        Say($"| **together** | {life.Commands} | {life.Steps.Sum(s => s.Answering)} | {life.Steps.Sum(s => s.Following)} |\n");
    }

    private static string Range(IEnumerable<int> counts) => (counts.Min(), counts.Max()) is var (least, most) && least == most ? $"{least}" : $"{counts.Min()} to {counts.Max()}";

    private static void Print(string title, IReadOnlyList<BillLine> lines, int times, Prices prices)
    {
        Say($"\n| {title} | count | {prices.Currency} |\n|---|--:|--:|");
        foreach (var line in lines)
        {
            Say($"| {line.What} | {line.Count * times:#,0.##} × {line.Price.Name}{(line.Price.Confirmed ? "" : " *")} | {line.Amount * times:0.000} |");
        }

        var total = lines.Sum(l => l.Amount) * times;
        Say($"| **together** | | **{total:0.00}** (CNY {total * prices.CnyPerUnit:0}) |");
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
