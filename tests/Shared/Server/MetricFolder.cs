using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Tests.Shared;

/// <summary>The figures of a folder, as a start reads them.</summary>
public static class MetricFolder
{
    /// <exception cref="InvalidOperationException">A file has a problem.</exception>
    public static MetricCatalogue Load(string folder)
    {
        var metrics = Directory.GetFiles(folder, "*.json").Select(f => MetricFile.Parse(Path.GetFileName(f), File.ReadAllBytes(f), MetricSources.Shipped)).ToList();
        var checks = Directory.GetFiles(Path.Combine(folder, "checks"), "*.json").Select(f => MetricCheckFile.Parse(Path.GetFileName(f), File.ReadAllBytes(f))).ToList();
        var whole = MetricCatalogue.Of([.. metrics.Select(m => m.Value).OfType<Filed<MetricDefinition>>()], [.. checks.Select(c => c.Value).OfType<Filed<MetricCheck>>()]);
        var problems = metrics.SelectMany(m => m.Problems).Concat(checks.SelectMany(c => c.Problems)).Concat(whole.Problems).ToList();
        return problems.Count == 0 ? whole.Value! : throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
    }
}
