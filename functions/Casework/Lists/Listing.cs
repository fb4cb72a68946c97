using System.Security.Cryptography;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Casework.Lists;

/// <summary>Where a case is listed and counted: what its refresh wrote last, or may have written.</summary>
internal sealed record Listing(IReadOnlyList<ListedLine> Lines)
{
    public static Listing Empty { get; } = new([]);

    /// <summary>Those it has, or may have, a share in; as text.</summary>
    public IReadOnlyList<string> Figures { get; init; } = [];

    public static Listing Of(CaseId id, IReadOnlyList<Projection> projections, IReadOnlyList<Share> shares) =>
        new([.. projections.OfType<Projection.Line>().Select(l => ListedLine.Of(id, l))]) { Figures = [.. shares.Select(s => s.Figure.ToString())] };

    /// <summary>What may be written while the change from the one to the other is under way.</summary>
    public Listing Or(Listing other) => new([.. Lines.Union(other.Lines)]) { Figures = [.. Figures.Union(other.Figures)] };

    public bool IsEmpty => Lines.Count == 0 && Figures.Count == 0;

    public bool Same(Listing other) => Lines.SequenceEqual(other.Lines) && Figures.SequenceEqual(other.Figures);
}

/// <param name="Digest">Of the line's content, to see whether it changed.</param>
internal sealed record ListedLine(string List, string Key, string Digest)
{
    public static ListedLine Of(CaseId id, Projection.Line line) => new(line.List, KeyOf(id, line), DigestOf(line));

    public static string KeyOf(CaseId id, Projection.Line line) => $"{line.Sort}:{id}";

    /// <param name="key">Of a line's row.</param>
    public static CaseId CaseOf(string key) => CaseId.Parse(key[(key.LastIndexOf(':') + 1)..]);

    private static string DigestOf(Projection.Line line) => Convert.ToHexStringLower(SHA256.HashData(CaseJson.Write(line.Shown)).AsSpan(0, 8));
}
