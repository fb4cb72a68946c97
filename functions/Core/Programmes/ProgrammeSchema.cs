using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ProjectFlow.Core.Definitions;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Pools;
using ProjectFlow.Core.Rules;

namespace ProjectFlow.Core.Programmes;

/// <summary>The JSON Schema of a programme file, for editors. What it cannot say, such as names that must exist, the parser checks.</summary>
public static class ProgrammeSchema
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Generate() => Root().ToJsonString(Readable) + "\n";

    private static JsonObject Root()
    {
        var root = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = "Programme" };
        foreach (var (name, value) in Programme().ToList())
        {
            root[name] = value?.DeepClone();
        }

        root["$defs"] = new JsonObject
        {
            ["section"] = Shape(("id!", Id), ("titleZh!", Text), ("titleEn!", Text), ("fields", List(Ref("field")))),
            ["field"] = Field(),
            ["rule"] = RuleSchema.Outer(),
            ["innerRule"] = RuleSchema.Inner(),
        };
        return root;
    }

    private static JsonObject Programme() => Shape(
        ("$schema", Text), ("id!", Text), ("version!", Text), ("nameZh!", Text), ("nameEn!", Text), ("kind!", OneOf<ProgrammeKind>()), ("decisionBy!", OneOf<DecisionBy>()),
        ("level!", Text), ("section!", Text), ("round!", Round()), ("stages!", Stages()), ("participants!", List(Participant())), ("form!", Shape(("sections", List(Ref("section"))))),
        ("documents", List(Document())), ("rules", List(Ref("rule"))), ("funding", Funding()), ("dashboards", List(Text)), ("pool", Text), ("prefill", FillSchema.Map()), ("effectiveFrom", Date), ("effectiveTo", Date), ("sources", List(Text)));

    private static JsonObject Round() => Shape(
        ("year!", Whole(2000, 2100)), ("openAt", Moment), ("guidanceBefore", Moment), ("submitBefore", Moment), ("forwardBefore", Moment),
        ("quota", Whole(1)), ("perOrgLimit", Whole(1)), ("perLeaderLimit", Whole(1)), ("rolling", Flag));

    private static JsonObject Stages() => Shape(
        ("guidance", OneOf<GuidanceMode>()), ("guidanceDays", Whole(1, 250)), ("revisionDays", Whole(1, 250)), ("guidanceRounds", Whole(1, 20)), ("formalRounds", Whole(1, 20)),
        ("formalDays", Whole(1, 250)), ("fourEyes", Flag), ("selection", OneOf<SelectionMode>()), ("selectionDays", Whole(1, 250)),
        ("scoreSheet", List(Shape(("id!", Text), ("titleZh!", Text), ("titleEn!", Text), ("max!", Whole(1, 1000))))), ("forwardDays", Whole(1, 250)),
        ("publicity", Shape(("days!", Whole(1, 60)), ("mode", OneOf<CountingMode>()), ("includeStartDay", Flag))), ("contractRequired", Flag), ("contractDays", Whole(1, 250)),
        ("reports", List(Shape(("kind!", OneOf<ReportKind>()), ("everyMonths!", Whole(6, 12)), ("dueDays", Whole(1, 180))))), ("midtermFromYuan", Whole(0)),
        ("acceptance", Shape(("withinMonths!", Whole(1, 60)), ("experts", Whole(0, 50)), ("light", Flag))),
        ("credential", Shape(("type!", Text), ("years", Whole(1, 50)), ("untilMonthDay", Text), ("annualReportBy", Text), ("changeReportMonths", Whole(1, 24)), ("ratingEveryYears", Whole(1, 20)))));

    private static JsonObject Participant() => Shape(
        ("role!", Among(PartsFile.Roles)), ("orgTypes", List(Among(PartsFile.OrgTypes))), ("required", Flag), ("min", Whole(0)), ("max", Whole(1)), ("inArea", Flag));

    private static JsonObject Document() => Shape(
        ("id!", Text), ("titleZh!", Text), ("titleEn!", Text), ("required", Flag), ("types", List(Among(PartsFile.DocumentTypes))), ("maxMb", Whole(1, 100)), ("verifyOriginal", Flag), ("byBureau", Flag));

    private static JsonObject Funding() => Shape(
        ("mode!", OneOf<FundingMode>()), ("payer!", OneOf<Payer>()), ("instalments", List(Shape(("basisPoints!", Whole(1, 10_000)), ("trigger!", OneOf<InstalmentTrigger>())))),
        ("selfFundMinBasisPoints", Whole(0, 100_000)), ("categories", List(Text)), ("auditFromYuan", Whole(0)), ("fund", Text));

    internal static JsonObject Field() => Shape(
        ("id!", Id), ("type!", OneOf<FieldType>()), ("labelZh!", Text), ("labelEn!", Text), ("required", Flag), ("requiredForGuidance", Flag), ("unit", Text), ("min", Number), ("max", Number),
        ("maxLength", Whole(1, 100_000)), ("options", List(Text)), ("optionsZh", List(Text)), ("columns", List(Ref("field"))), ("rows", List(Text)), ("rowsZh", List(Text)), ("totals", Flag), ("expression", Text), ("when", Text), ("helpZh", Text), ("helpEn", Text));

    /// <param name="members">A name ending in ! is required.</param>
    internal static JsonObject Shape(params (string Name, JsonObject Type)[] members)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var (name, type) in members)
        {
            properties[name.TrimEnd('!')] = type;
            if (name.EndsWith('!'))
            {
                required.Add(name.TrimEnd('!'));
            }
        }

        return new() { ["type"] = "object", ["properties"] = properties, ["required"] = required, ["additionalProperties"] = false };
    }

    internal static JsonObject Text => new() { ["type"] = "string", ["minLength"] = 1 };

    internal static JsonObject Flag => new() { ["type"] = "boolean" };

    internal static JsonObject Number => new() { ["type"] = "number" };

    internal static JsonObject Ref(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    internal static JsonObject List(JsonObject item, int least = 0) => least == 0 ? new() { ["type"] = "array", ["items"] = item } : new() { ["type"] = "array", ["items"] = item, ["minItems"] = least };

    internal static JsonObject Whole(int min, int? max = null) => max is { } m ? new() { ["type"] = "integer", ["minimum"] = min, ["maximum"] = m } : new() { ["type"] = "integer", ["minimum"] = min };

    internal static JsonObject OneOf<T>()
        where T : struct, Enum => Among([.. Enum.GetValues<T>().Select(Words.Write)]);

    internal static JsonObject Among(IReadOnlyList<string> words) => new() { ["enum"] = new JsonArray([.. words.Select(w => JsonValue.Create(w))]) };

    internal static JsonObject Id => new() { ["type"] = "string", ["pattern"] = "^[A-Za-z][A-Za-z0-9_-]{0,39}$" };

    private static JsonObject Date => new() { ["type"] = "string", ["format"] = "date" };

    private static JsonObject Moment => new() { ["type"] = "string", ["anyOf"] = new JsonArray(new JsonObject { ["format"] = "date" }, new JsonObject { ["format"] = "date-time" }) };
}
