using ProjectFlow.Core.Forms;

namespace ProjectFlow.Core.Tests.Forms;

/// <summary>When a required field counts as filled in.</summary>
public sealed class GivenTests
{
    private static readonly FormDefinition Required = FormWorld.Every with
    {
        Sections = [.. FormWorld.Every.Sections.Select(s => s with { Fields = [.. s.Fields.Select(f => f with { Required = f.Type != FieldType.Computed, When = null })] })],
    };

    [Theory]
    [InlineData("declaration", "true", true)]
    [InlineData("declaration", "false", false)]
    [InlineData("multi", "[\"A\"]", true)]
    [InlineData("multi", "[]", false)]
    [InlineData("multi", "\"A\"", false)]
    [InlineData("file", "[\"slot\"]", true)]
    [InlineData("file", "\"slot\"", true)]
    [InlineData("file", "[]", false)]
    [InlineData("period", """{"from":"2023-01-01","to":"2023-12-31"}""", true)]
    [InlineData("period", """{"from":"2023-01-01"}""", false)]
    [InlineData("period", """{"to":"2023-12-31"}""", false)]
    [InlineData("person", "\"张三\"", true)]
    [InlineData("person", """{"name":"张三"}""", true)]
    [InlineData("person", """{"name":" "}""", false)]
    [InlineData("person", """{"phone":"13812345678"}""", false)]
    [InlineData("person", "5", false)]
    [InlineData("text", "\"　\"", false)]
    [InlineData("text", "null", false)]
    [InlineData("int", "0", true)]
    [InlineData("bool", "false", true)]
    public void A_field_is_given_when_it_says_something(string field, string json, bool given) =>
        Assert.Equal(!given, FormCheck.Missing(Required, FormWorld.With(field, json), forGuidance: false).Any(p => p.Path == "s." + field));

    [Theory]
    [InlineData("""{"name":"张三","idNumber":"11010519491231002X","birthDate":"1949-12-31","phone":"13812345678","email":"a@b.cn","title":"教授"}""", "")]
    [InlineData("""{"idNumber":"110105194912310021"}""", "s.person.idNumber")]
    [InlineData("""{"birthDate":"1949-13-31"}""", "s.person.birthDate")]
    [InlineData("""{"phone":"12"}""", "s.person.phone")]
    [InlineData("""{"email":"a"}""", "s.person.email")]
    [InlineData("""{"name":null,"title":7}""", "s.person.title")]
    [InlineData("""{"salary":7}""", "s.person.salary")]
    public void A_persons_members_are_checked_one_by_one(string json, string wrong) =>
        Assert.Equal(wrong, string.Join(' ', FormCheck.Types(FormWorld.Every, FormWorld.With("person", json)).Select(p => p.Path)));
}
