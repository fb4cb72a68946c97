using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Registers;
using static ProjectFlow.Core.Registers.RecordCommand;
using static ProjectFlow.Core.Tests.Registers.RecordWorld;

namespace ProjectFlow.Core.Tests.Registers;

public sealed class Facts
{
    [Fact]
    public void Money_is_told_in_fen_months_and_years_as_days_words_and_flags_as_they_are()
    {
        var facts = RecordFacts.Of(Figures, new RecordStory(Figures).Put(Officer, Figure()).Record!).Single();
        Assert.Equal("register:monthly-figures", facts.Source);
        Assert.Equal(new Fact.Number(1234), facts.Values["figures.rd"]);
        Assert.Equal(new Fact.Number(100_000), facts.Values["figures.revenue"]);
        Assert.Equal(new Fact.Day(new(2023, 2, 1)), facts.Values["figures.month"]);
        Assert.Equal(new Fact.Text("industrial"), facts.Values["figures.kind"]);
        Assert.Equal(new Fact.Flag(true), facts.Values["figures.aboveScale"]);
        Assert.Equal(new Fact.Text("91320381DEMA00013G"), facts.Values["org"]);
        Assert.Equal(new Fact.Text("active"), facts.Values["state"]);
        Assert.Equal(new Fact.Day(Today), facts.Values["createdOn"]);
    }

    [Fact]
    public void A_need_tells_its_prize_and_the_day_it_was_published()
    {
        var facts = RecordFacts.Of(Needs, Published().Record!)[0].Values;
        Assert.Equal(new Fact.Number(50_000_000), facts["publication.prize"]);
        Assert.Equal(new Fact.Day(Today), facts["entered.published"]);
    }

    [Fact]
    public void Each_row_of_a_table_speaks_for_itself_and_knows_its_record()
    {
        var platforms = Named("platforms");
        var record = new RecordStory(platforms).Put(Officer, Json(
            """{"platform":{"name":"孵化器","uscc":"91320381DEMA00013G","type":"incubator","level":"national","approvedOn":"2020-01-01"},"ratings":{"ratings":[{"year":2022,"rating":"good"},{"year":2023,"rating":"excellent"}]}}""")).Record!;
        var rows = RecordFacts.Of(platforms, record).Skip(1).ToList();
        Assert.All(rows, r => Assert.Equal("register:platforms/ratings.ratings", r.Source));
        Assert.All(rows, r => Assert.Equal(new Fact.Text("national"), r.Values["platform.level"]));
        Assert.Equal([new Fact.Day(new(2022, 1, 1)), new Fact.Day(new(2023, 1, 1))], rows.Select(r => r.Values["year"]));
    }

    [Fact]
    public void A_computed_amount_is_told_in_fen_too()
    {
        var ledger = Named("rd-ledger");
        var record = new RecordStory(ledger).Put(Officer, Json(
            """{"ledger":{"uscc":"91320381DEMA00013G","project":"RD01","projectName":"合金","year":2023,"completion":"unfinished","spending":"expensed"},"voucher":{"on":"2023-03-05","type":"journal","number":"12","summary":"领料","amount":100.50,"costItem":"materials","fundSource":"self"},"collected":{"total":100,"directInput":100}}""")).Record!;
        Assert.Equal("91320381DEMA00013G/RD01/2023/journal/2023-03/12", record.Key);
        Assert.Equal(new Fact.Number(50), RecordFacts.Of(ledger, record)[0].Values["collected.notDeductible"]);
    }

    [Fact]
    public void Years_of_keeping_end_on_the_last_day_and_the_record_is_listed_for_disposal()
    {
        var ledger = Named("rd-ledger");
        var story = new RecordStory(ledger).Put(Officer, Json(
            """{"ledger":{"uscc":"91320381DEMA00013G","project":"RD01","projectName":"合金","year":2023,"completion":"unfinished","spending":"expensed"},"voucher":{"on":"2023-03-05","type":"journal","number":"12","summary":"领料","amount":1,"costItem":"materials","fundSource":"self"},"collected":{"total":1}}"""));
        var due = RecordTimetable.NextDue(story.Book(), story.Record!)!.Value;
        Assert.Equal(ChinaTime.EndOf(new(2033, 3, 6)), due);
        story.At(due).Do(Actor.System, new Tick());
        Assert.Null(RecordTimetable.NextDue(story.Book(), story.Record!));
        Assert.Contains("register:rd-ledger:for-disposal", RecordProjection.Of(story.Book(), story.Record!).Cast<Projections.Projection.Line>().Select(l => l.List));
    }
}
