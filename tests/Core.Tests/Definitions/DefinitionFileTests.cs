using System.Text;
using CsCheck;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Definitions;

namespace ProjectFlow.Core.Tests.Definitions;

public class DefinitionFileTests
{
    [Theory]
    [InlineData("[1]", "f.json:1: expected an object, found a list")]
    [InlineData("{\n \"a\": 1,\n \"a\": 2 }", "f.json:3: expected valid JSON, found \"a\" for the second time")]
    [InlineData("{\n \"a\": }", "f.json:2: expected valid JSON")]
    [InlineData("{} {}", "f.json:1: expected valid JSON")]
    [InlineData("", "f.json:1: expected valid JSON")]
    public void What_is_not_an_object_is_told_by_line(string json, string problem) => Assert.StartsWith(problem, Assert.Single(Problems(json, o => o)).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"x\": \"\\q\"")] // no such escape
    [InlineData("\"x\": \"\\ud800\"")] // half a surrogate pair
    [InlineData("\"\\ud800\": 1")]
    [InlineData("\"x\": \"\uFFFF\"")] // stands for a byte that is not UTF-8
    [InlineData("\"x\": \"a")] // never ended
    [InlineData("\"x\": \"a\n\"")] // ended on the next line
    public void A_broken_string_is_told_at_its_own_line(string broken)
    {
        var utf8 = Encoding.UTF8.GetBytes("{\n // one\n \"b\": [\n \"c\",\n {\n \"d\": 1,\n" + broken + "}]}");
        var json = utf8.AsSpan().IndexOf("\uFFFF"u8) is >= 0 and var at ? [.. utf8[..at], 0xFF, .. utf8[(at + 3)..]] : utf8;
        var problem = Assert.Single(DefinitionFile.Parse("f.json", json, o => o).Problems);
        Assert.Equal((7, "valid JSON"), (problem.Line, problem.Expected));
    }

    [Theory]
    [InlineData("""{ "a": 1 }""", "f.json:1: a: expected a text of 1 to 4000 characters, found 1")]
    [InlineData("""{ "a": "" }""", "f.json:1: a: expected a text of 1 to 4000 characters, found \"\"")]
    [InlineData("""{ "a": null }""", "f.json:1: a: expected a text of 1 to 4000 characters, found null")]
    [InlineData("""{ }""", "f.json:1: a: expected a text of 1 to 4000 characters, found nothing")]
    public void A_text_is_a_text(string json, string problem) => Assert.Equal([problem], Texts(json, o => o.Text("a")));

    [Theory]
    [InlineData("\"x\"", "\"x\"")]
    [InlineData("true", "true")]
    [InlineData("{}", "an object")]
    [InlineData("1.5", "1.5")]
    [InlineData("-1", "-1")]
    [InlineData("11", "11")]
    public void A_whole_number_keeps_to_its_range(string value, string found) =>
        Assert.Equal([$"f.json:1: n: expected a whole number from 0 to 10, found {found}"], Texts($$"""{ "n": {{value}} }""", o => o.OptionalInt("n", 0, 10)));

    [Fact]
    public void Every_kind_of_member_is_told_when_wrong()
    {
        var problems = Texts(
            """
            {
              "flag": 1,
              "word": "blue",
              "day": "2023-02-30",
              "at": "2023-03-15",
              "end": 5,
              "texts": ["a", 1],
              "list": {},
              "object": [],
              "objects": [{}, 1],
              "long": -1,
              "decimal": "1",
              "more": 1
            }
            """,
            o =>
            {
                o.Flag("flag");
                o.Word("word", new Dictionary<string, DayOfWeek> { ["mon"] = DayOfWeek.Monday, ["tue"] = DayOfWeek.Tuesday });
                o.OptionalDate("day");
                o.OptionalInstant("at");
                o.OptionalEnd("end");
                o.Texts("texts");
                o.Items("list");
                o.Object<object>("object", _ => new object());
                o.Objects<object>("objects", _ => new object());
                o.OptionalLong("long");
                o.OptionalDecimal("decimal");
                o.Required<object>("missing", _ => new object());
                o.Done();
            });
        Assert.Equal(
            """
            f.json:2: flag: expected true or false, found 1
            f.json:3: word: expected one of mon, tue, found "blue"
            f.json:4: day: expected a date such as 2023-03-15, found "2023-02-30"
            f.json:5: at: expected a date-time with offset such as 2023-03-15T18:00:00+08:00, found "2023-03-15"
            f.json:6: end: expected a date such as 2023-03-15, or a date-time with offset, found 5
            f.json:7: texts[1]: expected a text, found 1
            f.json:8: list: expected a list, found an object
            f.json:9: object: expected an object, found a list
            f.json:10: objects[1]: expected an object, found 1
            f.json:11: long: expected a whole number from 0, found -1
            f.json:12: decimal: expected a number, found "1"
            f.json:1: missing: expected an object, found nothing
            f.json:13: more: expected one of at, day, decimal, end, flag, list, long, missing, object, objects, texts, word, found "more"
            """.ReplaceLineEndings("\n"),
            string.Join('\n', problems));
    }

    [Fact]
    public void Right_members_are_read()
    {
        var read = DefinitionFile.Parse("f.json", Encoding.UTF8.GetBytes("\uFEFF" + """
            // people write these files
            { "flag": true, "word": "tue", "day": "2023-03-15", "at": "2023-03-15T18:00:00+08:00", "end": "2023-03-15", "until": "2023-03-15T18:00:00+08:00",
              "texts": ["a"], "long": 9999999999, "decimal": 0.6, "int": 3, "objects": [{ "a": "x" }], }
            """), o => new object?[]
        {
            o.Flag("flag"), o.Flag("other", true), o.Word("word", new Dictionary<string, DayOfWeek> { ["tue"] = DayOfWeek.Tuesday }), o.OptionalDate("day"), o.OptionalInstant("at"),
            o.OptionalEnd("end"), o.OptionalEnd("until"), o.Texts("texts").Single(), o.OptionalLong("long"), o.OptionalDecimal("decimal"), o.Int("int"), o.Int("absent", 7),
            o.Objects("objects", x => x.Text("a")).Single(), o.OptionalText("absent"), o.OptionalInt("absent"), o.OptionalLong("absent"), o.OptionalDecimal("absent"), o.OptionalDate("absent"),
            o.OptionalInstant("absent"), o.OptionalEnd("absent"), o.Text("absent", "default"), o.Object("absent", x => x), o.Node("absent"),
        });
        Assert.Equal(
            [true, true, DayOfWeek.Tuesday, new DateOnly(2023, 3, 15), DateTimeOffset.Parse("2023-03-15T18:00:00+08:00", null), ChinaTime.EndOf(new(2023, 3, 15)), DateTimeOffset.Parse("2023-03-15T18:00:00+08:00", null),
             "a", 9999999999L, 0.6m, 3, 7, "x", null, null, null, null, null, null, null, "default", null, null],
            read.Value!);
    }

    [Fact]
    public void Whatever_the_bytes_there_is_a_value_or_a_problem() =>
        Gen.OneOf(Gen.Byte.Array[0, 60], Gen.String[Gen.Char["{}[]\":,0123456789truefalsnl \n\\u"], 0, 60].Select(Encoding.UTF8.GetBytes))
            .Sample(bytes => DefinitionFile.Parse("f", bytes, o => o) is { Value: not null, Problems: [] } or { Value: null, Problems.Count: > 0 }, iter: 20_000);

    private static IReadOnlyList<FileProblem> Problems(string json, Func<DefinitionObject, object?> read) => DefinitionFile.Parse("f.json", Encoding.UTF8.GetBytes(json), read).Problems;

    private static IEnumerable<string> Texts(string json, Func<DefinitionObject, object?> read) => Problems(json, read).Select(p => p.ToString());

    private static IEnumerable<string> Texts(string json, Action<DefinitionObject> read) => Texts(json, o =>
    {
        read(o);
        return o;
    });
}
