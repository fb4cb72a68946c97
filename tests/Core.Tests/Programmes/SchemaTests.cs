using System.Text.Json.Nodes;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Tests.Programmes;

public sealed class SchemaTests
{
    private static readonly string Path = System.IO.Path.Combine(Files.Folder, "schema", "programme.schema.json");

    [Fact]
    public void The_committed_schema_is_the_generated_one()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMA") == "1")
        {
            File.WriteAllText(Path, ProgrammeSchema.Generate());
        }

        Assert.Equal(ProgrammeSchema.Generate(), File.ReadAllText(Path));
    }

    [Fact]
    public void The_schema_knows_every_member_the_files_use()
    {
        var schema = JsonNode.Parse(ProgrammeSchema.Generate())!;
        var known = Names(schema).ToHashSet();
        Assert.All(Files.All, f => Assert.Empty(Used(JsonNode.Parse(File.ReadAllText(f))!).Except(known)));
    }

    private static IEnumerable<string> Names(JsonNode? node) => node switch
    {
        JsonObject o => (o["properties"] as JsonObject)?.Select(p => p.Key).Concat(o.SelectMany(m => Names(m.Value))) ?? o.SelectMany(m => Names(m.Value)),
        JsonArray a => a.SelectMany(Names),
        _ => [],
    };

    private static IEnumerable<string> Used(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(m => m.Key is "inputs" or "prefill" ? [m.Key] : Used(m.Value).Prepend(m.Key)),
        JsonArray a => a.SelectMany(Used),
        _ => [],
    };
}
