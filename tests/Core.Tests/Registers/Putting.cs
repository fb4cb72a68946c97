using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Registers;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Core.Registers.RecordCommand;
using static ProjectFlow.Core.Tests.Registers.RecordWorld;
using Events = ProjectFlow.Core.Registers.RecordEvent;

namespace ProjectFlow.Core.Tests.Registers;

public sealed class Putting
{
    [Fact]
    public void A_first_put_creates_the_record_its_key_names()
    {
        var record = new RecordStory(Figures).Put(Officer, Figure()).Record!;
        Assert.Equal("91320381DEMA00013G/2023-02", record.Key);
        Assert.Equal(CaseId.Record("monthly-figures", "91320381DEMA00013G/2023-02"), record.Id);
        Assert.Equal((World.Acme, "active", Today, "officer"), (record.Org!.Value, record.StateName, record.CreatedOn!.Value, record.WrittenBy.Value));
    }

    [Fact]
    public void The_same_content_written_otherwise_adds_nothing()
    {
        var story = new RecordStory(Figures).Put(Officer, Figure());
        var same = Json("""{"figures":{"rd":"12.340","revenue":"1000.00","aboveScale":true,"kind":"industrial","month":" 2023-02 ","uscc":" 91320381dema00013g"}}""");
        Assert.Equal(0, story.Adds(Officer, new PutRecord(Figures.Ref, same)));
        Assert.Equal(1, story.Adds(Officer, new PutRecord(Figures.Ref, Figure(rd: "12.35"))));
    }

    [Fact]
    public void Another_month_is_another_record_and_no_change_of_this_one()
    {
        var why = new RecordStory(Figures).Put(Officer, Figure()).Why(Officer, new PutRecord(Figures.Ref, Figure(month: "2023-03")))!;
        Assert.Equal("key-changed", why.Code);
        Assert.Equal(["figures.uscc", "figures.month"], why.Problems.Select(p => p.Path));
    }

    [Theory]
    [InlineData("\"rd\":12.34", "\"rd\":\"much\"", "figures.rd wrong-type")]
    [InlineData("\"rd\":12.34", "\"rd\":12.345", "figures.rd too-many-decimals")]
    [InlineData("\"rd\":12.34", "\"rd\":-1", "figures.rd out-of-range")]
    [InlineData("\"rd\":12.34", "\"rd\":null", "figures.rd required")]
    [InlineData("\"rd\":12.34", "\"rd\":1,\"tax\":2", "figures.tax unknown-field")]
    [InlineData("2023-02", "2023-13", "figures.month not-a-month")]
    [InlineData("2023-02", "2023-02-01", "figures.month not-a-month")]
    [InlineData("91320381DEMA00013G", "91320381DEMA0001", "figures.uscc bad-credit-code")]
    [InlineData("industrial", "mining", "figures.kind not-an-option")]
    [InlineData("\"figures\"", "\"figure\"", "figure unknown-section")]
    public void What_the_form_does_not_take_is_told_by_its_path(string right, string wrong, string told)
    {
        var text = System.Text.Encoding.UTF8.GetString(Figure().Utf8.Span).Replace(right, wrong, StringComparison.Ordinal);
        var why = RecordDecider.Refusal(Figures, Json(text))!;
        Assert.Equal("record-unacceptable", why.Code);
        Assert.Contains(told, why.Problems.Select(p => $"{p.Path} {p.Code}"));
    }

    [Fact]
    public void Answers_do_not_tell_which_records_of_others_exist()
    {
        var (there, missing) = (new RecordStory(Figures).Put(Officer, Figure()), new RecordStory(Figures));
        foreach (var content in new[] { Figure(), Figure(rd: "-1"), Json("{}") })
        {
            Assert.Equal("not-found", there.CodeOfPut(Rival, content));
            Assert.Equal("not-found", missing.CodeOfPut(Rival, content));
        }
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, "record-unacceptable")]
    public void A_text_is_as_long_as_its_field_allows(int length, string? code) => Assert.Equal(code, new RecordStory(Needs).CodeOfPut(Officer, Need(new string('长', length))));

    [Fact]
    public void An_applicant_puts_records_of_their_own_organisation_only()
    {
        Assert.Null(new RecordStory(Figures).CodeOfPut(Editor, Figure()));
        Assert.Equal("not-found", new RecordStory(Figures).CodeOfPut(Rival, Figure()));
        Assert.Equal("not-found", new RecordStory(Figures).Put(Officer, Figure()).CodeOfPut(Rival, Figure()));
        Assert.Equal("role-forbidden", new RecordStory(Institutions).CodeOfPut(Editor, Institution()));
    }

    [Fact]
    public void A_board_open_to_all_lets_nobody_write_in_anothers_name() =>
        Assert.Equal("not-found", new RecordStory(Needs).CodeOfPut(Rival, Need()));

    [Fact]
    public void An_officer_of_another_section_reads_but_does_not_write()
    {
        var story = new RecordStory(Figures).Put(Officer, Figure());
        Assert.True(Lifecycle.CanSee(story.Book(), story.Record!, Stranger));
        Assert.Equal("role-forbidden", story.CodeOfPut(Stranger, Figure()));
        Assert.Equal("role-forbidden", story.CodeOfPut(World.Auditor, Figure()));
    }

    [Fact]
    public void One_with_a_declared_relation_neither_reads_nor_writes()
    {
        var related = Officer with { Conflicts = [World.Acme] };
        var story = new RecordStory(Figures).Put(Officer, Figure());
        Assert.False(Lifecycle.CanSee(story.Book(), story.Record!, related));
        Assert.Equal("conflict-of-interest", new RecordStory(Figures).CodeOfPut(related, Figure()));
    }

    [Fact]
    public void A_removed_record_leaves_every_list_and_comes_back_when_it_is_put_again()
    {
        var story = new RecordStory(Institutions).Put(Officer, Institution()).Do(Officer, new RemoveRecord("重复登记"));
        Assert.Equal("removed", story.Record!.StateName);
        Assert.Empty(Lifecycle.Project(story.Book(), story.Record));
        Assert.Empty(RecordFacts.Of(Institutions, story.Record));
        Assert.Equal(0, story.Adds(Officer, new RemoveRecord("again")));
        Assert.Equal("active", story.Put(Officer, Institution()).Record!.StateName);
        Assert.Equal(new DateOnly(2022, 5, 1), story.Record.Entered["active"]);
    }

    [Fact]
    public void A_put_under_a_newer_version_pins_the_record_to_it()
    {
        var newer = Figures with { Ref = new("monthly-figures", "2") };
        var before = new RecordStory(Figures).Put(Officer, Figure()).Record;
        var command = new PutRecord(newer.Ref, Figure()) { By = Officer, At = Monday };
        var e = Assert.Single(((Decision.Accepted)RecordDecider.Decide(new Book(newer, World.Calendar), before, command)).Events);
        Assert.Equal("2", RecordDecider.Evolve(before, (Events.Changed)e).Register.Version);
    }

    [Fact]
    public void Lists_are_in_the_order_of_the_key_and_by_state_and_organisation()
    {
        var story = new RecordStory(Institutions).Put(Officer, Institution("甲/乙#1"));
        var lines = Lifecycle.Project(story.Book(), story.Record!).Cast<Projections.Projection.Line>().ToList();
        Assert.Equal(["register:rd-institutions", "register:rd-institutions:active", "org:91320381DEMA00013G:rd-institutions"], lines.Select(l => l.List));
        Assert.All(lines, l => Assert.Equal("91320381DEMA00013G_甲%2F乙_1", l.Sort));
        Assert.Equal("甲/乙#1", lines[0].Shown.Title);
    }
}
