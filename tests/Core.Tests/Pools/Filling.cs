using System.Text;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Pools;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Rules;
using ProjectFlow.Core.Tests.Programmes;

namespace ProjectFlow.Core.Tests.Pools;

/// <summary>Forms filled from registers, so that nothing is typed twice.</summary>
public sealed class Filling
{
    [Fact]
    public void Money_is_written_in_the_unit_of_the_field_and_the_last_year_counts()
    {
        var form = Prefilled.Of(Files.Read("sme-2023"), [.. Six.Record("enterprises", """{"accounts":{"years":[{"year":2022,"sales":4200.5,"staff":140},{"year":2021,"sales":1,"staff":1}]}}""")], Six.Day);
        Assert.Equal(("4200.5", "140"), (Text(form, "fin.sales"), Text(form, "basic.staff")));
    }

    [Fact]
    public void The_last_three_years_stand_oldest_first()
    {
        var years = string.Join(',', new[] { 2022, 2019, 2021, 2020 }.Select(y => $$"""{"year":{{y}},"sales":{{y}}}"""));
        var form = Prefilled.Of(Files.Read("hnte-2023"), Six.Enterprise("2015-01-05", "", years), Six.Day);
        Assert.Equal("""[{"year":2020,"sales":2020},{"year":2021,"sales":2021},{"year":2022,"sales":2022}]""", FormValues.At(form, "fin.years")!.Value.GetRawText());
    }

    [Fact]
    public void The_same_project_of_many_vouchers_stands_once() =>
        Assert.Equal(1, FormValues.At(Prefilled.Of(Files.Read("hnte-2023"), Six.Ready, Six.Day), "rd.rdProjects")!.Value.GetArrayLength());

    [Fact]
    public void Words_of_the_register_become_words_of_the_form()
    {
        var row = FormValues.At(Prefilled.Of(Files.Read("hnte-2023"), Six.Ready, Six.Day), "ip.ip")!.Value[0];
        Assert.Equal(("I", "自主研发", "2021-04-01"), (row.GetProperty("class").GetString(), row.GetProperty("acquisition").GetString(), row.GetProperty("grantedAt").GetString()));
    }

    [Fact]
    public void A_share_is_worked_out_in_percent() => Assert.Equal("6", Text(Prefilled.Of(Files.Read("rd-institution-2024"), Six.FourOfFive, Six.Day), "five.rdRatio"));

    [Fact]
    public void What_no_register_knows_stays_blank_and_is_not_zero()
    {
        var form = Prefilled.Of(Files.Read("sme-2023"), Six.Blank, Six.Day);
        Assert.Null(FormValues.At(form, "ip.class1"));
        Assert.Equal("不适用", Text(form, "fast.route"));
    }

    [Fact]
    public void What_ended_or_was_not_granted_does_not_count()
    {
        IReadOnlyList<CaseFacts> facts = [.. Six.Ip(1, "invention", "classOne", "2020-01-01"), .. Six.Ip(2, "invention", "classOne", null), .. Six.Record("ip", """{"ip":{"number":"ZL3","ipClass":"classOne","grantedOn":"2010-01-01","endedOn":"2020-01-01"}}""")];
        Assert.Equal("1", Text(Prefilled.Of(Files.Read("sme-2023"), facts, Six.Day), "ip.class1"));
    }

    [Theory]
    [InlineData("national", "经认定的省部级以上研发机构")]
    [InlineData("provincial", "经认定的省部级以上研发机构")]
    [InlineData("city", "不适用")]
    public void An_institution_of_the_province_or_above_is_a_fast_track(string level, string route) => Assert.Equal(route, Text(
        Prefilled.Of(Files.Read("sme-2023"), Six.Record("rd-institutions", $$$"""{"institution":{"uscc":"{{{Six.Code}}}","name":"中心","level":"{{{level}}}"}}"""), Six.Day), "fast.route"));

    [Theory]
    [InlineData(999, RuleOutcome.Fail)]
    [InlineData(1_000, RuleOutcome.Manual)]
    public void A_service_enterprise_needs_ten_million_of_revenue(int revenue, RuleOutcome outcome) =>
        Assert.Equal(outcome, Six.Check("tech-service-2023", Six.Enterprise("2015-01-05", "", $$"""{"year":2022,"totalIncome":{{revenue}}}""")).Outcome);

    [Theory]
    [InlineData(199, "不符合")]
    [InlineData(200, "")]
    public void Premises_count_from_200_square_metres(int area, string outcome) =>
        Assert.Equal(outcome, Six.Gaps("rd-institution-2024", Six.Enterprise("2015-01-05", $$$"""  "research":{"siteArea":{{{area}}}},""")).Split('\n').Where(l => l.Contains("面积", StringComparison.Ordinal)).Select(l => l.Split(' ')[0]).SingleOrDefault(""));

    [Fact]
    public void A_high_tech_enterprise_needs_less_revenue_for_an_institution()
    {
        IReadOnlyList<CaseFacts> facts = Six.Enterprise("2015-01-05", "", """{"year":2022,"totalIncome":1500}""");
        Assert.Equal("≥ 2,000", Six.Check("rd-institution-2024", facts).Conditions.Single(c => c.Id == "revenue").Threshold);
        Assert.Equal("≥ 1,000", Six.Check("rd-institution-2024", [.. facts, .. Six.FastTrack.Where(f => f.Source == "credential")]).Conditions.Single(c => c.Id == "revenue").Threshold);
    }

    [Theory]
    [InlineData("\"basic.staff\": 1", "prefill.basic.staff")]
    [InlineData("\"basic.staff\": \"size.staff\"", "prefill.basic.staff")]
    [InlineData("\"basic.nothing\": \"enterprises:size.staff\"", "prefill.basic.nothing")]
    [InlineData("\"fin.years\": \"enterprises:size.staff\"", "prefill.fin.years")]
    [InlineData("\"basic.staff\": {\"rows\": \"ip\", \"columns\": {\"a\": \"b\"}}", "prefill.basic.staff.columns.a")]
    [InlineData("\"basic.staff\": {\"count\": \"ip\", \"where\": [\"nonsense\"]}", "prefill.basic.staff.where")]
    [InlineData("\"basic.staff\": {\"counts\": \"ip\"}", "prefill.basic.staff.count")]
    [InlineData("\"basic.field8\": {\"first\": [{\"value\": \"别的\", \"of\": \"ip\"}]}", "prefill.basic.field8.first[0].value")]
    public void A_wrong_fill_is_told_with_its_line(string fill, string field)
    {
        var problems = Parse(fill).Problems;
        Assert.Contains(problems, p => p.Field == field && p.Line == 338);
    }

    [Theory]
    [InlineData("\"basic.staff\": \"enterprises:size.stuff\"", "prefill.basic.staff")]
    [InlineData("\"basic.staff\": \"enterprise:size.staff\"", "prefill.basic.staff")]
    [InlineData("\"basic.staff\": \"enterprises:accounts.years.stuff\"", "prefill.basic.staff")]
    [InlineData("\"basic.staff\": {\"count\": \"ip\", \"where\": [\"ip.ended absent\"]}", "prefill.basic.staff")]
    [InlineData("\"basic.staff\": {\"count\": \"credentials\"}", "prefill.basic.staff")]
    public void A_name_no_register_has_is_told_with_its_line(string fill, string field)
    {
        var problem = Assert.Single(FillChecks.Across([("hnte.json", Parse(fill).Value!)], Six.All));
        Assert.Equal((field, 338), (problem.Field, problem.Line));
    }

    [Fact]
    public void The_shipped_programmes_name_what_is_there() =>
        Assert.Empty(FillChecks.Across([.. Files.All.Select(f => (Path.GetFileName(f), Files.Read(Path.GetFileNameWithoutExtension(f))))], Six.All));

    private static ProjectFlow.Core.Definitions.Parsed<Programme> Parse(string fill)
    {
        var text = File.ReadAllText(Path.Combine(Files.Folder, "hnte-2023.json"));
        var (from, to) = (text.IndexOf("  \"prefill\"", StringComparison.Ordinal), text.IndexOf("  \"dashboards\"", StringComparison.Ordinal));
        return ProgrammeFile.Parse("hnte.json", Encoding.UTF8.GetBytes($"{text[..from]}  \"prefill\": {{ {fill} }},\n{text[to..]}"));
    }

    private static string? Text(FormContent form, string path) => FormValues.At(form, path)?.ToString();
}
