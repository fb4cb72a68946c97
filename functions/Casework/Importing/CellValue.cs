using System.Text.Json.Nodes;

namespace ProjectFlow.Casework.Importing;

/// <summary>What a cell means to a field.</summary>
internal abstract record CellValue
{
    public sealed record Blank : CellValue;

    public sealed record Given(JsonNode Value) : CellValue;

    /// <summary>It cannot be read rightly, so it is not read at all.</summary>
    public sealed record Bad(string Code, string Zh, string En) : CellValue;

    public static CellValue Empty { get; } = new Blank();

    private CellValue() { }
}
