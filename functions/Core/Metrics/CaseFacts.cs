namespace ProjectFlow.Core.Metrics;

/// <summary>What a case says of itself to figures.</summary>
/// <param name="Source">Such as <c>application</c> or <c>register:ip</c>.</param>
public sealed record CaseFacts(string Source, IReadOnlyDictionary<string, Fact> Values);

public abstract record Fact
{
    public sealed record Text(string Value) : Fact;

    /// <summary>A figure; money in fen.</summary>
    public sealed record Number(decimal Value) : Fact;

    public sealed record Day(DateOnly Value) : Fact;

    public sealed record Flag(bool Value) : Fact;

    private Fact() { }
}
