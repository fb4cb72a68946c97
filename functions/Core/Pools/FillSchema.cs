using System.Text.Json.Nodes;
using static ProjectFlow.Core.Programmes.ProgrammeSchema;

namespace ProjectFlow.Core.Pools;

/// <summary>The part of the programme schema that tells how forms are filled.</summary>
internal static class FillSchema
{
    public static JsonObject Map() => Of(new() { ["anyOf"] = new JsonArray(Text, Counted(), Rows(), First()) });

    private static JsonObject Counted() => Shape(("count!", Text), ("where", List(Text)));

    private static JsonObject Rows() => Shape(("rows!", Text), ("where", List(Text)), ("last", Whole(1, 100)),
        ("columns!", Of(new() { ["anyOf"] = new JsonArray(Text, Shape(("from!", Text), ("words!", Of(Text)))) })));

    private static JsonObject First() => Shape(("first!", List(Shape(("value!", Text), ("of!", Text), ("where", List(Text))), 1)), ("otherwise", Text));

    private static JsonObject Of(JsonObject values) => new() { ["type"] = "object", ["additionalProperties"] = values };
}
