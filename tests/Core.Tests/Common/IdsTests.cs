using System.Text.Json;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Tests.Common;

public class IdsTests
{
    [Fact]
    public void The_same_source_gives_the_same_case()
    {
        Assert.Equal(CaseId.Grant("a-1"), CaseId.Grant("a-1"));
        Assert.NotEqual(CaseId.Grant("a-1"), CaseId.Grant("a-2"));
        Assert.NotEqual(CaseId.Grant("a-1").Value, CaseId.Credential("a-1").Value);
        Assert.Equal(28, CaseId.Application("op").Value.Length);
        Assert.Equal('a', CaseId.Application("op").Kind);
    }

    [Theory]
    [InlineData("a-00000000000000000000000000", true)]
    [InlineData("x-00000000000000000000000000", false)]
    [InlineData("a-0000000000000000000000000", false)]
    [InlineData("a-0000000000000000000000000/", false)]
    [InlineData("a_00000000000000000000000000", false)]
    [InlineData(null, false)]
    public void Only_case_ids_are_case_ids(string? text, bool valid) => Assert.Equal(valid, CaseId.TryParse(text, out _));

    [Fact]
    public void Text_that_is_no_id_is_an_error()
    {
        Assert.Throws<FormatException>(() => CaseId.Parse("x"));
        Assert.Throws<FormatException>(() => OperationId.Parse("x"));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CaseId>("\"x\""));
    }

    [Theory]
    [InlineData("12345678", true)]
    [InlineData("1234567", false)]
    [InlineData("tick:a-b_c.D9", true)]
    [InlineData("with space", false)]
    [InlineData(null, false)]
    public void An_operation_id_has_8_to_100_safe_characters(string? text, bool valid) => Assert.Equal(valid, OperationId.TryParse(text, out _));

    [Fact]
    public void Ids_are_plain_strings_as_json()
    {
        var (id, person, org) = (CaseId.Application("op"), new PersonId("wang"), new OrgId("91320381DEMA00013G"));
        Assert.Equal(id, JsonSerializer.Deserialize<CaseId>(JsonSerializer.Serialize(id)));
        Assert.Equal(person, JsonSerializer.Deserialize<PersonId>(JsonSerializer.Serialize(person)));
        Assert.Equal(org, JsonSerializer.Deserialize<OrgId>(JsonSerializer.Serialize(org)));
        Assert.Equal("wang 91320381DEMA00013G " + id.Value, $"{person} {org} {id}");
        Assert.Equal("operation-1", OperationId.Parse("operation-1").ToString());
    }
}
