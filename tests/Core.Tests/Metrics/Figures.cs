using System.Text;
using ProjectFlow.Core.Definitions;
using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Core.Tests.Metrics;

/// <summary>Small figures for tests, written as their files are.</summary>
internal static class Figures
{
    public const string Count = """{"id":"N","nameZh":"数","nameEn":"Number","unit":"events","level":"must","kind":"flow","source":"register:events","date":"event.on"}""";

    public static Parsed<Filed<MetricDefinition>> Parse(string json, string file = "m.json") => MetricFile.Parse(file, Encoding.UTF8.GetBytes(json), MetricSources.Shipped);

    public static MetricDefinition Of(string json) => Parse(json) is { Value: { } filed } ? filed.Value : throw new Xunit.Sdk.XunitException(string.Join("; ", Parse(json).Problems));

    /// <summary>A figure of one line: everything after the head.</summary>
    public static string Line(string id, string rest, string unit = "events") => $$"""{"id":"{{id}}","nameZh":"数","nameEn":"Number","unit":"{{unit}}","level":"must",{{rest}}}""";

    public static MetricCatalogue All(params string[] json) => Together(json) is { Value: { } all } ? all : throw new Xunit.Sdk.XunitException(string.Join("; ", Together(json).Problems));

    public static Parsed<MetricCatalogue> Together(params string[] json) => MetricCatalogue.Of([.. json.Select((j, i) => Parse(j, $"m{i}.json").Value ?? throw new Xunit.Sdk.XunitException(string.Join("; ", Parse(j).Problems)))], []);

    public static CaseFacts Facts(string source, params (string Path, object Value)[] facts) => new(source, facts.ToDictionary(f => f.Path, f => (Fact)(f.Value switch
    {
        string text => new Fact.Text(text),
        DateOnly day => new Fact.Day(day),
        bool flag => new Fact.Flag(flag),
        int number => new Fact.Number(number),
        decimal number => new Fact.Number(number),
        _ => throw new ArgumentException("no fact", nameof(facts)),
    })));

    public static CaseFacts Event(DateOnly on, params (string Path, object Value)[] more) => Facts("register:events", [("event.on", on), .. more]);

    /// <summary>What shares of many cases come to, as the store would keep it.</summary>
    public static Tally Tallied(MetricCatalogue metrics, params IEnumerable<CaseFacts> cases)
    {
        var (tally, keys) = (new Tally(), new Dictionary<(Figure, string), Dictionary<int, int>>());
        foreach (var (figure, mark) in cases.SelectMany(c => Shares.Of(metrics.All, [c])).SelectMany(s => s.Marks.Select(m => (s.Figure, m))))
        {
            if (mark.Key is null)
            {
                Add(tally, figure, Changes.Of(mark));
                continue;
            }

            var counts = keys.TryGetValue((figure, mark.Key), out var known) ? known : keys[(figure, mark.Key)] = [];
            foreach (var (slot, cell) in Changes.Of(mark))
            {
                counts[slot] = counts.GetValueOrDefault(slot) + cell.N;
            }
        }

        foreach (var ((figure, _), counts) in keys)
        {
            Add(tally, figure, Changes.Once(counts));
        }

        return tally;
    }

    public static FigureValue Value(MetricCatalogue metrics, string id, DateOnly asOf, params IEnumerable<CaseFacts> cases) =>
        new FigureValues(metrics, Tallied(metrics, cases), new Dictionary<string, Statement>(), asOf).Of(metrics.Find(id)!, null);

    private static void Add(Tally tally, Figure figure, IEnumerable<(int Slot, Cell Cell)> changes)
    {
        foreach (var (slot, cell) in changes)
        {
            tally.Add(figure.Name, figure.YearOf(slot), slot, cell);
        }
    }
}
