using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Registers;
using static ProjectFlow.Core.Registers.RecordCommand;
using static ProjectFlow.Core.Tests.Registers.RecordWorld;

namespace ProjectFlow.Core.Tests.Registers;

/// <summary>A register whose records are sealed by a date of their own, and whom its grants reach.</summary>
public sealed class OwnSeal
{
    private static readonly Register Offers = RegisterFile.Parse("offers.json", """
        {"id":"offers","version":"1","nameZh":"报价","nameEn":"Offers","section":"plan","key":["offer.number"],"title":"offer.number","org":"offer.uscc","area":"offer.town",
         "form":{"sections":[{"id":"offer","titleZh":"报价","titleEn":"Offer","fields":[
          {"id":"number","type":"text","labelZh":"编号","labelEn":"Number","required":true},
          {"id":"uscc","type":"uscc","labelZh":"单位","labelEn":"Party"},
          {"id":"town","type":"text","labelZh":"镇街","labelEn":"Town"},
          {"id":"opensOn","type":"date","labelZh":"开标日","labelEn":"Opens on"}]}]},
         "states":[{"id":"in","nameZh":"已收","nameEn":"In"}],"initial":"in","sealedUntil":{"path":"offer.opensOn"},
         "access":{"read":[{"roles":["applicantEditor"],"scope":"ownOrg"},{"roles":["townAssistant"],"scope":"ownArea"},{"roles":["officer"],"scope":"section"},{"roles":["leader"],"scope":"all"}],
                   "write":[{"roles":["applicantEditor"],"scope":"ownOrg"},{"roles":["officer"],"scope":"section"}]}}
        """u8).Value!;

    private static readonly Actor Officer = Applications.World.Officer;

    [Fact]
    public void A_day_of_its_own_seals_it_until_the_end_of_that_day() =>
        Assert.Equal(ChinaTime.EndOf(new(2023, 3, 20)), Offer("2023-03-20").Record!.SealedUntil);

    [Theory]
    [InlineData("2023-03-05")]
    [InlineData(null)]
    public void A_day_that_has_passed_or_none_seals_nothing(string? day) => Assert.Null(Offer(day).Record!.SealedUntil);

    [Fact]
    public void Time_opens_it()
    {
        var story = Offer("2023-03-20").At(ChinaTime.EndOf(new(2023, 3, 20))).Do(Actor.System, new Tick());
        Assert.Null(story.Record!.SealedUntil);
    }

    [Fact]
    public void Each_grant_reaches_as_far_as_it_says()
    {
        var record = Offer(null).Record!;
        Assert.True(RecordAccess.CanSee(Offers, record, Editor));
        Assert.False(RecordAccess.CanSee(Offers, record, Rival));
        Assert.False(RecordAccess.CanSee(Offers, record with { Org = null }, Editor));
        Assert.True(RecordAccess.CanSee(Offers, record, Applications.World.Town));
        Assert.False(RecordAccess.CanSee(Offers, record with { Area = null }, Applications.World.Town));
        Assert.False(RecordAccess.CanSee(Offers, record with { Area = "Gaoliu" }, Applications.World.Town));
        Assert.True(RecordAccess.CanSee(Offers, record, Officer));
        Assert.False(RecordAccess.CanSee(Offers, record, Officer with { Sections = ["hightech"] }));
        Assert.True(RecordAccess.CanSee(Offers, record, Applications.World.Leader));
        Assert.False(RecordAccess.CanSee(Offers, record, Officer with { Conflicts = [record.Org!.Value] }));
    }

    [Fact]
    public void Who_reads_an_organisations_records_is_told_without_reading_them()
    {
        OrgId acme = new("91320381DEMA00013G");
        Assert.True(RecordAccess.Reads(Offers, acme, null, Editor));
        Assert.False(RecordAccess.Reads(Offers, acme, null, Rival));
        Assert.True(RecordAccess.Reads(Offers, acme, "Caoqiao", Applications.World.Town));
        Assert.False(RecordAccess.Reads(Offers, acme, null, Applications.World.Town));
        Assert.False(RecordAccess.Reads(Offers, acme, null, Officer with { Conflicts = [acme] }));
    }

    [Fact]
    public void A_bid_is_sealed_by_the_need_it_names()
    {
        Assert.Equal(new RecordTarget("needs", "XQ-1"), RecordKeys.SealOf(Bids, Bid()));
        Assert.Null(RecordKeys.SealOf(Bids, Json("""{"bid":{"title":"x"}}""")));
        Assert.Null(RecordKeys.SealOf(Bids with { Links = [] }, Bid()));
        Assert.Null(RecordKeys.SealOf(Offers, Json("""{"offer":{"number":"1"}}""")));
        Assert.Null(RecordKeys.SealOf(Needs, Need()));
    }

    private static RecordStory Offer(string? day) => new RecordStory(Offers).Put(Officer,
        Json($$$"""{"offer":{"number":"1","uscc":"91320381DEMA00013G","town":"Caoqiao"{{{(day is null ? "" : $",\"opensOn\":\"{day}\"")}}}}}"""));
}
