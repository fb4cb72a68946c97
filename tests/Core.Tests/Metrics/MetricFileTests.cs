using System.Text;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Projections;
using static ProjectFlow.Core.Tests.Metrics.Figures;

namespace ProjectFlow.Core.Tests.Metrics;

public sealed class MetricFileTests
{
    private const string Right = """
        {
          "id": "M43", "nameZh": "研发费用", "nameEn": "R&D", "unit": "yuan", "level": "must",
          "kind": "flow",
          "source": "register:monthly-figures",
          "where": ["figures.aboveScale = true", "figures.kind = \"industrial\""],
          "date": "figures.month", "value": "sum(figures.rd)", "monthly": true,
          "targets": { "2023": { "value": 1800000000, "example": true } }
        }
        """;

    [Fact]
    public void A_flow_is_read()
    {
        var flow = Assert.IsType<MetricDefinition.Flow>(Of(Right));
        var part = Assert.Single(flow.Parts);
        Assert.Equal(("register:monthly-figures", new MetricValue.Sum("figures.rd"), true), (part.Counting.Source, part.Counting.Value, flow.Monthly));
        Assert.Equal(new FactCondition.Flag("figures.aboveScale", true, false), part.Counting.Where[0]);
        Assert.Equal([new FlowDate(null, "figures.month")], part.Dates);
        Assert.Equal(new MetricTarget(1_800_000_000, true), flow.Targets[2023]);
    }

    [Theory]
    [InlineData("\"id\": \"M43\"", "\"id\": \"4 3\"", "m.json:2: id: expected 1 to 30 letters, digits or -, a letter first, found \"4 3\"")]
    [InlineData("\"unit\": \"yuan\", ", "", "m.json:1: unit: expected a text of 1 to 4000 characters, found nothing")]
    [InlineData("\"must\"", "\"always\"", "m.json:2: level: expected one of must, may, typed, part, found \"always\"")]
    [InlineData("\"flow\"", "\"stream\"", "m.json:3: kind: expected one of flow, stock, ratio, year-on-year, first-time, typed, found \"stream\"")]
    [InlineData("\"kind\": \"flow\",", "", "m.json:1: kind: expected one of flow, stock, ratio, year-on-year, first-time, typed, found nothing")]
    [InlineData("register:monthly-figures", "register:monthly", "m.json:4: source: expected one of application, ")]
    [InlineData("register:monthly-figures", "grant/payments", "m.json:4: source: expected one of application, ")]
    [InlineData("figures.aboveScale = true", "figures.aboveScale is true", "m.json:5: where[0]: expected a condition such as state = \"valid\", participants >= 2, or forwardedOn present, found \"figures.aboveScale is true\"")]
    [InlineData("\"date\": \"figures.month\", ", "", "m.json:1: date: expected the path of a day, or dates with application and decision, found nothing")]
    [InlineData("\"date\": \"figures.month\"", "\"dates\": { \"application\": \"a\", \"decision\": \"b\" }", "m.json:1: basis: expected application or decision: which of the two dates is shown, found nothing")]
    [InlineData("sum(figures.rd)", "max(figures.rd)", "m.json:6: value: expected count, sum(path) or distinct(path), found \"max(figures.rd)\"")]
    [InlineData("sum(figures.rd)", "sum()", "m.json:6: value: expected count, sum(path) or distinct(path), found \"sum()\"")]
    [InlineData("\"monthly\": true", "\"monthley\": true", "m.json:6: monthley: expected one of ")]
    [InlineData("\"2023\": {", "\"next\": {", "m.json:7: targets.next: expected a year with an object such as { \"value\": 60, \"example\": true }, found an object")]
    [InlineData("\"value\": 1800000000, ", "", "m.json:7: targets.2023.value: expected a number, found nothing")]
    public void A_mistake_is_told_with_line_field_and_what_was_expected(string right, string wrong, string problem)
    {
        Assert.Contains(right, Right, StringComparison.Ordinal);
        Assert.StartsWith(problem, Assert.Single(Parse(Right.Replace(right, wrong, StringComparison.Ordinal)).Problems).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "kind":"flow","source":"application","date":"forwarded" """, "m.json:1: date: expected a fact of this source, found \"forwarded\"")]
    [InlineData(""" "kind":"flow","source":"application","date":"milestone.defense" """, "m.json:1: date: expected a fact of this source, found \"milestone.defense\"")]
    [InlineData(""" "kind":"flow","source":"grant/payment","where":["fond = \"reward\""],"date":"paidOn" """, "m.json:1: where[0]: expected a fact of this source, found \"fond = \"reward\"\"")]
    [InlineData(""" "kind":"stock","source":"credential","from":"on","to":["ends"] """, "m.json:1: to: expected a fact of this source, found a list")]
    [InlineData(""" "kind":"ratio","num":"N" """, "m.json:1: den: expected a text of 1 to 4000 characters, found nothing")]
    [InlineData(""" "kind":"first-time","of":"N" """, "m.json:1: atLeast: expected a number, found nothing")]
    [InlineData(""" "kind":"flow","parts":[] """, "m.json:1: parts: expected at least one, found a list")]
    [InlineData(""" "kind":"flow","parts":[{"source":"register:ip","date":"a"},{"source":"register:ip","date":"a","value":"sum(b)"}] """, "m.json:1: parts: expected parts that are counted and dated alike, found a list")]
    public void Each_kind_is_checked(string rest, string problem) => Assert.Contains(problem, Parse(Line("X", rest)).Problems.Select(p => p.ToString()));

    [Theory]
    [InlineData(""" "kind":"ratio","num":"N","den":"M99" """, "m1.json:1: den: expected the id of a flow or stock, found \"M99\"")]
    [InlineData(""" "kind":"ratio","num":"X","den":"N" """, "m1.json:1: num: expected the id of a flow or stock, found \"X\"")]
    [InlineData(""" "kind":"year-on-year","of":"M99" """, "m1.json:1: of: expected the id of a flow or stock, found \"M99\"")]
    [InlineData(""" "kind":"first-time","of":"X","atLeast":1 """, "m1.json:1: of: expected the id of a flow, found \"X\"")]
    public void A_figure_made_of_one_that_is_not_counted_is_a_problem(string rest, string problem) => Assert.Equal([problem], Together(Count, Line("X", rest)).Problems.Select(p => p.ToString()));

    [Fact]
    public void Two_files_cannot_have_one_id() =>
        Assert.Equal(["m1.json:1: id: expected an id of its own, found \"N\" also in m0.json"], Together(Count, Count).Problems.Select(p => p.ToString()));

    [Theory]
    [InlineData("\"left\":\"N * \"", "c.json:1: left: expected arithmetic over metrics such as M46 / M45 * 100, found \"N * \"")]
    [InlineData("\"left\":\"N\",\"tolerance\":-1", "c.json:1: tolerance: expected 0 or more, found -1")]
    public void A_check_is_arithmetic(string left, string problem) => Assert.Contains(problem, Check(left).Problems.Select(p => p.ToString()));

    [Fact]
    public void A_check_of_an_unknown_figure_is_a_problem()
    {
        var all = MetricCatalogue.Of([Parse(Count).Value!], [Check("\"left\":\"N + M99\"").Value!]);
        Assert.Equal("c.json:1: left: expected arithmetic over metrics there are, found \"M99\"", Assert.Single(all.Problems).ToString());
    }

    [Fact]
    public void Every_figure_of_the_report_is_shipped_with_its_level()
    {
        Assert.All(Enumerable.Range(1, 51), n => Assert.NotNull(Shipped.Metrics.Find(FormattableString.Invariant($"M{n:D2}"))));
        Assert.Equal(["M49", "M50"], Shipped.Metrics.All.Where(m => m.Level == MetricLevel.Typed).Select(m => m.Id));
        Assert.Equal(["C01-pass-rate", "C02-relief", "C03-class-a", "C04-staff", "C05-certificates"], Shipped.Metrics.Checks.Select(c => c.Id));
        Assert.Equal(MetricBasis.DecisionYear, Assert.IsType<MetricDefinition.Flow>(Shipped.Metrics.Find("M21")).Basis);
        Assert.All(Shipped.Metrics.All.SelectMany(m => m.Targets.Values), t => Assert.True(t.Example));
    }

    private static Core.Definitions.Parsed<Filed<MetricCheck>> Check(string members) =>
        MetricCheckFile.Parse("c.json", Encoding.UTF8.GetBytes($$"""{"id":"C","nameZh":"查","nameEn":"Check","right":"1",{{members}}}"""));
}
