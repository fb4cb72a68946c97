using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Definitions;
using static ProjectFlow.Core.Programmes.ProgrammeSchema;

namespace ProjectFlow.Core.Registers;

/// <summary>The JSON Schema of a register file, for editors. What it cannot say, such as paths that must exist, the parser checks.</summary>
public static class RegisterSchema
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Generate() => Root().ToJsonString(Readable) + "\n";

    private static JsonObject Root()
    {
        var root = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = "Register" };
        foreach (var (name, value) in Register().ToList())
        {
            root[name] = value?.DeepClone();
        }

        root["$defs"] = new JsonObject
        {
            ["section"] = Shape(("id!", Id), ("titleZh!", Text), ("titleEn!", Text), ("fields", List(Ref("field")))),
            ["field"] = Field(),
            ["grant"] = Shape(("roles!", Roles), ("scope!", OneOf<AccessScope>()), ("states", List(Text))),
        };
        return root;
    }

    private static JsonObject Register() => Shape(
        ("$schema", Text), ("id!", Text), ("version!", Text), ("nameZh!", Text), ("nameEn!", Text), ("section!", Text), ("form!", Shape(("sections", List(Ref("section"))))),
        ("key!", List(Text, 1)), ("title!", Text), ("org", Text), ("area", Text), ("enteredOn", Text),
        ("volume", Text), ("duty", Shape(("owner!", Text), ("dueOn!", Text), ("while!", List(Text, 1)))),
        ("access!", Shape(("read!", List(Ref("grant"), 1)), ("write", List(Ref("grant"))))),
        ("states", List(Shape(("id!", Id), ("nameZh!", Text), ("nameEn!", Text), ("final", Flag), ("locked", Flag)), 1)), ("initial", Text),
        ("moves", List(Shape(("id!", Id), ("nameZh!", Text), ("nameEn!", Text), ("from!", List(Text, 1)), ("to!", Text), ("by!", Roles), ("fields", List(Text)), ("reasonRequired", Flag)))),
        ("links", List(Shape(("register!", Text), ("by!", Text), ("while", List(Text))))), ("sealedUntil", Shape(("path!", Text), ("register", Text), ("while", List(Text)))),
        ("credential", Shape(("type!", Text), ("programmes!", List(Text, 1)), ("documentNo!", Text), ("certificateNo!", Text), ("on!", Text), ("to", Text))), ("retentionYears", Whole(1, 100)), ("sources", List(Text)));

    private static JsonObject Roles => List(Among([.. Enum.GetValues<Role>().Where(r => r is not (Role.Administrator or Role.Expert or Role.System)).Select(Words.Write)]), 1);
}
