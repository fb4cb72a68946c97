using System.Security.Cryptography;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Casework.Lists;

/// <summary>Where a case is listed and counted, or may be: a place is in it twice when it may hold one thing or the other.</summary>
public sealed record Listed(IReadOnlyList<ListedLine> Lines, IReadOnlyList<ListedShare> Shares)
{
    public static Listed Empty { get; } = new([], []) { Settled = true };

    /// <summary>It stands there just so; false while a refresh may be on its way, and may have been cut off.</summary>
    public bool Settled { get; init; }

    public static Listed Of(CaseId id, IReadOnlyList<Projection> projections, IReadOnlyList<Share> shares) =>
        new([.. projections.OfType<Projection.Line>().Select(l => ListedLine.Of(id, l))], [.. shares.Select(ListedShare.Of)]) { Settled = true };

    /// <summary>One or the other, or something of both.</summary>
    public Listed Or(Listed other) => new([.. Lines.Union(other.Lines)], [.. Shares.Union(other.Shares)]);

    /// <summary>Whether all the other may hold is known here.</summary>
    public bool Covers(Listed other) => !other.Lines.Except(Lines).Any() && !other.Shares.Except(Shares).Any();

    public bool Same(Listed other) => Covers(other) && other.Covers(this);
}

/// <param name="Digest">Of the line's content.</param>
public sealed record ListedLine(string List, string Key, string Digest)
{
    public static ListedLine Of(CaseId id, Projection.Line line) => new(line.List, $"{line.Sort}:{id}", Digests.Of(line.Shown));

    /// <param name="key">Of a line's row.</param>
    public static CaseId CaseOf(string key) => CaseId.Parse(key[(key.LastIndexOf(':') + 1)..]);
}

/// <param name="Figure">As text.</param>
/// <param name="Digest">Of the marks.</param>
public sealed record ListedShare(string Figure, string Digest)
{
    public static ListedShare Of(Share share) => new(share.Figure.ToString(), Digests.Of(share.Marks));
}

internal static class Digests
{
    public static string Of<T>(T value) => Convert.ToHexStringLower(SHA256.HashData(CaseJson.Write(value)).AsSpan(0, 8));
}
