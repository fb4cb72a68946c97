using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using ProjectFlow.Core.Definitions;

namespace ProjectFlow.Core.Metrics;

/// <summary>A definition with the place it stands at, for what only shows once all files are read.</summary>
/// <param name="Digest">Of the file's bytes.</param>
/// <param name="Lines">By member, from 1.</param>
public sealed record Filed<T>(string File, string Digest, IReadOnlyDictionary<string, int> Lines, T Value)
{
    public FileProblem Problem(string field, string expected, string found) => new(File, Lines.GetValueOrDefault(field, 1), field, expected, found);
}

internal static class Filed
{
    public static string DigestOf(ReadOnlySpan<byte> utf8) => Convert.ToHexStringLower(SHA256.HashData(utf8));

    private static readonly string[] Fields = ["id", "num", "den", "of", "left", "right"];

    /// <summary>After everything was read: asking for a member makes it known.</summary>
    public static Filed<T> Of<T>(string file, string digest, DefinitionObject o, T value) => new(file, digest, Fields.Where(o.Has).ToDictionary(f => f, f => o.Node(f)!.Line), value);
}

/// <summary>All figures and checks in force.</summary>
public sealed class MetricCatalogue
{
    private readonly FrozenDictionary<string, MetricDefinition> _byId;

    private MetricCatalogue(IReadOnlyList<Filed<MetricDefinition>> metrics, IEnumerable<MetricCheck> checks)
    {
        _byId = metrics.ToFrozenDictionary(m => m.Value.Id, m => m.Value);
        Digest = Filed.DigestOf(Encoding.UTF8.GetBytes(string.Concat(metrics.Select(m => m.Digest).Order(StringComparer.Ordinal))));
        All = [.. _byId.Values.OrderBy(m => m.Id, StringComparer.Ordinal)];
        Checks = [.. checks.OrderBy(c => c.Id, StringComparer.Ordinal)];
    }

    /// <summary>Changes when any metric file does.</summary>
    public string Digest { get; }

    /// <summary>In the order of ids.</summary>
    public IReadOnlyList<MetricDefinition> All { get; }

    public IReadOnlyList<MetricCheck> Checks { get; }

    /// <summary>The lists that name every case that may count.</summary>
    public IEnumerable<string> Lists => All.SelectMany(SourcesOf).Select(MetricSources.ListOf).Append("cases").Distinct().Order(StringComparer.Ordinal);

    public MetricDefinition? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Puts files together: each id once, and what a figure is made of is there.</summary>
    public static Parsed<MetricCatalogue> Of(IReadOnlyList<Filed<MetricDefinition>> metrics, IReadOnlyList<Filed<MetricCheck>> checks)
    {
        var known = metrics.Select(m => m.Value).DistinctBy(m => m.Id).ToDictionary(m => m.Id);
        IReadOnlyList<FileProblem> problems =
        [
            .. Twice(metrics, m => m.Id), .. Twice(checks, c => c.Id),
            .. metrics.SelectMany(m => Parts(m.Value, known).Select(p => m.Problem(p.Field, p.Expected, p.Found))),
            .. checks.SelectMany(c => Named(c.Value).Where(n => !known.ContainsKey(n.Metric)).Select(n => c.Problem(n.Field, "arithmetic over metrics there are", $"\"{n.Metric}\""))),
        ];
        return problems.Count == 0 ? new(new(metrics, checks.Select(c => c.Value)), []) : new(null, problems);
    }

    private static IEnumerable<FileProblem> Twice<T>(IEnumerable<Filed<T>> files, Func<T, string> id) =>
        files.GroupBy(f => id(f.Value)).Where(g => g.Count() > 1).Select(g => g.Last().Problem("id", "an id of its own", $"\"{g.Key}\" also in {g.First().File}"));

    private static IEnumerable<(string Field, string Metric)> Named(MetricCheck check) => MetricCheck.Names(check.Left).Select(n => ("left", n)).Concat(MetricCheck.Names(check.Right).Select(n => ("right", n)));

    /// <summary>A figure is made of counted ones only, so nothing is made of itself.</summary>
    private static IEnumerable<(string Field, string Expected, string Found)> Parts(MetricDefinition metric, Dictionary<string, MetricDefinition> known) =>
        from part in metric switch
        {
            MetricDefinition.Ratio r => [("num", r.Num, false), ("den", r.Den, false)],
            MetricDefinition.YearOnYear y => [("of", y.Of, false)],
            MetricDefinition.FirstTime f => [("of", f.Of, true)],
            _ => Array.Empty<(string Field, string Id, bool FlowOnly)>(),
        }
        let found = known.GetValueOrDefault(part.Id)
        where part.Id.Length > 0 && !(found is MetricDefinition.Flow || (found is MetricDefinition.Stock && !part.FlowOnly))
        select (part.Field, part.FlowOnly ? "the id of a flow" : "the id of a flow or stock", $"\"{part.Id}\"");

    private static IEnumerable<string> SourcesOf(MetricDefinition metric) => metric switch
    {
        MetricDefinition.Flow f => f.Parts.Select(p => p.Counting.Source),
        MetricDefinition.Stock s => [s.Counting.Source],
        MetricDefinition.Typed t => [t.Source],
        _ => [],
    };
}
