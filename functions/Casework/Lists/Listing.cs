using System.Globalization;
using System.Security.Cryptography;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Casework.Lists;

/// <summary>Where a case is listed and counted: what its refresh wrote last, or may have written.</summary>
internal sealed record Listing(IReadOnlyList<ListedLine> Lines, IReadOnlyList<CountedShare> Shares)
{
    public static Listing Empty { get; } = new([], []);

    public static Listing Of(CaseId id, IReadOnlyList<Projection> projections) => new(
        [.. projections.OfType<Projection.Line>().Select(l => ListedLine.Of(id, l))],
        [.. projections.OfType<Projection.Share>().Select(s => new CountedShare(s.Metric, s.Year, s.Basis))]);

    /// <summary>What may be written while the change from the one to the other is under way.</summary>
    public Listing Or(Listing other) => new([.. Lines.Union(other.Lines)], [.. Shares.Union(other.Shares)]);

    public bool IsEmpty => Lines.Count == 0 && Shares.Count == 0;

    public bool Same(Listing other) => Lines.SequenceEqual(other.Lines) && Shares.SequenceEqual(other.Shares);
}

/// <param name="Digest">Of the line's content, to see whether it changed.</param>
internal sealed record ListedLine(string List, string Key, string Digest)
{
    public static ListedLine Of(CaseId id, Projection.Line line) => new(line.List, KeyOf(id, line), DigestOf(line));

    public static string KeyOf(CaseId id, Projection.Line line) => $"{line.Sort}:{id}";

    private static string DigestOf(Projection.Line line) => Convert.ToHexStringLower(SHA256.HashData(CaseJson.Write(line.Shown)).AsSpan(0, 8));
}

internal sealed record CountedShare(string Metric, int Year, MetricBasis Basis)
{
    public string Partition => MetricKeys.Partition(Year);

    public string TotalKey => MetricKeys.Total(Metric, Basis);

    public string RowKey(CaseId id) => MetricKeys.Share(Metric, Basis, id);
}

/// <summary>Rows of figures: one partition a year, total and shares beside each other so that they change together.</summary>
internal static class MetricKeys
{
    public const string Totals = "t:";

    public static string Partition(int year) => string.Create(CultureInfo.InvariantCulture, $"metrics:{year}");

    public static string Total(string metric, MetricBasis basis) => $"{Totals}{metric}:{basis}";

    public static string Shares(string metric, MetricBasis basis) => $"r:{metric}:{basis}:";

    public static string Share(string metric, MetricBasis basis, CaseId id) => Shares(metric, basis) + id;
}
