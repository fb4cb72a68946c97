using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Registers;
using ProjectFlow.Core.Supports;
using ProjectFlow.Core.Tests.Pools;
using ProjectFlow.Core.Tests.Registers;

namespace ProjectFlow.Core.Tests.Supports;

/// <summary>The eight supports: planned by the bureau, and shown with what registers have already.</summary>
public sealed class Plans
{
    [Fact]
    public void There_are_eight_and_each_looks_at_a_register_that_is_there()
    {
        Assert.Equal(Enumerable.Range(1, 8), SupportKind.All.Select(k => k.Number));
        var sources = RegisterSources.Of(RecordWorld.All);
        Assert.All(SupportKind.All, k => Assert.All([.. k.Evidence.Where.Select(w => w.Path), k.Title], p => Assert.True(sources.Find(k.Evidence.Source)?.Invoke(p), $"{k.Evidence.Source} {p}")));
    }

    [Fact]
    public void What_a_register_has_is_shown_and_not_typed()
    {
        var lines = SupportPlan.Of([.. Known(Six.Ip(1, "invention", "classOne", null)), .. Known(Six.Ip(2, "software", "classTwo", null)), .. Known(Six.Record("agreements", """{"agreement":{"number":"HT-1","title":"轻量化合作","university":"苏州大学","kind":"development"}}"""))]);
        Assert.Equal([1, 0, 1, 0, 0, 0, 0, 1], lines.Select(l => l.Count));
        Assert.Equal(["苏州大学", "轻量化合作", "专利1"], lines.SelectMany(l => l.Evidence).Select(e => e.Title));
        Assert.All(lines, l => Assert.Null(l.Planned));
    }

    [Fact]
    public void A_ledger_of_many_vouchers_is_one_ledger_to_read()
    {
        var vouchers = Enumerable.Range(1, 30).SelectMany(n => Known(Six.Record("rd-ledger", $$$"""{"ledger":{"project":"RD01","projectName":"新合金"},"voucher":{"number":"{{{n}}}"}}""")));
        var line = SupportPlan.Of([.. vouchers])[4];
        Assert.Equal((30, "新合金"), (line.Count, Assert.Single(line.Evidence).Title));
    }

    [Fact]
    public void A_plan_tells_owner_next_step_and_last_day()
    {
        var planned = SupportPlan.Of(Known(Six.Record("supports", $$$"""{"support":{"uscc":"{{{Six.Code}}}","number":8,"owner":"li","nextStep":"走访","dueOn":"2023-09-30"}}""")))[7].Planned;
        Assert.Equal(("open", "li", "走访", new DateOnly(2023, 9, 30)), (planned!.State, planned.Owner, planned.NextStep, planned.DueOn!.Value));
    }

    [Theory]
    [InlineData("\"dueOn\":\"2023-09-30\",", "20230930")]
    [InlineData("", "99999999")]
    public void It_stands_in_its_owners_list_by_its_last_day_until_it_is_done(string due, string sort)
    {
        var supports = RecordWorld.Named("supports");
        var story = new RecordStory(supports).Put(RecordWorld.Officer, RecordWorld.Json($$$"""{"support":{"uscc":"{{{Six.Code}}}","number":8,{{{due}}}"owner":"li"}}"""));
        var line = Assert.Single(Lines(story), l => l.List == "duty:li:supports");
        Assert.StartsWith(sort + ":", line.Sort, StringComparison.Ordinal);
        story.Move(RecordWorld.Officer, "finish", """{"support":{"evidence":"受理通知书"}}""");
        Assert.DoesNotContain(Lines(story), l => l.List.StartsWith("duty:", StringComparison.Ordinal));
    }

    private static IEnumerable<Projections.Projection.Line> Lines(RecordStory story) => RecordProjection.Of(story.Book(), story.Record!).Cast<Projections.Projection.Line>();

    private static IReadOnlyList<KnownCase> Known(IReadOnlyList<CaseFacts> facts) => [.. facts.Select((f, i) => new KnownCase(CaseId.Record(f.Source, $"{i}"), f))];
}
