using System.Text.Json.Nodes;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Registers;
using static ProjectFlow.Core.Tests.Registers.RecordWorld;

namespace ProjectFlow.Core.Tests.Registers;

public sealed class ShippedRegisters
{
    private static readonly string Schema = Path.Combine(Folder, "schema", "register.schema.json");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_register_file_is_right_and_named_after_its_register(string file)
    {
        var parsed = RegisterFile.Parse(file, File.ReadAllBytes(Path.Combine(Folder, file)));
        Assert.Equal("", string.Join('\n', parsed.Problems));
        Assert.Equal(file, parsed.Value!.Ref.Id + ".json");
    }

    [Fact]
    public void All_links_lead_to_registers_that_are_there() => Assert.Empty(RegisterChecks.Across([.. All.Select(r => (r.Ref.Id, r))]));

    [Fact]
    public void Every_choice_has_a_Chinese_name() =>
        Assert.DoesNotContain(All.SelectMany(r => r.Form.Sections).SelectMany(s => s.Fields.Concat(s.Fields.SelectMany(f => f.Columns))), f => f.Type == FieldType.Enum && f.OptionsZh.Count == 0);

    [Fact]
    public void No_register_asks_for_an_identity_number_or_a_person_record() =>
        Assert.DoesNotContain(All.SelectMany(r => r.Form.Sections).SelectMany(s => s.Fields), f => f.Type == FieldType.Person);

    [Fact]
    public void The_committed_schema_is_the_generated_one()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMA") == "1")
        {
            File.WriteAllText(Schema, RegisterSchema.Generate());
        }

        Assert.Equal(RegisterSchema.Generate(), File.ReadAllText(Schema));
    }

    [Fact]
    public void The_schema_knows_every_member_the_files_use()
    {
        var known = Members(JsonNode.Parse(RegisterSchema.Generate())!).ToHashSet();
        Assert.All(Names, f => Assert.Empty(Used(JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, (string)f)))).Except(known)));
    }

    private static IEnumerable<string> Members(JsonNode? node) => node switch
    {
        JsonObject o => (o["properties"] as JsonObject)?.Select(p => p.Key).Concat(o.SelectMany(m => Members(m.Value))) ?? o.SelectMany(m => Members(m.Value)),
        JsonArray a => a.SelectMany(Members),
        _ => [],
    };

    private static IEnumerable<string> Used(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(m => Used(m.Value).Prepend(m.Key)),
        JsonArray a => a.SelectMany(Used),
        _ => [],
    };
}
