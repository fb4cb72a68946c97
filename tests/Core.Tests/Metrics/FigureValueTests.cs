using ProjectFlow.Core.Metrics;
using static ProjectFlow.Core.Tests.Metrics.Figures;

namespace ProjectFlow.Core.Tests.Metrics;

public sealed class FigureValueTests
{
    private static readonly DateOnly YearEnd = new(2023, 12, 31);

    [Fact]
    public void A_flow_counts_a_year_from_its_first_day_to_its_last()
    {
        CaseFacts[] cases = [Event(new(2022, 12, 31)), Event(new(2023, 1, 1)), Event(new(2023, 12, 31)), Event(new(2024, 1, 1))];
        var metrics = All(Count);
        Assert.Equal([1, 2, 1], new[] { 2022, 2023, 2024 }.Select(y => Value(metrics, "N", new(y, 12, 31), cases).Value));
        Assert.Equal((1m, 11), (Value(metrics, "N", new(2023, 11, 30), cases).Value, Value(metrics, "N", new(2023, 11, 30), cases).Months));
        Assert.Null(Value(metrics, "N", YearEnd, cases).Months);
    }

    [Fact]
    public void Money_is_summed_in_fen_and_shown_in_yuan()
    {
        var metrics = All(Line("S", """ "kind":"flow","source":"register:tax-relief","date":"relief.year","value":"sum(relief.relief)" """, "yuan"));
        CaseFacts Relief(params (string, object)[] facts) => Facts("register:tax-relief", [("relief.year", 2023), .. facts]);
        Assert.Equal(0.03m, Value(metrics, "S", YearEnd, Relief(("relief.relief", 1)), Relief(("relief.relief", 2)), Relief()).Value);
    }

    [Fact]
    public void Several_sources_add_up_to_one_figure()
    {
        var metrics = All(Line("P", """ "kind":"flow","parts":[{"source":"grant/payment","date":"paidOn","value":"sum(amountFen)"},{"source":"register:rewards-paid","date":"reward.on","value":"sum(reward.amount)"}] """, "yuan"));
        Assert.Equal(3, Value(metrics, "P", YearEnd, Facts("grant/payment", ("paidOn", YearEnd), ("amountFen", 100)), Facts("register:rewards-paid", ("reward.on", YearEnd), ("reward.amount", 200))).Value);
    }

    [Fact]
    public void Different_keys_count_once_from_the_first_month_that_brings_them()
    {
        var metrics = All(Line("D", """ "kind":"flow","source":"register:events","date":"event.on","value":"distinct(event.university)" """));
        CaseFacts[] cases = [Event(new(2023, 3, 1), ("event.university", "A")), Event(new(2023, 2, 1), ("event.university", "A")), Event(new(2023, 4, 1), ("event.university", "B")), Event(new(2023, 1, 1))];
        Assert.Equal([0, 1, 1, 2], new[] { 1, 2, 3, 4 }.Select(m => Value(metrics, "D", new(2023, m, 28), cases).Value));
    }

    [Fact]
    public void A_stock_stands_from_its_first_day_until_before_the_day_it_ends()
    {
        var metrics = All(Line("V", """ "kind":"stock","source":"credential","from":"on","to":["endsOn"] """));
        var certificate = Facts("credential", ("on", new DateOnly(2021, 12, 1)), ("endsOn", new DateOnly(2024, 12, 1)));
        Assert.Equal([0, 1, 1, 1, 0], new DateOnly[] { new(2021, 11, 30), new(2021, 12, 1), new(2023, 6, 1), new(2024, 11, 30), new(2024, 12, 1) }.Select(day => Value(metrics, "V", day, certificate).Value));
        Assert.Equal(1, Value(metrics, "V", new(2090, 1, 1), Facts("credential", ("on", new DateOnly(2021, 12, 1)))).Value);
        Assert.Empty(Shares.Of(metrics.All, [Facts("credential", ("on", YearEnd), ("endsOn", YearEnd))]));
    }

    [Fact]
    public void The_earliest_of_several_ends_ends_it_and_one_without_beginning_has_always_stood()
    {
        var metrics = All(Line("V", """ "kind":"stock","source":"register:platforms","to":["a","b"] """));
        var platform = Facts("register:platforms", ("a", new DateOnly(2023, 6, 2)), ("b", new DateOnly(2023, 6, 1)));
        Assert.Equal([1, 1, 0], new DateOnly[] { new(2000, 1, 1), new(2023, 5, 31), new(2023, 6, 1) }.Select(day => Value(metrics, "V", day, platform).Value));
    }

    [Theory]
    [InlineData("true", 1)]
    [InlineData("false", 0)]
    public void One_that_says_no_first_day_stands_only_where_that_is_allowed(string open, int standing)
    {
        var metrics = All(Line("V", $$""" "kind":"stock","source":"register:staff","from":"staff.from","openStart":{{open}} """));
        Assert.Equal(standing, Value(metrics, "V", YearEnd, Facts("register:staff")).Value);
        Assert.Equal(0, Value(metrics, "V", YearEnd, Facts("register:staff", ("staff.from", new DateOnly(2024, 1, 1)))).Value);
    }

    [Fact]
    public void Different_keys_stand_as_long_as_any_that_brings_them()
    {
        var metrics = All(Line("V", """ "kind":"stock","source":"credential","from":"on","to":["endsOn"],"value":"distinct(org)" """));
        CaseFacts[] cases =
        [
            Facts("credential", ("org", "A"), ("on", new DateOnly(2020, 6, 1)), ("endsOn", new DateOnly(2023, 6, 1))),
            Facts("credential", ("org", "A"), ("on", new DateOnly(2023, 5, 1)), ("endsOn", new DateOnly(2023, 9, 1))),
            Facts("credential", ("org", "B"), ("on", new DateOnly(2022, 1, 1))),
        ];
        Assert.Equal([1, 2, 2, 1], new DateOnly[] { new(2021, 1, 1), new(2023, 5, 15), new(2023, 8, 31), new(2023, 9, 1) }.Select(day => Value(metrics, "V", day, cases).Value));
    }

    [Theory]
    [InlineData(86, 108, "79.63")]
    [InlineData(32, 54, "59.26")]
    [InlineData(1, 800, "0.13")] // 0.125: half away from zero
    [InlineData(0, 3, "0")]
    [InlineData(1, 0, null)]
    public void A_ratio_has_two_decimals_and_is_unknown_over_nothing(int num, int den, string? rate)
    {
        var metrics = All(
            Line("A", """ "kind":"flow","source":"register:events","date":"event.on","where":["good = true"] """),
            Line("B", """ "kind":"flow","source":"register:events","date":"event.on","where":["all = true"] """),
            Line("R", """ "kind":"ratio","num":"A","den":"B" """, "%"));
        var cases = Enumerable.Repeat(Event(YearEnd, ("good", true)), num).Concat(Enumerable.Repeat(Event(YearEnd, ("all", true)), den));
        Assert.Equal(rate is null ? null : decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture), Value(metrics, "R", YearEnd, cases).Value);
    }

    [Fact]
    public void Growth_compares_the_months_reported_in_both_years_and_says_how_many()
    {
        var metrics = All(Line("F", """ "kind":"flow","source":"register:monthly-figures","date":"m","value":"sum(rd)","monthly":true """, "yuan"), Line("G", """ "kind":"year-on-year","of":"F" """, "%"));
        CaseFacts Report(int year, int month, int rd) => Facts("register:monthly-figures", ("m", new DateOnly(year, month, 1)), ("rd", rd));
        var before = Enumerable.Range(1, 12).Select(m => Report(2022, m, 1000));
        var year = Enumerable.Range(1, 11).Select(m => Report(2023, m, 1328));
        Assert.Equal((146.08m, 11), (Value(metrics, "F", YearEnd, year).Value, Value(metrics, "F", YearEnd, year).Months));
        Assert.Equal(new FigureValue(32.8m, Months: 11), Value(metrics, "G", YearEnd, before.Concat(year)));
        Assert.Equal(new FigureValue(32.8m, Months: 10), Value(metrics, "G", YearEnd, before.Skip(1).Concat(year)));
        Assert.Equal(new FigureValue(null, Months: 0), Value(metrics, "G", YearEnd, year));
        Assert.Equal(new FigureValue(0, Months: null), Value(metrics, "G", new(2022, 12, 31), before.Concat(Enumerable.Range(1, 12).Select(m => Report(2021, m, 1000)))));
    }

    [Fact]
    public void A_month_reported_as_nothing_is_a_month_reported()
    {
        var metrics = All(Line("F", """ "kind":"flow","source":"register:monthly-figures","date":"m","value":"sum(rd)","monthly":true """));
        Assert.Equal(new FigureValue(0, Months: 1), Value(metrics, "F", YearEnd, Facts("register:monthly-figures", ("m", new DateOnly(2023, 5, 1)), ("rd", 0))));
    }

    [Fact]
    public void A_multiple_compares_whole_years_of_what_is_not_reported_by_months()
    {
        var metrics = All(Count, Line("T", """ "kind":"year-on-year","of":"N","as":"multiple" """, "times"));
        var cases = Enumerable.Repeat(Event(new(2022, 12, 1)), 2).Concat(Enumerable.Repeat(Event(new(2023, 1, 1)), 14)).ToList();
        Assert.Equal(7, Value(metrics, "T", YearEnd, cases).Value);
        Assert.Null(Value(metrics, "T", new(2023, 11, 30), cases).Value);
    }

    [Theory]
    [InlineData(99, 0, 0)]
    [InlineData(100, 99, 1)]
    [InlineData(100, 100, 0)]
    public void First_time_is_when_no_earlier_year_reached_it(int year, int earlier, int first)
    {
        var metrics = All(Count, Line("T", """ "kind":"first-time","of":"N","atLeast":100 """, "flag"));
        Assert.Equal(first, Value(metrics, "T", YearEnd, Enumerable.Repeat(Event(new(2019, 5, 1)), earlier).Concat(Enumerable.Repeat(Event(YearEnd), year))).Value);
    }

    [Theory]
    [InlineData("5", "5", false, "0", CheckOutcome.Passed)]
    [InlineData("5.01", "5", false, "0", CheckOutcome.Failed)]
    [InlineData("5.5", "5", false, "0.5", CheckOutcome.Passed)]
    [InlineData("4.4", "5", false, "0.5", CheckOutcome.Failed)]
    [InlineData("4", "5", true, "0", CheckOutcome.Passed)]
    [InlineData("6", "5", true, "0", CheckOutcome.Failed)]
    [InlineData("M1", "5", false, "0", CheckOutcome.Unknown)]
    [InlineData("5 / 0", "5", false, "0", CheckOutcome.Unknown)]
    public void A_check_passes_within_its_tolerance(string left, string right, bool atMost, string tolerance, CheckOutcome outcome) =>
        Assert.Equal(outcome, new MetricCheck("C", "查", "Check", left, right, decimal.Parse(tolerance, System.Globalization.CultureInfo.InvariantCulture), atMost, null).Judge(_ => null).Outcome);
}
