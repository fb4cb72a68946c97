using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Projections;
using static ProjectFlow.Core.Tests.Metrics.Figures;

namespace ProjectFlow.Core.Tests.Metrics;

/// <summary>How figures are named, kept and put together.</summary>
public sealed class FigureKeeping
{
    private static readonly DateOnly YearEnd = new(2023, 12, 31);
    private static readonly string Both = Line("B", """ "kind":"flow","source":"application","dates":{"application":"forwardedOn","decision":"approvedOn"},"basis":"application" """);
    private static readonly string Valid = Line("V", """ "kind":"stock","source":"credential","from":"on","to":["endsOn"] """);
    private static readonly string Rank = Line("X", """ "kind":"typed","source":"register:external-statements","where":["statement.metric = \"M49\""],"date":"statement.year","value":"statement.number","document":"statement.source" """);

    [Theory]
    [InlineData("M20:a:2023", "M20", 'a', 2023)]
    [InlineData("M05:s", "M05", 's', null)]
    public void A_figure_is_kept_under_its_text(string text, string metric, char series, int? year)
    {
        Assert.Equal(new Figure(metric, series, year), Figure.Parse(text));
        Assert.Equal((text, $"{metric}:{series}"), (Figure.Parse(text).ToString(), Figure.Parse(text).Name));
    }

    [Theory]
    [InlineData("M20")]
    [InlineData("M20:ab:2023")]
    [InlineData("M20:a:2023:1")]
    public void Any_other_text_is_none(string text) => Assert.Throws<FormatException>(() => Figure.Parse(text));

    [Fact]
    public void Each_way_to_count_is_a_series_of_its_own()
    {
        Assert.Equal(['a', 'd', 'f'], new MetricBasis?[] { MetricBasis.ApplicationYear, MetricBasis.DecisionYear, null }.Select(Figure.SeriesOf));
        var metrics = All(Both);
        CaseFacts[] cases = [Facts("application", ("forwardedOn", new DateOnly(2022, 11, 1)), ("approvedOn", new DateOnly(2023, 2, 1))), Facts("application", ("forwardedOn", YearEnd))];
        FigureValue By(MetricBasis? basis) => new FigureValues(metrics, Tallied(metrics, cases), new Dictionary<string, Statement>(), new(2023, 12, 31)).Of(metrics.Find("B")!, basis);
        Assert.Equal((1m, MetricBasis.ApplicationYear), (By(null).Value, By(null).Basis));
        Assert.Equal((1m, MetricBasis.DecisionYear), (By(MetricBasis.DecisionYear).Value, By(MetricBasis.DecisionYear).Basis));
        Assert.Equal(["B:a:2022", "B:a:2023", "B:d:2023"], cases.SelectMany(c => Shares.Of(metrics.All, [c])).Select(s => s.Figure.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_figure_with_one_date_keeps_to_it_whatever_is_asked() =>
        Assert.Null(((MetricDefinition.Flow)Of(Count)).BasisFor(MetricBasis.DecisionYear));

    [Fact]
    public void A_stock_grows_against_the_same_day_of_the_year_before()
    {
        var metrics = All(Valid, Line("Y", """ "kind":"year-on-year","of":"V","as":"multiple" """, "times"));
        var cases = new[] { new DateOnly(2022, 12, 31), new DateOnly(2023, 1, 1) }.Select(on => Facts("credential", ("on", on)));
        Assert.Equal(2, Value(metrics, "Y", YearEnd, cases).Value);
        Assert.Null(Value(metrics, "Y", new(2023, 12, 30), cases).Value); // nothing stood on 30 December 2022
    }

    [Fact]
    public void A_statement_is_shown_with_its_document_and_missing_without_one()
    {
        var metrics = All(Rank);
        FigureValue Stated(Dictionary<string, Statement> said) => new FigureValues(metrics, new(), said, YearEnd).Of(metrics.Find("X")!, null);
        Assert.Equal(new FigureValue(1, Source: "徐科发〔2023〕1号"), Stated(new() { ["X"] = new(1, "徐科发〔2023〕1号") }));
        Assert.Equal(new FigureValue(null), Stated([]));
        Assert.Null(new FigureValues(metrics, new(), new Dictionary<string, Statement>(), YearEnd).Named("M99"));
    }

    [Fact]
    public void A_statement_counts_in_its_year_by_its_last_month_even_without_a_document()
    {
        var metrics = All(Rank);
        CaseFacts Said(params (string, object)[] more) => Facts("register:external-statements", [("statement.metric", "M49"), .. more]);
        var mark = Assert.Single(Assert.Single(Shares.Of(metrics.All, [Said(("statement.year", 2023), ("statement.number", 1))])).Marks);
        Assert.Equal(("", 1m), (mark.Key, mark.Cell.Sum));
        Assert.Empty(Shares.Of(metrics.All, [Said(("statement.year", 2023))]));
        Assert.Empty(Shares.Of(metrics.All, [Said(("statement.year", 1899), ("statement.number", 1))]));
        Assert.Empty(Shares.Of(metrics.All, [Said(("statement.year", 2023.5m), ("statement.number", 1))]));
        Assert.True(new Figure("X", 'x', 2023).IsStatement);
    }

    [Theory]
    [InlineData("distinct(event.university)", true)]
    [InlineData("count", false)]
    [InlineData("sum(event.persons)", false)]
    public void Only_keys_are_counted_across_cases(string value, bool distinct)
    {
        Assert.Equal(distinct, Of(Line("D", $$""" "kind":"flow","source":"register:events","date":"event.on","value":"{{value}}" """)).IsDistinct);
        Assert.Equal(distinct, Of(Line("D", $$""" "kind":"stock","source":"register:events","value":"{{value}}" """)).IsDistinct);
    }

    [Fact]
    public void A_number_is_a_key_as_good_as_a_word_and_a_blank_is_none()
    {
        var metrics = All(Line("D", """ "kind":"flow","source":"register:events","date":"event.on","value":"distinct(event.no)" """));
        Assert.Equal(2, Value(metrics, "D", YearEnd, Event(YearEnd, ("event.no", 7)), Event(YearEnd, ("event.no", "八")), Event(YearEnd, ("event.no", "")), Event(YearEnd, ("event.no", true)), Event(YearEnd)).Value);
        Assert.False(All(Rank).All[0].IsDistinct);
    }

    [Fact]
    public void What_comes_and_goes_leaves_no_total_behind()
    {
        var tally = new Tally();
        tally.Add("N:f", 2023, 3, new(1, 5));
        tally.Add("N:f", 2023, 4, new(1, 1));
        Assert.Equal([("N:f", 2023, 3, new Cell(1, 5)), ("N:f", 2023, 4, new Cell(1, 1))], tally.Cells);
        Assert.Equal([("N:f", 2023, new Cell(2, 6))], tally.Years);
        tally.Add("N:f", 2023, 3, -new Cell(1, 5));
        tally.Add("N:f", 2023, 4, -new Cell(1, 1));
        Assert.Equal((0, 0), (tally.Cells.Count(), tally.Years.Count()));
        Assert.Equal((default, default), (tally.Until("N:f", 2023, 12), tally.Before("N:f", 2024)));
    }

    [Fact]
    public void A_key_counts_from_the_first_that_brings_it_until_the_last_has_gone() =>
        Assert.Equal([(1, new Cell(1, 1)), (9, new Cell(-1, -1))], Changes.Once([new(5, -1), new(1, 1), new(3, 1), new(9, -1)]));

    [Fact]
    public void The_lists_that_name_every_case_that_may_count_are_known() =>
        Assert.Equal(["cases", "register:events", "register:external-statements"], All(Count, Rank, Both, Valid, Line("R", """ "kind":"ratio","num":"N","den":"V" """, "%")).Lists);

    [Fact]
    public void Two_files_of_one_id_and_a_check_of_a_figure_that_is_not_there_are_problems()
    {
        Assert.Equal(["m1.json:1: id: expected an id of its own, found \"N\" also in m0.json"], Together(Count, Count).Problems.Select(p => p.ToString()));
        var check = MetricCheckFile.Parse("c.json", """{"id":"C","nameZh":"查","nameEn":"Check","left":"N","right":"M98 + M99"}"""u8).Value!;
        Assert.Equal(
            ["c.json:1: right: expected arithmetic over metrics there are, found \"M98\"", "c.json:1: right: expected arithmetic over metrics there are, found \"M99\""],
            MetricCatalogue.Of([Parse(Count).Value!], [check]).Problems.Select(p => p.ToString()));
    }

    [Theory]
    [InlineData("\"left\":\"N +\"", "left: expected arithmetic over metrics such as M46 / M45 * 100")]
    [InlineData("\"left\":\"sum(a.b)\"", "left: expected arithmetic over metrics such as M46 / M45 * 100")]
    [InlineData("\"left\":\"N\",\"tolerance\":-1", "tolerance: expected 0 or more")]
    [InlineData("\"left\":\"N\",\"year\":1999", "year: expected")]
    public void A_check_file_is_checked(string part, string problem) =>
        Assert.Contains(problem, Assert.Single(MetricCheckFile.Parse("c.json", System.Text.Encoding.UTF8.GetBytes($$"""{"id":"C","nameZh":"查","nameEn":"Check",{{part}},"right":"1"}""")).Problems).ToString(), StringComparison.Ordinal);
}
