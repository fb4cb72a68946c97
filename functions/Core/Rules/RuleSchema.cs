using System.Text.Json.Nodes;
using ProjectFlow.Core.Definitions;
using static ProjectFlow.Core.Programmes.ProgrammeSchema;

namespace ProjectFlow.Core.Rules;

/// <summary>The part of the schema about rules: one shape per op.</summary>
internal static class RuleSchema
{
    public static JsonObject Outer() => PerOp([("id!", Text), ("severity!", OneOf<Severity>()), ("messageZh!", Text), ("messageEn!", Text), ("source", Text)]);

    /// <summary>Inside all, any and not a rule has only its op.</summary>
    public static JsonObject Inner() => PerOp([]);

    private static JsonObject PerOp((string, JsonObject)[] head) =>
        new() { ["oneOf"] = new JsonArray([.. Enum.GetValues<RuleOp>().Select(op => Shape([.. head.Select(h => (h.Item1, (JsonObject)h.Item2.DeepClone())), ("op!", new() { ["const"] = Words.Write(op) }), .. Members(op)]))]) };

    private static (string, JsonObject)[] Members(RuleOp op) => op switch
    {
        RuleOp.Compare => [("field!", Text), .. Enum.GetValues<Comparison>().Select(c => (Words.Write(c), Operand))],
        RuleOp.Between => [("field!", Text), ("min", Operand), ("max", Operand)],
        RuleOp.OneOf => [("field!", Text), ("values!", List(Text, 1))],
        RuleOp.DateAgeAtLeast => [("field!", Text), ("days!", Whole(1))],
        RuleOp.RatioGte => [("num!", Text), ("den!", Text), ("value!", Number)],
        RuleOp.TieredRatio => [("num!", Text), ("den!", Text), ("tierBy!", Text), ("tiers!", List(Shape(("max", Number), ("value!", Number)), 1))],
        RuleOp.TieredThreshold => [("field!", Text), ("tiers!", List(Shape(("kinds", List(Text)), ("gte!", Number)), 1))],
        RuleOp.ScoreTable => [("ref!", Among([.. ScoreSheet.Known.Keys])), ("value!", Number), ("inputs!", new() { ["type"] = "object", ["additionalProperties"] = Text })],
        RuleOp.SumEquals => [("left!", Text), ("right!", Text)],
        RuleOp.CountGte => [("field!", Text), ("min!", Whole(1))],
        RuleOp.Unique => [("field!", Text)],
        RuleOp.RegistryHas => [("registry!", Text), ("negate", Flag)],
        RuleOp.All or RuleOp.Any => [("rules!", List(Ref("innerRule"), 1))],
        RuleOp.Not => [("rule!", Ref("innerRule"))],
        _ => [],
    };

    private static JsonObject Operand => new() { ["anyOf"] = new JsonArray(Number, new JsonObject { ["type"] = "string", ["format"] = "date" }) };
}
