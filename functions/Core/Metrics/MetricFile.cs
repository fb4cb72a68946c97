using System.Globalization;
using ProjectFlow.Core.Definitions;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Core.Metrics;

/// <summary>A metric file: one figure as people write it.</summary>
public static class MetricFile
{
    private static readonly Dictionary<string, MetricBasis> Bases = new() { ["application"] = MetricBasis.ApplicationYear, ["decision"] = MetricBasis.DecisionYear };

    private static readonly Dictionary<string, Func<DefinitionObject, MetricHead, MetricSources, MetricDefinition>> Kinds = new()
    {
        ["flow"] = Flow,
        ["stock"] = Stock,
        ["ratio"] = (o, head, _) => new MetricDefinition.Ratio(head, o.Text("num"), o.Text("den"), o.Flag("percent", true), o.Int("decimals", 2, 0, 6), Basis(o)),
        ["year-on-year"] = (o, head, _) => new MetricDefinition.YearOnYear(head, o.Text("of"), o.Word<Growth>("as", Words.Of<Growth>(), Growth.Change), o.Int("decimals", 1, 0, 6)),
        ["first-time"] = (o, head, _) => new MetricDefinition.FirstTime(head, o.Text("of"), Reached(o)),
        ["typed"] = Typed,
    };

    /// <param name="file">The file's name as problems show it.</param>
    public static Parsed<Filed<MetricDefinition>> Parse(string file, ReadOnlySpan<byte> utf8, MetricSources sources)
    {
        var digest = Filed.DigestOf(utf8);
        return DefinitionFile.Parse(file, utf8, o => Read(o, sources) is { } metric ? Filed.Of(file, digest, o, metric) : null);
    }

    private static MetricDefinition? Read(DefinitionObject o, MetricSources sources)
    {
        o.OptionalText("$schema");
        var head = new MetricHead(Id(o), o.Text("nameZh"), o.Text("nameEn"), o.Text("unit"), o.Word<MetricLevel>("level", Words.Of<MetricLevel>()), o.OptionalText("theme") ?? MetricHead.NoTheme, Targets(o));
        if (!Kinds.TryGetValue(o.OptionalText("kind") ?? "", out var read))
        {
            o.Report("kind", "one of " + string.Join(", ", Kinds.Keys));
            return null;
        }

        var definition = read(o, head, sources);
        o.Done();
        return definition;
    }

    private static MetricDefinition.Flow Flow(DefinitionObject o, MetricHead head, MetricSources sources)
    {
        var basis = Basis(o);
        var parts = o.Has("parts") ? o.Objects("parts", p => Whole(p, basis, sources)) : [Part(o, basis, sources)];
        o.Expect(parts.Count > 0, "parts", "at least one");
        o.Expect(parts.All(p => p.Dates.Count < 2) || basis is not null, "basis", "application or decision: which of the two dates is shown");
        o.Expect(parts.Select(p => (p.Dates.Count, p.Counting.Value.GetType())).Distinct().Count() <= 1, "parts", "parts that are counted and dated alike");
        return new(head, parts, basis, o.Flag("monthly"));
    }

    private static FlowPart Whole(DefinitionObject o, MetricBasis? basis, MetricSources sources)
    {
        var part = Part(o, basis, sources);
        o.Done();
        return part;
    }

    private static FlowPart Part(DefinitionObject o, MetricBasis? basis, MetricSources sources)
    {
        var (counting, knows) = Counting(o, sources);
        var dates = o.Has("date") ? [new(basis, Path(o, "date", knows))] : o.Object("dates", d => Dates(d, knows)) ?? [];
        o.Expect(dates.Count > 0, "date", "the path of a day, or dates with application and decision");
        return new(counting, dates);
    }

    private static IReadOnlyList<FlowDate> Dates(DefinitionObject o, Func<string, bool> knows)
    {
        IReadOnlyList<FlowDate> dates = [.. Bases.Select(b => new FlowDate(b.Value, Path(o, b.Key, knows)))];
        o.Done();
        return dates;
    }

    private static MetricDefinition.Stock Stock(DefinitionObject o, MetricHead head, MetricSources sources)
    {
        var (counting, knows) = Counting(o, sources);
        return new(head, counting, o.Has("from") ? Path(o, "from", knows) : o.OptionalText("from"), o.Flag("openStart"), [.. o.Texts("to").Select(p => Known(o, "to", p, knows))]);
    }

    private static MetricDefinition.Typed Typed(DefinitionObject o, MetricHead head, MetricSources sources)
    {
        var knows = Source(o, sources);
        return new(head, o.Text("source"), Where(o, knows), Path(o, "date", knows), Path(o, "value", knows), Path(o, "document", knows));
    }

    private static (Counting Counting, Func<string, bool> Knows) Counting(DefinitionObject o, MetricSources sources)
    {
        var knows = Source(o, sources);
        return (new(o.Text("source"), Where(o, knows), Value(o, knows)), knows);
    }

    private static Func<string, bool> Source(DefinitionObject o, MetricSources sources)
    {
        var knows = o.OptionalText("source") is { } source ? sources.Find(source) : null;
        o.Expect(knows is not null || !o.Has("source"), "source", "one of " + sources.Expected);
        return knows ?? (_ => true);
    }

    private static List<FactCondition> Where(DefinitionObject o, Func<string, bool> knows)
    {
        var conditions = new List<FactCondition>();
        foreach (var (node, at) in o.Items("where").Select((n, i) => (n, $"where[{i}]")))
        {
            if ((node as LocatedNode.String)?.Value is not { } text || FactCondition.Parse(text) is not { } condition)
            {
                o.ReportAt(node, at, "a condition such as state = \"valid\", participants >= 2, or forwardedOn present");
            }
            else if (!knows(condition.Path))
            {
                o.ReportAt(node, at, "a fact of this source");
            }
            else
            {
                conditions.Add(condition);
            }
        }

        return conditions;
    }

    private static MetricValue Value(DefinitionObject o, Func<string, bool> knows)
    {
        var text = o.Text("value", "count")!;
        if (text == "count")
        {
            return new MetricValue.Count();
        }

        var path = text.EndsWith(')') && text.IndexOf('(', StringComparison.Ordinal) is > 0 and var open ? text[(open + 1)..^1].Trim() : "";
        MetricValue? value = text.StartsWith("sum(", StringComparison.Ordinal) ? new MetricValue.Sum(path) : text.StartsWith("distinct(", StringComparison.Ordinal) ? new MetricValue.Distinct(path) : null;
        o.Expect(value is not null && path.Length > 0, "value", "count, sum(path) or distinct(path)");
        o.Expect(value is null || knows(path), "value", "a fact of this source");
        return value ?? new MetricValue.Count();
    }

    private static string Path(DefinitionObject o, string name, Func<string, bool> knows) => Known(o, name, o.Text(name), knows);

    private static string Known(DefinitionObject o, string name, string path, Func<string, bool> knows)
    {
        o.Expect(path.Length == 0 || knows(path), name, "a fact of this source");
        return path;
    }

    private static MetricBasis? Basis(DefinitionObject o) => o.OptionalText("basis") is null ? null : o.Word<MetricBasis>("basis", Bases);

    private static decimal Reached(DefinitionObject o)
    {
        o.Expect(o.Has("atLeast"), "atLeast", "a number");
        return o.OptionalDecimal("atLeast") ?? 0;
    }

    private static Dictionary<int, MetricTarget> Targets(DefinitionObject o)
    {
        var targets = new Dictionary<int, MetricTarget>();
        foreach (var member in o.Node("targets") switch { LocatedNode.Map map => map.Members, _ => [] })
        {
            if (!int.TryParse(member.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || member.Value is not LocatedNode.Map target)
            {
                o.ReportAt(member.Value, "targets." + member.Name, "a year with an object such as { \"value\": 60, \"example\": true }");
                continue;
            }

            targets[year] = Target(o.Of(target, "targets." + member.Name));
        }

        return targets;
    }

    private static MetricTarget Target(DefinitionObject o)
    {
        o.Expect(o.Has("value"), "value", "a number");
        var target = new MetricTarget(o.OptionalDecimal("value") ?? 0, o.Flag("example"));
        o.Done();
        return target;
    }

    private static string Id(DefinitionObject o)
    {
        var id = o.Text("id");
        o.Expect(id.Length is > 0 and <= 30 && char.IsAsciiLetter(id[0]) && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'), "id", "1 to 30 letters, digits or -, a letter first");
        return id;
    }
}
