using System.Text;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Tests.Programmes;

/// <summary>Each mistake is told with line, field and what was expected there.</summary>
public sealed class WrongFiles
{
    private const string Right = """
        {
          "id": "demo", "version": "2023.1", "nameZh": "示例", "nameEn": "Demo", "kind": "project", "decisionBy": "bureau", "level": "county", "section": "projects",
          "round": { "year": 2023, "openAt": "2023-01-10", "guidanceBefore": "2023-03-01", "submitBefore": "2023-03-15" },
          "stages": { "guidance": "required", "publicity": { "days": 5 }, "contractRequired": true },
          "participants": [{ "role": "lead", "orgTypes": ["enterprise"], "required": true }],
          "form": { "sections": [
            { "id": "project", "titleZh": "项目", "titleEn": "Project", "fields": [
              { "id": "title", "type": "text", "labelZh": "名称", "labelEn": "Title" },
              { "id": "founded", "type": "date", "labelZh": "成立", "labelEn": "Founded" },
              { "id": "amount", "type": "moneyWanyuan", "labelZh": "金额", "labelEn": "Amount", "max": 10 }] }] },
          "documents": [{ "id": "form", "titleZh": "申报书", "titleEn": "Form" }],
          "rules": [
            { "id": "amount", "op": "compare", "field": "project.amount", "gte": 1, "severity": "block", "messageZh": "甲", "messageEn": "A" }],
          "funding": { "mode": "instalments", "payer": "local", "fund": "county-sci", "instalments": [{ "basisPoints": 10000, "trigger": "contract" }] }
        }
        """;

    [Fact]
    public void The_right_file_is_read() => Assert.Equal("", Told(Right));

    [Theory]
    [InlineData("\"kind\": \"project\"", "\"kind\": \"grant\"", "p.json:2: kind: expected one of project, recognition, filing, found \"grant\"")]
    [InlineData("\"level\": \"county\", ", "", "p.json:1: level: expected a text of 1 to 4000 characters, found nothing")]
    [InlineData("\"id\": \"demo\"", "\"id\": \"Demo X\"", "p.json:2: id: expected 1 to 40 of a-z, 0-9 and -, found \"Demo X\"")]
    [InlineData("\"id\": \"demo\"", "\"id\": \"a1234567890123456789012345678901234567890\"", "p.json:2: id: expected 1 to 40 of a-z, 0-9 and -, found \"a1234567890123456789012345678901234567890\"")]
    [InlineData("\"level\": \"county\", ", "\"level\": \"county\", \"effectiveFrom\": \"2023-02-01\", \"effectiveTo\": \"2023-01-31\", ", "p.json:2: effectiveTo: expected not before effectiveFrom, found \"2023-01-31\"")]
    [InlineData("\"id\": \"title\"", "\"id\": \"1st\"", "p.json:8: form.sections[0].fields[0].id: expected 1 to 40 letters, digits, - or _, a letter first, found \"1st\"")]
    [InlineData("\"id\": \"title\"", "\"id\": \"ti tle\"", "p.json:8: form.sections[0].fields[0].id: expected 1 to 40 letters, digits, - or _, a letter first, found \"ti tle\"")]
    [InlineData("\"id\": \"title\"", "\"id\": \"a1234567890123456789012345678901234567890\"", "p.json:8: form.sections[0].fields[0].id: expected 1 to 40 letters, digits, - or _, a letter first, found \"a1234567890123456789012345678901234567890\"")]
    [InlineData("\"id\": \"title\", \"type\": \"text\"", "\"id\": \"t\", \"type\": \"table\", \"columns\": [{ \"id\": \"c\", \"type\": \"table\", \"labelZh\": \"甲\", \"labelEn\": \"A\", \"columns\": [{ \"id\": \"c\", \"type\": \"int\", \"labelZh\": \"甲\", \"labelEn\": \"A\" }] }]", "p.json:8: form.sections[0].fields[0].columns[0].type: expected no table inside a table, found \"table\"")]
    [InlineData("\"id\": \"title\", \"type\": \"text\"", "\"id\": \"t\", \"type\": \"table\", \"columns\": [{ \"id\": \"c\", \"type\": \"int\", \"labelZh\": \"甲\", \"labelEn\": \"A\" }, { \"id\": \"d\", \"type\": \"computed\", \"labelZh\": \"乙\", \"labelEn\": \"B\", \"expression\": \"c + x\" }]", "p.json:8: form.sections[0].fields[0].columns: expected in expressions of columns a column of the same table that is typed in, found \"x\"")]
    [InlineData("\"id\": \"title\", \"type\": \"text\"", "\"id\": \"t\", \"type\": \"table\", \"rows\": [\"A\"], \"max\": 3, \"columns\": [{ \"id\": \"c\", \"type\": \"int\", \"labelZh\": \"甲\", \"labelEn\": \"A\" }]", "p.json:8: form.sections[0].fields[0].rows: expected either rows, or the fewest and most of them, found a list")]
    [InlineData("\"id\": \"title\", \"type\": \"text\"", "\"id\": \"t\", \"type\": \"table\", \"rows\": [\"A\", \"B\"], \"rowsZh\": [\"甲\"], \"columns\": [{ \"id\": \"c\", \"type\": \"int\", \"labelZh\": \"甲\", \"labelEn\": \"A\" }]", "p.json:8: form.sections[0].fields[0].rowsZh: expected as many names as rows, found a list")]
    [InlineData("\"id\": \"title\", \"type\": \"text\"", "\"id\": \"title\", \"type\": \"text\", \"totals\": true", "p.json:8: form.sections[0].fields[0].type: expected a table, to have rows or totals, found \"text\"")]
    [InlineData("\"openAt\": \"2023-01-10\"", "\"openAt\": \"2023-02-30\"", "p.json:3: round.openAt: expected a date such as 2023-03-15, found \"2023-02-30\"")]
    [InlineData("\"openAt\": \"2023-01-10\"", "\"openAt\": \"0001-01-01\"", "p.json:3: round.openAt: expected a date such as 2023-03-15, found \"0001-01-01\"")]
    [InlineData("\"openAt\": \"2023-01-10\"", "\"openAt\": \"2023-01-10 09:00\"", "p.json:3: round.openAt: expected a date-time with offset such as 2023-03-15T18:00:00+08:00, found \"2023-01-10 09:00\"")]
    [InlineData("\"2023-03-15\"", "\"9999-12-31\"", "p.json:3: round.submitBefore: expected a date such as 2023-03-15, or a date-time with offset, found \"9999-12-31\"")]
    [InlineData("\"openAt\": \"2023-01-10\"", "\"openAt\": \"10 January\"", "p.json:3: round.openAt: expected a date such as 2023-03-15, found \"10 January\"")]
    [InlineData("\"year\": 2023", "\"year\": \"2023\"", "p.json:3: round.year: expected a whole number from 2000 to 2100, found \"2023\"")]
    [InlineData("\"2023-03-15\"", "\"2023-02-30\"", "p.json:3: round.submitBefore: expected a date such as 2023-03-15, or a date-time with offset, found \"2023-02-30\"")]
    [InlineData("\"submitBefore\": \"2023-03-15\"", "\"submitBefore\": \"2023-02-15\"", "p.json:3: round.submitBefore: expected a moment after guidanceBefore, found \"2023-02-15\"")]
    [InlineData("\"openAt\": \"2023-01-10\"", "\"rolling\": true", "p.json:3: round.submitBefore: expected no closing date in a rolling round, found \"2023-03-15\"")]
    [InlineData("\"guidance\": \"required\"", "\"guidence\": \"required\"", "p.json:4: stages.guidence: expected one of ")]
    [InlineData("\"guidance\": \"required\"", "\"selection\": \"score\"", "p.json:4: stages.scoreSheet: expected criteria when selection is score, and none otherwise, found nothing")]
    [InlineData("\"guidance\": \"required\"", "\"credential\": { \"type\": \"X\" }", "p.json:4: stages: expected a credential for recognition and filing, none for a project, found an object")]
    [InlineData("\"guidance\": \"required\"", "\"acceptance\": { \"withinMonths\": 6 }", "p.json:4: stages.acceptance.experts: expected at least 1, or 0 when light, found nothing")]
    [InlineData("\"guidance\": \"required\"", "\"reports\": [{ \"kind\": \"annual\", \"everyMonths\": 7 }]", "p.json:4: stages.reports[0].everyMonths: expected 6 or 12, found 7")]
    [InlineData("\"guidance\": \"required\"", "\"midtermFromYuan\": 2000000000000", "p.json:4: stages.midtermFromYuan: expected at most 1 000 000 000 000 yuan, found 2000000000000")]
    [InlineData("\"publicity\": { \"days\": 5 }, ", "", "p.json:4: stages: expected the bureau's publicity when the bureau decides, found an object")]
    [InlineData("\"contractRequired\": true", "\"contractRequired\": false", "p.json:14: funding: expected no instalment on the contract unless stages.contractRequired, found an object")]
    [InlineData("\"role\": \"lead\"", "\"role\": \"boss\"", "p.json:5: participants[0].role: expected one of lead, partner, found \"boss\"")]
    [InlineData("[\"enterprise\"]", "[\"shop\"]", "p.json:5: participants[0].orgTypes: expected only enterprise, university, institute, platform, found \"shop\"")]
    [InlineData("\"type\": \"text\"", "\"type\": \"enum\"", "p.json:8: form.sections[0].fields[0].options: expected a list of options for an enum or multiEnum, and for nothing else, found nothing")]
    [InlineData("\"type\": \"text\"", "\"type\": \"table\"", "p.json:8: form.sections[0].fields[0].columns: expected columns for a table, and for nothing else, found nothing")]
    [InlineData("\"type\": \"text\"", "\"type\": \"computed\", \"expression\": \"1 +\"", "p.json:8: form.sections[0].fields[0].expression: expected arithmetic such as sum(budget.lines.fiscal) + 1, found \"1 +\"")]
    [InlineData("\"type\": \"text\"", "\"type\": \"computed\", \"expression\": \"project.x\"", "p.json:6: form.sections: expected in project.title a field of this form that is typed in, found \"project.x\"")]
    [InlineData("\"type\": \"text\"", "\"type\": \"text\", \"when\": \"yes\"", "p.json:8: form.sections[0].fields[0].when: expected a condition such as project.kind = \"A\", found \"yes\"")]
    [InlineData("\"id\": \"title\"", "\"id\": \"amount\"", "p.json:7: form.sections[0].fields: expected each id once, found \"amount\" 2 times")]
    [InlineData("\"max\": 10", "\"min\": 11, \"max\": 10", "p.json:10: form.sections[0].fields[2].max: expected not below min, found 10")]
    [InlineData("\"field\": \"project.amount\"", "\"field\": \"project.sum\"", "p.json:13: rules[0].field: expected a number or a date of the form, found \"project.sum\"")]
    [InlineData("\"field\": \"project.amount\"", "\"field\": \"(1\"", "p.json:13: rules[0].field: expected arithmetic over fields, such as sum(budget.lines.fiscal) / 2, found \"(1\"")]
    [InlineData("\"gte\": 1", "\"gte\": 1, \"lte\": 2", "p.json:13: rules[0].op: expected exactly one of gte, gt, lte, lt, eq beside compare, found 2 of them")]
    [InlineData("\"gte\": 1", "\"gte\": \"soon\"", "p.json:13: rules[0].gte: expected a number, found \"soon\"")]
    [InlineData("\"op\": \"compare\", \"field\": \"project.amount\", \"gte\": 1", "\"op\": \"between\", \"field\": \"project.amount\", \"min\": 3, \"max\": 2", "p.json:13: rules[0].max: expected not below min, found 2")]
    [InlineData("\"op\": \"compare\", \"field\": \"project.amount\", \"gte\": 1", "\"op\": \"dateAgeAtLeast\", \"field\": \"project.title\", \"days\": 3", "p.json:13: rules[0].field: expected a field of the form of type date, found \"project.title\"")]
    [InlineData("\"op\": \"compare\", \"field\": \"project.amount\", \"gte\": 1", "\"op\": \"ratioGte\", \"num\": \"project.amount\", \"den\": \"2\", \"value\": 0", "p.json:13: rules[0].value: expected a fraction above 0, such as 0.1 for 10 %, found 0")]
    [InlineData("\"op\": \"compare\", \"field\": \"project.amount\", \"gte\": 1", "\"op\": \"scoreTable\", \"ref\": \"none\", \"value\": 1, \"inputs\": {}", "p.json:13: rules[0].ref: expected one of hnte-score-2016, sme-score-2017, found \"none\"")]
    [InlineData("\"op\": \"compare\", \"field\": \"project.amount\", \"gte\": 1", "\"op\": \"all\", \"rules\": []", "p.json:13: rules[0].rules: expected at least one rule, found a list")]
    [InlineData("\"op\": \"compare\", \"field\": \"project.amount\", \"gte\": 1", "\"op\": \"unique\", \"field\": \"project.title\"", "p.json:13: rules[0].field: expected a table column of the form of type text or longText or int or date or enum or uscc or phone or email or region, found \"project.title\"")]
    [InlineData("\"op\": \"compare\", \"field\": \"project.amount\", \"gte\": 1", "\"op\": \"tieredThreshold\", \"field\": \"project.amount\", \"tiers\": [{}]", "p.json:13: rules[0].tiers[0].gte: expected a number, found nothing")]
    [InlineData("\"op\": \"compare\", \"field\": \"project.amount\", \"gte\": 1", "\"op\": \"tieredRatio\", \"num\": \"1\", \"den\": \"2\", \"tierBy\": \"3\", \"tiers\": [{ \"max\": 1, \"value\": 1 }]", "p.json:13: rules[0].tiers: expected tiers with rising max, the last without, found a list")]
    [InlineData("10000, \"trigger\"", "9999, \"trigger\"", "p.json:14: funding.instalments: expected shares that sum to 10000 basis points, found 9999")]
    [InlineData("\"fund\": \"county-sci\", ", "", "p.json:14: funding.fund: expected the fund local payments are booked on, found nothing")]
    public void A_mistake_is_told_with_line_field_and_expectation(string right, string wrong, string told) => Assert.StartsWith(told, Told(Right.Replace(right, wrong, StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public void Without_its_round_a_programme_is_not_read() =>
        Assert.Equal("p.json:1: round: expected an object, found nothing", Told(Right.Replace("\"round\": { \"year\": 2023, \"openAt\": \"2023-01-10\", \"guidanceBefore\": \"2023-03-01\", \"submitBefore\": \"2023-03-15\" },", "", StringComparison.Ordinal)));

    [Fact]
    public void Recognition_without_a_credential_and_with_money_is_told_twice()
    {
        var told = Told(Right.Replace("\"kind\": \"project\"", "\"kind\": \"recognition\"", StringComparison.Ordinal));
        Assert.Contains("p.json:4: stages: expected a credential", told, StringComparison.Ordinal);
        Assert.Contains("p.json:14: funding: expected no funding", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_day_is_told_once() =>
        Assert.Equal("p.json:3: round.submitBefore: expected a date such as 2023-03-15, or a date-time with offset, found \"2023-02-30\"", Told(Right.Replace("2023-03-15", "2023-02-30", StringComparison.Ordinal)));

    private static string Told(string json) => string.Join("\n", ProgrammeFile.Parse("p.json", Encoding.UTF8.GetBytes(json)).Problems);
}
