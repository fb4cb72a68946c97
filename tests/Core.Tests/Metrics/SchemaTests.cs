using System.Text.Json.Nodes;
using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Core.Tests.Metrics;

public sealed class SchemaTests
{
    private static readonly string Folder = Path.Combine(Shipped.Root, "functions", "Metrics");

    public static TheoryData<string, string> Schemas => new() { { "metric.schema.json", MetricSchema.Generate() }, { "check.schema.json", MetricSchema.GenerateCheck() } };

    [Theory]
    [MemberData(nameof(Schemas))]
    public void The_committed_schemas_are_the_generated_ones(string name, string generated)
    {
        var file = Path.Combine(Folder, "schema", name);
        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMA") == "1")
        {
            File.WriteAllText(file, generated);
        }

        Assert.Equal(generated, File.ReadAllText(file));
    }

    [Fact]
    public void The_schema_takes_every_shipped_figure_and_check()
    {
        var kinds = JsonNode.Parse(MetricSchema.Generate())!["oneOf"]!.AsArray();
        Assert.All(Directory.GetFiles(Folder, "*.json"), f => Assert.Single(kinds, k => Takes(k!, JsonNode.Parse(File.ReadAllText(f))!)));
        var check = JsonNode.Parse(MetricSchema.GenerateCheck())!;
        Assert.All(Directory.GetFiles(Path.Combine(Folder, "checks"), "*.json"), f => Assert.True(Takes(check, JsonNode.Parse(File.ReadAllText(f))!), f));
    }

    [Theory]
    [InlineData(""" "kind":"flow","source":"register:events","date":"event.on" """)]
    [InlineData(""" "kind":"flow","source":"register:events" """)]
    [InlineData(""" "kind":"flow","parts":[{"source":"register:events","date":"event.on"}] """)]
    [InlineData(""" "kind":"flow","parts":[{"source":"register:events"}] """)]
    [InlineData(""" "kind":"flow","parts":[{"source":"register:events","date":"event.on"}],"source":"register:events" """)]
    [InlineData(""" "kind":"flow","source":"application","dates":{"application":"forwardedOn","decision":"approvedOn"} """)]
    [InlineData(""" "kind":"flow","source":"application","dates":{"application":"forwardedOn","decision":"approvedOn"},"basis":"decision" """)]
    [InlineData(""" "kind":"stock","source":"credential","from":"on","to":["endsOn"] """)]
    [InlineData(""" "kind":"stock","source":"credential","date":"on" """)]
    [InlineData(""" "kind":"ratio","num":"A","den":"B","percent":false """)]
    [InlineData(""" "kind":"ratio","num":"A" """)]
    [InlineData(""" "kind":"year-on-year","of":"A","as":"multiple" """)]
    [InlineData(""" "kind":"first-time","of":"A" """)]
    [InlineData(""" "kind":"first-time","of":"A","atLeast":100 """)]
    [InlineData(""" "kind":"typed","source":"register:external-statements","date":"statement.year","value":"statement.number","document":"statement.source" """)]
    [InlineData(""" "kind":"typed","source":"register:external-statements","date":"statement.year","value":"statement.number" """)]
    [InlineData(""" "kind":"stream" """)]
    public void The_schema_takes_what_the_parser_takes_and_nothing_else(string rest)
    {
        var json = Figures.Line("X", rest);
        var takes = JsonNode.Parse(MetricSchema.Generate())!["oneOf"]!.AsArray().Count(k => Takes(k!, JsonNode.Parse(json)!));
        Assert.Equal(Figures.Parse(json).Problems.Count == 0 ? 1 : 0, takes);
    }

    /// <summary>As far as our schemas go: members, required ones, words, and what lists hold.</summary>
    private static bool Takes(JsonNode schema, JsonNode value) =>
        (schema["const"] is not { } word || JsonNode.DeepEquals(word, value))
        && (schema["enum"] is not JsonArray words || words.Any(w => JsonNode.DeepEquals(w, value)))
        && (schema["properties"] is not JsonObject || value is JsonObject)
        && (schema["oneOf"] is not JsonArray one || one.Count(o => Takes(o!, value)) == 1)
        && (schema["items"] is not { } item || (value is JsonArray list && list.All(v => Takes(item, v!))))
        && (schema["required"] is not JsonArray required || required.All(r => value[r!.GetValue<string>()] is not null))
        && (schema["properties"] is not JsonObject known || value.AsObject().All(m => known[m.Key] is { } member && Takes(member, m.Value!)));
}
