using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Registers;
using ProjectFlow.Core.Tests.Metrics;
using static ProjectFlow.Core.Tests.Registers.RecordWorld;

namespace ProjectFlow.Core.Tests.Registers;

/// <summary>Shipped figures over records, where it is easy to count wrongly.</summary>
public sealed class ShippedFigures
{
    [Fact]
    public void A_member_that_left_its_pool_stands_again_once_it_is_back()
    {
        var pools = Named("pools");
        var story = new RecordStory(pools).Put(Officer, Json("""{"member":{"pool":"service","uscc":"91320381DEMA00013G","enteredOn":"2022-01-10"}}"""));
        Assert.Equal(1, Stock("M09", RecordFacts.Of(pools, story.Record!)));
        story.Move(Officer, "exit", reason: "营业收入下降");
        Assert.Equal(0, Stock("M09", RecordFacts.Of(pools, story.Record!)));
        story.At(Monday.AddDays(30)).Move(Head, "reenter", reason: "恢复达标");
        Assert.Equal(1, Stock("M09", RecordFacts.Of(pools, story.Record!)));
    }

    [Fact]
    public void A_reward_the_system_paid_itself_is_not_counted_from_the_list_too()
    {
        var rewards = Named("rewards-paid");
        string Row(string more) => $$$"""{"reward":{"number":"P1","uscc":"91320381DEMA00013G","item":"奖补","amount":100,"paidOn":"2023-02-01"{{{more}}}}}""";
        var funds = Officer with { Roles = [Role.FundAdministrator] };
        CaseFacts Of(string more) => RecordFacts.Of(rewards, new RecordStory(rewards).Put(funds, Json(Row(more))).Record!).Single();
        Assert.Equal([1, 1, 0], new[] { "", ",\"paidHere\":false", ",\"paidHere\":true" }.Select(more => Shares.Of([Shipped("M48")], [Of(more)]).Count));
    }

    [Fact]
    public void An_achievement_pushed_by_list_and_to_an_enterprise_is_one()
    {
        var achievements = Named("achievements");
        var record = new RecordStory(achievements).Put(Officer, Json(
            """{"achievement":{"number":"CG-1","title":"膜","university":"示范大学","pushedOn":"2023-02-01"},"pushes":{"pushes":[{"on":"2023-02-03","uscc":"91320381DEMA00013G"},{"on":"2023-03-01","uscc":"91320381DEMA00013G"}]}}""")).Record!;
        Assert.Single(Shares.Of([Shipped("M29")], RecordFacts.Of(achievements, record)).Single().Marks.Select(m => m.Key).Distinct());
    }

    private static int Stock(string metric, IReadOnlyList<CaseFacts> facts) =>
        Shares.Of([Shipped(metric)], facts).SelectMany(s => s.Marks).Count(m => m.CountsAt(ChinaTime.DateOf(Monday.AddDays(60)).DayNumber));

    private static MetricDefinition Shipped(string id) => MetricFile.Parse(id, File.ReadAllBytes(Path.Combine(Folder, "..", "Metrics", id + ".json")), MetricSources.Shipped).Value!.Value;
}
