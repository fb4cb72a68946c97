using System.Text.Json;
using CsCheck;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Core.Tests.Forms;

public sealed class FormCheckTests
{
    private static readonly string[] Naughty = ["null", "[]", "{}", "[[]]", "[{}]", "-0", "1e400", "\"\\u0000\"", "\"٣\"", "\"0x1\"", "\"NaN\"", "\"=cmd()\"", "\"' or 1=1\"", "[null]", "{\"from\":1}", "{\"name\":[]}", "true"];

    [Theory]
    [InlineData("int", "1.5", "s.int wrong-type")]
    [InlineData("int", "\"x\"", "s.int wrong-type")]
    [InlineData("int", "1e1", "s.int wrong-type")]
    [InlineData("int", "0", "s.int out-of-range")]
    [InlineData("int", "10", "s.int out-of-range")]
    [InlineData("int", "9", "")]
    [InlineData("int", "12345678901234567890", "s.int out-of-range")]
    [InlineData("decimal", "12345678901234567890", "s.decimal out-of-range")]
    [InlineData("wan", "1.234567", "")]
    [InlineData("wan", "\"1.2345670\"", "")]
    [InlineData("wan", "1.2345678", "s.wan too-many-decimals")]
    [InlineData("wan", "-0.000001", "s.wan out-of-range")]
    [InlineData("wan", "\"1,000\"", "s.wan wrong-type")]
    [InlineData("yuan", "1.01", "")]
    [InlineData("yuan", "1.001", "s.yuan too-many-decimals")]
    [InlineData("percent", "100.01", "s.percent out-of-range")]
    [InlineData("date", "\"2023-02-29\"", "s.date not-a-date")]
    [InlineData("date", "\"2024-02-29\"", "")]
    [InlineData("date", "20240229", "s.date wrong-type")]
    [InlineData("period", """{"from":"2023-01-02","to":"2023-01-01"}""", "s.period out-of-range")]
    [InlineData("period", """{"from":"2023-13-01","to":"2023-01-01","at":1}""", "s.period.from not-a-date, s.period.at unknown-field")]
    [InlineData("period", """{"from":"2023-01-01","to":null}""", "")]
    [InlineData("period", "\"2023\"", "s.period wrong-type")]
    [InlineData("bool", "\"true\"", "s.bool wrong-type")]
    [InlineData("bool", "false", "")]
    [InlineData("enum", "\"C\"", "s.enum not-an-option")]
    [InlineData("enum", "1", "s.enum wrong-type")]
    [InlineData("enum", "\"A\"", "")]
    [InlineData("multi", "[\"A\",\"X\"]", "s.multi[1] not-an-option")]
    [InlineData("multi", "[\"A\",\"B\",\"C\"]", "s.multi out-of-range")]
    [InlineData("multi", "\"A\"", "s.multi wrong-type")]
    [InlineData("uscc", "\"91320381DEMA00013G\"", "")]
    [InlineData("uscc", "\"91350100M0001TGQXM\"", "")]
    [InlineData("uscc", "\"91320381DEMA0001OG\"", "s.uscc bad-credit-code")]
    [InlineData("uscc", "\"9132\"", "s.uscc bad-credit-code")]
    [InlineData("uscc", "5", "s.uscc wrong-type")]
    [InlineData("phone", "\"12\"", "s.phone wrong-type")]
    [InlineData("phone", "\"13800000000\"", "")]
    [InlineData("phone", "\"+8613800000000\"", "")]
    [InlineData("phone", "\"0516-88000000\"", "")]
    [InlineData("email", "\"a@b.cn\"", "")]
    [InlineData("email", "\"a\"", "s.email wrong-type")]
    [InlineData("region", "\"3203\"", "s.region wrong-type")]
    [InlineData("region", "\"320381\"", "")]
    [InlineData("person", "\"Zhang San\"", "")]
    [InlineData("person", "7", "s.person wrong-type")]
    [InlineData("person", """{"name":"Zhang San","idNumber":"11010519491231002X","phone":"13800000000","email":"a@example.com","birthDate":"1949-12-31","title":""}""", "")]
    [InlineData("person", """{"idNumber":"1","phone":"1","email":"1","birthDate":"1","name":1,"age":1}""", "s.person.idNumber wrong-type, s.person.phone wrong-type, s.person.email wrong-type, s.person.birthDate not-a-date, s.person.name wrong-type, s.person.age unknown-field")]
    [InlineData("file", "[\"a\",1]", "s.file[1] wrong-type")]
    [InlineData("file", "\"a\"", "")]
    [InlineData("declaration", "1", "s.declaration wrong-type")]
    [InlineData("table", "5", "s.table wrong-type")]
    [InlineData("table", """[{"fiscal":1},{"fiscal":1.2345678,"x":1},7]""", "s.table[1].fiscal too-many-decimals, s.table[1].x unknown-field, s.table[2] wrong-type")]
    [InlineData("table", "[{},{},{},{}]", "s.table out-of-range")]
    [InlineData("total", "5", "s.total unknown-field")]
    [InlineData("nothing", "5", "s.nothing unknown-field")]
    [InlineData("text", "null", "")]
    [InlineData("int", "\" \"", "")]
    public void A_value_is_checked_against_its_field(string field, string json, string told) => Assert.Equal(told, Told(FormCheck.Types(FormWorld.Every, FormWorld.With(field, json))));

    [Theory]
    [InlineData("text", 200)]
    [InlineData("long", 10_000)]
    public void A_text_has_a_longest_length(string field, int most)
    {
        Assert.Empty(FormCheck.Types(FormWorld.Every, FormWorld.With(field, JsonSerializer.Serialize(new string('字', most)))));
        Assert.Equal($"s.{field} too-long", Told(FormCheck.Types(FormWorld.Every, FormWorld.With(field, JsonSerializer.Serialize(new string('字', most + 1))))));
    }

    [Fact]
    public void An_unknown_section_and_a_section_that_is_no_object_are_told() =>
        Assert.Equal("x unknown-section, s wrong-type", Told(FormCheck.Types(FormWorld.Every, FormWorld.Content("""{"x":{},"s":[]}"""))));

    [Fact]
    public void Guidance_asks_only_for_its_own_fields()
    {
        Assert.Equal("s.text required", Told(FormCheck.Missing(FormWorld.Every, FormContent.Empty, forGuidance: true)));
        Assert.Equal("s.text required, s.declaration required", Told(FormCheck.Missing(FormWorld.Every, FormContent.Empty, forGuidance: false)));
    }

    [Fact]
    public void A_declaration_must_be_ticked_and_every_row_needs_its_required_columns() =>
        Assert.Equal("s.declaration required, s.table[1].name required", Told(FormCheck.Missing(FormWorld.Every, FormWorld.Content("""{"s":{"text":"x","declaration":false,"table":[{"name":"a"},{"fiscal":1}]}}"""), forGuidance: false)));

    [Theory]
    [InlineData("A", "")]
    [InlineData("B", "s.extra required")]
    public void A_conditional_field_is_asked_only_while_its_condition_holds(string choice, string told) =>
        Assert.Equal(told, Told(FormCheck.Missing(FormWorld.Every, FormWorld.Content($$$"""{"s":{"text":"x","declaration":true,"enum":"{{{choice}}}"}}"""), forGuidance: false)));

    [Fact]
    public void A_computed_field_is_exact_and_has_no_value_while_a_cell_is_missing()
    {
        Assert.Equal(0.6m, FormCheck.Compute(FormWorld.Every, FormWorld.With("table", """[{"fiscal":0.1},{"fiscal":"0.2"}]"""))["s.total"]);
        Assert.Null(FormCheck.Compute(FormWorld.Every, FormWorld.With("table", """[{"fiscal":0.1},{}]"""))["s.total"]);
        Assert.Null(FormCheck.Compute(FormWorld.Every, FormContent.Empty)["s.total"]);
    }

    [Theory]
    [InlineData("a.b = true", """{"a":{"b":true}}""", true)]
    [InlineData("a.b = false", """{"a":{"b":false}}""", true)]
    [InlineData("a.b != \"x\"", """{"a":{"b":"y"}}""", true)]
    [InlineData("a.b = \"x\"", "{}", false)]
    [InlineData("a.b = \"1\"", """{"a":{"b":1}}""", false)]
    public void A_condition_compares_one_field(string text, string json, bool holds) => Assert.Equal(holds, Condition.Parse(text)!.Holds(FormWorld.Content(json)));

    [Fact]
    public void Whatever_is_typed_is_answered_and_never_thrown_at()
    {
        var naughty = Gen.OneOf(Gen.String.Select(s => JsonSerializer.Serialize(s)), Gen.Int[0, Naughty.Length - 1].Select(i => Naughty[i]));
        Gen.Select(Gen.Int[0, FormWorld.Every.Sections[0].Fields.Count - 1], naughty).Sample((i, json) =>
        {
            var content = FormWorld.With(FormWorld.Every.Sections[0].Fields[i].Id, json);
            FormCheck.Types(FormWorld.Every, content);
            FormCheck.Missing(FormWorld.Every, content, forGuidance: false);
            FormCheck.Compute(FormWorld.Every, content);
        });
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_form() => Assert.Throws<JsonException>(() => FormWorld.With("text", "\"\\ud800\""));

    private static string Told(IEnumerable<Core.Common.Problem> problems) => string.Join(", ", problems.Select(p => $"{p.Path} {p.Code}"));
}
