using System.Diagnostics.CodeAnalysis;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Definitions;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Pools;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Casework.Settings;

/// <summary>The programme, calendar, register and metric files beside the program. All that is wrong in any of them is told at once.</summary>
public static class Definitions
{
    private delegate Parsed<T> Parser<T>(string file, ReadOnlySpan<byte> utf8)
        where T : class;

    /// <exception cref="ConfigurationException">A folder is missing or holds no calendar.</exception>
    /// <exception cref="DefinitionsException">At least one file has a problem.</exception>
    public static (ProgrammeShelf Programmes, RegisterShelf Registers, MetricCatalogue Metrics) Load(DefinitionFolders folders)
    {
        var problems = new List<FileProblem>();
        var newest = Files("calendars", folders.Calendars).LastOrDefault() ?? throw new ConfigurationException("calendars", folders.Calendars, "a folder with a calendar file such as CN-2026.1.json");
        var calendar = Read(newest, CalendarFile.Parse, problems);
        var read = Files("programmes", folders.Programmes).Select(file => (File: Path.GetFileName(file), Programme: Read(file, ProgrammeFile.Parse, problems))).ToList();
        var shelf = read.Select(p => p.Programme).OfType<Programme>().ToList();
        problems.AddRange(shelf.CountBy(p => p.Ref).Where(p => p.Value > 1).Select(p => new FileProblem(folders.Programmes, 1, "", "each programme version once", p.Key.ToString())));
        var registers = RegistersOf(folders.Registers, problems);
        if (problems.Count == 0)
        {
            problems.AddRange(RegisterChecks.Credentials(registers, shelf));
            problems.AddRange(FillChecks.Across([.. read.Select(p => (p.File, p.Programme!))], registers));
        }

        var metrics = MetricsOf(folders.Metrics, RegisterSources.Of(registers), problems);
        return problems.Count == 0 ? (new(shelf, calendar!), new(registers), metrics!) : throw new DefinitionsException(problems);
    }

    private static List<Register> RegistersOf(string folder, List<FileProblem> problems)
    {
        var read = Files("registers", folder).Select(file => (File: Path.GetFileName(file), Register: Read(file, RegisterFile.Parse, problems))).ToList();
        if (read.All(r => r.Register is not null))
        {
            problems.AddRange(RegisterChecks.Across([.. read.Select(r => (r.File, r.Register!))]));
        }

        return [.. read.Select(r => r.Register).OfType<Register>()];
    }

    /// <summary>With registers that have problems themselves, figures cannot be checked against them.</summary>
    private static MetricCatalogue? MetricsOf(string folder, MetricSources sources, List<FileProblem> problems)
    {
        if (problems.Count > 0)
        {
            return null;
        }

        var figures = Files("metrics", folder).Select(f => Read(f, (n, bytes) => MetricFile.Parse(n, bytes, sources), problems)).OfType<Filed<MetricDefinition>>().ToList();
        var checks = ChecksBeside(folder).Select(f => Read(f, MetricCheckFile.Parse, problems)).OfType<Filed<MetricCheck>>().ToList();
        if (problems.Count > 0)
        {
            return null;
        }

        var whole = MetricCatalogue.Of(figures, checks);
        problems.AddRange(whole.Problems);
        return whole.Value;
    }

    private static T? Read<T>(string file, Parser<T> parse, List<FileProblem> problems)
        where T : class
    {
        var parsed = parse(Path.GetFileName(file), File.ReadAllBytes(file));
        problems.AddRange(parsed.Problems);
        return parsed.Value;
    }

    private static IEnumerable<string> ChecksBeside(string metrics) =>
        Path.Combine(metrics, "checks") is var folder && Directory.Exists(folder) ? Files("metrics", folder) : [];

    private static IEnumerable<string> Files(string setting, string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.json").Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        : throw new ConfigurationException(setting, folder, "a folder that exists");
}

/// <summary>Where the files are.</summary>
public sealed record DefinitionFolders(string Programmes, string Calendars, string Registers, string Metrics);

/// <summary>Definition files do not let the host start; the message holds one problem a line.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Made in one place only.")]
public sealed class DefinitionsException(IEnumerable<FileProblem> problems) : Exception(string.Join(Environment.NewLine, problems));
