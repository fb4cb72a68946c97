using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using static ProjectFlow.Core.Programmes.ProgrammeSchema;

namespace ProjectFlow.Core.Metrics;

/// <summary>The JSON Schemas of metric and check files, for editors. What they cannot say, such as facts and figures that must exist, the parsers check.</summary>
public static class MetricSchema
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (string Name, Func<JsonObject> Type)[] Head =
    [
        ("$schema", () => Text), ("id!", MetricId), ("nameZh!", () => Text), ("nameEn!", () => Text), ("unit!", () => Text), ("level!", OneOf<MetricLevel>), ("targets", Targets),
    ];

    private static readonly (string Name, JsonObject Type)[] Part =
        [("source!", Text), ("where", List(Text)), ("date", Text), ("dates", Shape(("application!", Text), ("decision!", Text))), ("value", Text)];

    public static string Generate() => Write(new JsonObject { ["title"] = "Metric", ["oneOf"] = new JsonArray([.. Kinds()]) });

    public static string GenerateCheck()
    {
        var root = Shape(("$schema", Text), ("id!", Text), ("nameZh!", Text), ("nameEn!", Text), ("left!", Text), ("right!", Text), ("tolerance", AtLeastZero), ("atMost", Flag), ("year", Whole(2000, 2100)));
        root["title"] = "Check";
        return Write(root);
    }

    private static IEnumerable<JsonObject> Kinds() =>
    [
        Dated(Kind("flow", [.. Copies(Part), ("basis", Basis), ("monthly", Flag)]), "basis"),
        Kind("flow", ("parts!", List(Dated(Shape(Copies(Part))), 1)), ("basis", Basis), ("monthly", Flag)),
        Kind("stock", ("source!", Text), ("where", List(Text)), ("value", Text), ("from", Text), ("openStart", Flag), ("to", List(Text))),
        Kind("ratio", ("num!", Text), ("den!", Text), ("percent", Flag), ("decimals", Whole(0, 6)), ("basis", Basis)),
        Kind("year-on-year", ("of!", Text), ("as", OneOf<Growth>()), ("decimals", Whole(0, 6))),
        Kind("first-time", ("of!", Text), ("atLeast!", Number)),
        Kind("typed", ("source!", Text), ("where", List(Text)), ("date!", Text), ("value!", Text), ("document!", Text)),
    ];

    private static JsonObject Kind(string kind, params (string Name, JsonObject Type)[] members) =>
        Shape([.. Head.Select(h => (h.Name, h.Type())), ("kind!", new() { ["const"] = kind }), .. members]);

    /// <summary>One date, or two and what else two need.</summary>
    private static JsonObject Dated(JsonObject shape, params string[] withTwo)
    {
        shape["oneOf"] = new JsonArray(Required("date"), Required(["dates", .. withTwo]));
        return shape;
    }

    private static JsonObject Required(params string[] members) => new() { ["required"] = new JsonArray([.. members.Select(m => JsonValue.Create(m))]) };

    /// <summary>A node of JSON stands in one place only.</summary>
    private static (string Name, JsonObject Type)[] Copies((string Name, JsonObject Type)[] members) => [.. members.Select(m => (m.Name, (JsonObject)m.Type.DeepClone()))];

    private static JsonObject Targets() => new()
    {
        ["type"] = "object",
        ["propertyNames"] = new JsonObject { ["pattern"] = "^[0-9]{4}$" },
        ["additionalProperties"] = Shape(("value!", Number), ("example", Flag)),
    };

    private static JsonObject MetricId() => new() { ["type"] = "string", ["pattern"] = "^[A-Za-z][A-Za-z0-9-]{0,29}$" };

    private static JsonObject Basis => Among(["application", "decision"]);

    private static JsonObject AtLeastZero => new() { ["type"] = "number", ["minimum"] = 0 };

    private static string Write(JsonObject root)
    {
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return root.ToJsonString(Readable) + "\n";
    }
}
