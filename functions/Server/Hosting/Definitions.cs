using System.Diagnostics.CodeAnalysis;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Definitions;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Server.Hosting;

/// <summary>The programme, calendar and metric files beside the program. All that is wrong in any of them is told at once.</summary>
internal static class Definitions
{
    private delegate Parsed<T> Parser<T>(string file, ReadOnlySpan<byte> utf8)
        where T : class;

    /// <exception cref="ConfigurationException">A folder is missing or holds no calendar.</exception>
    /// <exception cref="DefinitionsException">At least one file has a problem.</exception>
    public static ProgrammeShelf Load(string programmes, string calendars)
    {
        var problems = new List<FileProblem>();
        var newest = Files("calendars", calendars).LastOrDefault() ?? throw new ConfigurationException("calendars", calendars, "a folder with a calendar file such as CN-2026.1.json");
        var calendar = Read(newest, CalendarFile.Parse, problems);
        var shelf = Files("programmes", programmes).Select(file => Read(file, ProgrammeFile.Parse, problems)).OfType<Programme>().ToList();
        problems.AddRange(shelf.CountBy(p => p.Ref).Where(p => p.Value > 1).Select(p => new FileProblem(programmes, 1, "", "each programme version once", p.Key.ToString())));
        return problems.Count == 0 ? new(shelf, calendar!) : throw new DefinitionsException(problems);
    }

    /// <exception cref="ConfigurationException">The folder is missing.</exception>
    /// <exception cref="DefinitionsException">At least one file has a problem.</exception>
    public static MetricCatalogue LoadMetrics(string metrics, MetricSources sources)
    {
        var problems = new List<FileProblem>();
        var figures = Files("metrics", metrics).Select(f => Read(f, (n, bytes) => MetricFile.Parse(n, bytes, sources), problems)).OfType<Filed<MetricDefinition>>().ToList();
        var folder = Path.Combine(metrics, "checks");
        var checks = Directory.Exists(folder) ? Files("metrics", folder).Select(f => Read(f, MetricCheckFile.Parse, problems)).OfType<Filed<MetricCheck>>().ToList() : [];
        if (problems.Count == 0 && MetricCatalogue.Of(figures, checks) is var whole)
        {
            return whole.Value ?? throw new DefinitionsException(whole.Problems);
        }

        throw new DefinitionsException(problems);
    }

    private static T? Read<T>(string file, Parser<T> parse, List<FileProblem> problems)
        where T : class
    {
        var parsed = parse(Path.GetFileName(file), File.ReadAllBytes(file));
        problems.AddRange(parsed.Problems);
        return parsed.Value;
    }

    private static IEnumerable<string> Files(string setting, string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.json").Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        : throw new ConfigurationException(setting, folder, "a folder that exists");
}

/// <summary>Definition files do not let the server start; the message holds one problem a line.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Made in one place only.")]
internal sealed class DefinitionsException(IEnumerable<FileProblem> problems) : Exception(string.Join(Environment.NewLine, problems));
