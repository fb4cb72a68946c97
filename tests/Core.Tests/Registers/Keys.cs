using System.Text;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Projections;
using ProjectFlow.Core.Registers;
using static ProjectFlow.Core.Registers.RecordCommand;
using static ProjectFlow.Core.Tests.Registers.RecordWorld;

namespace ProjectFlow.Core.Tests.Registers;

/// <summary>What a record is called, where it is listed and how long it is kept, with a register that has every kind of field.</summary>
public sealed class Keys
{
    private static readonly Register Loans = Read("""
        {"id":"loans","version":"1","nameZh":"借出","nameEn":"Loans","section":"plan","key":["loan.number","loan.item"],"title":"loan.note","area":"loan.town","enteredOn":"loan.on","retentionYears":2,
         "form":{"sections":[{"id":"loan","titleZh":"借出","titleEn":"Loan","fields":[
          {"id":"number","type":"int","labelZh":"编号","labelEn":"Number","required":true},
          {"id":"item","type":"text","labelZh":"物品","labelEn":"Item","maxLength":400},
          {"id":"note","type":"text","labelZh":"备注","labelEn":"Note"},
          {"id":"town","type":"text","labelZh":"镇街","labelEn":"Town"},
          {"id":"on","type":"date","labelZh":"日期","labelEn":"On"},
          {"id":"term","type":"period","labelZh":"期限","labelEn":"Term"},
          {"id":"share","type":"percent","labelZh":"比例","labelEn":"Share"},
          {"id":"price","type":"moneyYuan","labelZh":"价格","labelEn":"Price"},
          {"id":"year","type":"year","labelZh":"年度","labelEn":"Year"},
          {"id":"kinds","type":"multiEnum","labelZh":"类别","labelEn":"Kinds","options":["a","b"]},
          {"id":"times","type":"computed","labelZh":"次数","labelEn":"Times","expression":"loan.share * 2"}]}]},
         "states":[{"id":"out","nameZh":"借出","nameEn":"Out"},{"id":"back","nameZh":"归还","nameEn":"Back","final":true}],"initial":"out",
         "moves":[{"id":"return","nameZh":"归还","nameEn":"Return","from":["out"],"to":"back","by":["officer"]}],
         "access":{"read":[{"roles":["officer"],"scope":"all"}],"write":[{"roles":["officer"],"scope":"all"}]}}
        """);

    [Theory]
    [InlineData("""{"number":12,"item":"车床"}""", "12/车床")]
    [InlineData("""{"number":"12.0","item":" 车床 "}""", "12/车床")]
    [InlineData("""{"number":1}""", "1/")]
    [InlineData("""{"number":1,"item":"Ａ／Ｂ"}""", "1/A%2FB")] // full-width is half-width
    [InlineData("""{"number":1,"item":"a/b%"}""", "1/a%2Fb%25")]
    [InlineData("""{"number":1,"item":7}""", "1/")]
    [InlineData("""{"item":"车床"}""", null)]
    [InlineData("""{"number":"x","item":"车床"}""", null)]
    public void The_same_thing_has_the_same_key_however_it_is_written(string loan, string? key) => Assert.Equal(key, RecordKeys.Of(Loans, Loan(loan)));

    [Theory]
    [InlineData(298, true)]
    [InlineData(299, false)]
    public void A_key_has_up_to_three_hundred_characters(int item, bool fits) => // with "1/" before it
        Assert.Equal(fits, RecordKeys.Of(Loans, Loan($$"""{"number":1,"item":"{{new string('x', item)}}"}""")) is not null);

    [Fact]
    public void A_key_that_is_too_long_is_told_at_its_fields() =>
        Assert.Equal(["loan.number", "loan.item"], RecordDecider.Refusal(Loans, Loan($$"""{"number":1,"item":"{{new string('x', 300)}}"}"""))!.Problems.Select(p => p.Path));

    [Fact]
    public void A_record_without_title_is_called_by_its_key_and_one_without_day_began_when_it_was_put()
    {
        var record = Put("""{"number":1,"item":"车床"}""").Record!;
        Assert.Equal(("1/车床", null, Today), (record.Title, record.Area, record.BegunOn));
        Assert.Equal(("旧", "草桥镇", new DateOnly(2023, 2, 28)), Put("""{"number":1,"note":" 旧 ","town":"草桥镇","on":"2023-02-28"}""").Record! is var full ? (full.Title, full.Area, full.BegunOn) : default);
    }

    [Theory]
    [InlineData("a/b", "1_a%2Fb")]
    [InlineData("a#?:b", "1_a___b")]
    public void Lists_hold_no_character_that_keys_cannot(string item, string sort) =>
        Assert.Equal(sort, Lines(Put($$"""{"number":1,"item":"{{item}}"}"""))[0].Sort);

    [Fact]
    public void A_list_key_is_cut_between_characters_never_within_one()
    {
        var sort = Lines(Put($$"""{"number":1,"item":"{{new string('x', 197)}}𠮷𠮷"}"""))[0].Sort;
        Assert.Equal("1_" + new string('x', 197), sort); // the 200th unit would be half of a character
        Assert.Equal(200, Lines(Put($$"""{"number":1,"item":"{{new string('x', 250)}}"}"""))[0].Sort.Length);
    }

    [Fact]
    public void Every_kind_of_field_tells_its_fact_and_a_list_of_choices_none()
    {
        var facts = RecordFacts.Of(Loans, Put("""{"number":2,"term":{"from":"2023-01-01","to":"2023-06-30"},"share":12.5,"price":"3.05","year":2023,"kinds":["a"]}""").Record!).Single().Values;
        Assert.Equal(new Fact.Day(new(2023, 1, 1)), facts["loan.term.from"]);
        Assert.Equal(new Fact.Day(new(2023, 6, 30)), facts["loan.term.to"]);
        Assert.Equal(new Fact.Number(12.5m), facts["loan.share"]);
        Assert.Equal(new Fact.Number(25m), facts["loan.times"]);
        Assert.Equal(new Fact.Number(305), facts["loan.price"]);
        Assert.Equal(new Fact.Day(new(2023, 1, 1)), facts["loan.year"]);
        Assert.DoesNotContain("loan.kinds", facts.Keys);
        Assert.DoesNotContain("loan.item", facts.Keys);
    }

    [Fact]
    public void Years_of_keeping_count_from_the_end()
    {
        var story = Put("""{"number":1}""");
        Assert.Null(RecordTimetable.NextDue(story.Book(), story.Record!)); // it is still out
        story.At(Monday.AddDays(1)).Move(Officer, "return");
        Assert.Equal(ChinaTime.EndOf(new(2025, 3, 7)), RecordTimetable.NextDue(story.Book(), story.Record!));
        Assert.Equal("none", Lines(story)[0].Shown.Ball);

        var removed = Put("""{"number":2}""");
        removed.At(Monday.AddDays(2)).Do(Officer, new RemoveRecord("误登"));
        Assert.Equal(ChinaTime.EndOf(new(2025, 3, 8)), RecordTimetable.NextDue(removed.Book(), removed.Record!));
        Assert.Empty(Lines(removed));
        removed.At(ChinaTime.EndOf(new(2025, 3, 8))).Do(Actor.System, new Tick());
        Assert.Equal("register:loans:for-disposal", Assert.Single(Lines(removed)).List);
    }

    private static Register Read(string json) => RegisterFile.Parse("loans.json", Encoding.UTF8.GetBytes(json)) is var file && file.Value is { } register ? register : throw new InvalidOperationException(string.Join("; ", file.Problems));

    private static FormContent Loan(string fields) => Json($$"""{"loan":{{fields}}}""");

    private static RecordStory Put(string fields) => new RecordStory(Loans).Put(Officer, Loan(fields));

    private static List<Projection.Line> Lines(RecordStory story) => [.. RecordProjection.Of(story.Book(), story.Record!).Cast<Projection.Line>()];
}
