using System.Text;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Tests.Programmes;

/// <summary>A rule that does not fit its form is told with line, field and what was expected there.</summary>
public sealed class WrongRules
{
    private const string Tellable = "a table column of the form of type text or longText or int or date or enum or uscc or phone or email or region";

    [Theory]
    [InlineData("""{"op": "compare", "field": "p.amount", "gte": "2023-03-15"}""", "gte: expected a number, found \"2023-03-15\"")]
    [InlineData("""{"op": "compare", "field": "p.founded", "lt": 2023}""", "lt: expected a date such as 2023-03-15, found 2023")]
    [InlineData("""{"op": "compare", "field": "last(p.lines.made)", "lt": 1}""", "lt: expected a date such as 2023-03-15, found 1")]
    [InlineData("""{"op": "compare", "field": "p.founded + 365", "lt": 1}""", "lt: expected a date such as 2023-03-15, found 1")]
    [InlineData("""{"op": "compare", "field": "last(p.lines.made) - p.founded", "lt": "2023-03-15"}""", "lt: expected a number, found \"2023-03-15\"")]
    [InlineData("""{"op": "compare", "field": "count(p.lines.made)", "lt": "2023-03-15"}""", "lt: expected a number, found \"2023-03-15\"")]
    [InlineData("""{"op": "compare", "field": "p.amount", "gte": "soon"}""", "gte: expected a number, found \"soon\"")]
    [InlineData("""{"op": "compare", "field": "p.founded", "gte": "2023-02-30"}""", "gte: expected a date such as 2023-03-15, found \"2023-02-30\"")]
    [InlineData("""{"op": "compare", "field": "p.amount", "gte": null}""", "op: expected exactly one of gte, gt, lte, lt, eq beside compare, found 0 of them")]
    [InlineData("""{"op": "between", "field": "p.amount", "min": 1, "max": "2023-03-15"}""", "max: expected a number, found \"2023-03-15\"")]
    [InlineData("""{"op": "between", "field": "p.founded", "min": "2023-03-15", "max": 9}""", "max: expected a date such as 2023-03-15, found 9")]
    [InlineData("""{"op": "between", "field": "p.founded", "min": "2023-03-15", "max": "2023-03-14"}""", "max: expected not below min, found \"2023-03-14\"")]
    [InlineData("""{"op": "between", "field": "p.founded", "min": "2023-03-15", "max": "2023-02-30"}""", "max: expected a date such as 2023-03-15, found \"2023-02-30\"")]
    [InlineData("""{"op": "between", "field": "p.amount"}""", "min: expected min, max or both, found nothing")]
    [InlineData("""{"op": "dateAgeAtLeast", "field": "p.amount", "days": 3}""", "field: expected a field of the form of type date, found \"p.amount\"")]
    [InlineData("""{"op": "dateAgeAtLeast", "field": "p.lines.made", "days": 3}""", "field: expected a field of the form of type date, found \"p.lines.made\"")]
    [InlineData("""{"op": "unique", "field": "p.lines.who"}""", "field: expected " + Tellable + ", found \"p.lines.who\"")]
    [InlineData("""{"op": "unique", "field": "p.title"}""", "field: expected " + Tellable + ", found \"p.title\"")]
    [InlineData("""{"op": "unique", "field": "p.lines.none"}""", "field: expected " + Tellable + ", found \"p.lines.none\"")]
    [InlineData("""{"op": "oneOf", "field": "p.amount", "values": ["A"]}""", "field: expected a field of the form of type enum or text or region, found \"p.amount\"")]
    [InlineData("""{"op": "oneOf", "field": "p.title", "values": []}""", "values: expected at least one value, found a list")]
    [InlineData("""{"op": "compare", "field": "p.title", "gte": 1}""", "field: expected a number or a date of the form, found \"p.title\"")]
    [InlineData("""{"op": "compare", "field": "p.lines", "gte": 1}""", "field: expected a number or a date of the form, found \"p.lines\"")]
    [InlineData("""{"op": "compare", "field": "p.lines.fiscal", "gte": 1}""", "field: expected a number or a date of the form, found \"p.lines.fiscal\"")]
    [InlineData("""{"op": "compare", "field": "sum(p.lines.name)", "gte": 1}""", "field: expected a table column with numbers or dates inside sum, first, second, last, found \"p.lines.name\"")]
    [InlineData("""{"op": "compare", "field": "sum(p.lines)", "gte": 1}""", "field: expected a table column with numbers or dates inside sum, first, second, last, found \"p.lines\"")]
    [InlineData("""{"op": "countGte", "field": "count(p.none)", "min": 1}""", "field: expected a table of the form, or one of its columns, inside count, found \"p.none\"")]
    [InlineData("""{"op": "countGte", "field": "count(p.lines = \"x\")", "min": 1}""", "field: expected a table of the form, or one of its columns, inside count, found \"p.lines\"")]
    [InlineData("""{"op": "sumEquals", "left": "p.amount", "right": 5}""", "right: expected a text of 1 to 4000 characters, found 5")]
    [InlineData("""{"op": "not"}""", "rule: expected an object, found nothing")]
    [InlineData("""{"op": "tieredThreshold", "field": "p.amount", "tiers": []}""", "tiers: expected at least one threshold, found a list")]
    [InlineData("""{"op": "tieredRatio", "num": "1", "den": "2", "tierBy": "3", "tiers": [{"max": 2, "value": 1}, {"max": 2, "value": 1}, {"value": 1}]}""", "tiers: expected tiers with rising max, the last without, found a list")]
    [InlineData("""{"op": "tieredRatio", "num": "1", "den": "2", "tierBy": "3", "tiers": [{"value": 1}, {"value": 1}]}""", "tiers: expected tiers with rising max, the last without, found a list")]
    [InlineData("""{"op": "tieredRatio", "num": "1", "den": "2", "tierBy": "3", "tiers": []}""", "tiers: expected tiers with rising max, the last without, found a list")]
    [InlineData("""{"op": "scoreTable", "ref": "sme-score-2017", "inputs": {"staff": "p.amount", "tech": "p.amount", "rd": "p.amount", "sales": "p.amount", "cost": "p.amount", "class1": "1", "class2": "2"}}""", "value: expected the score to reach, found nothing")]
    [InlineData("""{"op": "scoreTable", "value": 1, "inputs": {}}""", "ref: expected a text of 1 to 4000 characters, found nothing")]
    public void A_mistaken_rule_is_told(string rule, string told) => Assert.Equal($"p.json:10: rules[0].{told}", Told(rule));

    [Theory]
    [InlineData("""{"op": "compare", "field": "p.founded", "lte": "2023-03-15"}""")]
    [InlineData("""{"op": "compare", "field": "p.founded - 365", "lte": "2023-03-15"}""")]
    [InlineData("""{"op": "compare", "field": "last(p.lines.made) - first(p.lines.made)", "lte": 30}""")]
    [InlineData("""{"op": "between", "field": "p.total", "max": 5}""")]
    [InlineData("""{"op": "between", "field": "second(p.lines.made)", "min": "2023-03-15"}""")]
    [InlineData("""{"op": "countGte", "field": "p.lines", "min": 1}""")]
    [InlineData("""{"op": "countGte", "field": "count(p.lines.who)", "min": 1}""")]
    [InlineData("""{"op": "unique", "field": "p.lines.name"}""")]
    [InlineData("""{"op": "not", "rule": {"op": "manual"}}""")]
    public void A_fitting_rule_is_read(string rule) => Assert.Equal("", Told(rule));

    private static string Told(string rule)
    {
        var json = $$"""
            {
              "id": "demo", "version": "2023.1", "nameZh": "示例", "nameEn": "Demo", "kind": "project", "decisionBy": "external", "level": "county", "section": "projects",
              "round": {"year": 2023, "submitBefore": "2023-03-15"}, "stages": {}, "participants": [{"role": "lead"}],
              "form": {"sections": [{"id": "p", "titleZh": "项目", "titleEn": "Project", "fields": [
                {"id": "title", "type": "text", "labelZh": "名称", "labelEn": "Title"}, {"id": "founded", "type": "date", "labelZh": "成立", "labelEn": "Founded"},
                {"id": "amount", "type": "moneyWanyuan", "labelZh": "金额", "labelEn": "Amount"}, {"id": "total", "type": "computed", "labelZh": "合计", "labelEn": "Total", "expression": "p.amount * 2"},
                {"id": "lines", "type": "table", "labelZh": "表", "labelEn": "Lines", "columns": [{"id": "name", "type": "text", "labelZh": "名", "labelEn": "Name"}, {"id": "fiscal", "type": "moneyYuan", "labelZh": "额", "labelEn": "Sum"},
                  {"id": "made", "type": "date", "labelZh": "日", "labelEn": "Day"}, {"id": "who", "type": "person", "labelZh": "人", "labelEn": "Who"}]}]}]},
              "rules": [
                {"id": "r", "severity": "block", "messageZh": "甲", "messageEn": "A", {{rule[1..]}}
              ]
            }
            """;
        return string.Join("\n", ProgrammeFile.Parse("p.json", Encoding.UTF8.GetBytes(json)).Problems);
    }
}
