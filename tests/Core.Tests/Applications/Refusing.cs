using System.Collections.Frozen;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Applications.ApplicationCommand;
using static ProjectFlow.Core.Tests.Applications.World;
using P = ProjectFlow.Core.Tests.Applications.TestProgrammes;

namespace ProjectFlow.Core.Tests.Applications;

public class Refusing
{
    [Theory]
    [InlineData("receiptNo", "R-2")]
    [InlineData("documentNo", "D-2")]
    [InlineData("projectNo", "P-2")]
    [InlineData("award", "1.00")]
    [InlineData("termFrom", "2023-01-01")]
    [InlineData("termTo", "2023-01-01")]
    public void What_was_never_recorded_cannot_be_corrected(string fact, string value) =>
        Story.Draft(P.Upward).Refused(Head, new ProposeCorrection(fact, value, "Typo", Sum), "unknown-fact");

    [Theory]
    [InlineData("award", "-1")]
    [InlineData("award", "1000000000000")]
    [InlineData("award", "much")]
    [InlineData("termFrom", "2026-06-30")]
    [InlineData("termTo", "2023-07-01")]
    [InlineData("termFrom", "soon")]
    public void A_corrected_value_must_make_sense(string fact, string value) =>
        Story.Approved(P.Upward).Refused(Head, new ProposeCorrection(fact, value, "Typo", Sum), "unknown-fact");

    [Fact]
    public void Facts_a_rejection_or_a_recognition_lacks_cannot_be_corrected()
    {
        var rejected = Story.Forwarded(P.Upward).Do(Officer, Story.No).Do(Head, new ConfirmDecision());
        var recognised = Story.Forwarded(P.Hnte).Do(Officer, Story.Yes with { Award = null, From = null, To = null }).Do(Head, new ConfirmDecision());
        foreach (var story in new[] { rejected, recognised })
        {
            story.Refused(Head, new ProposeCorrection("award", "1.00", "Typo", Sum), "unknown-fact");
            story.Refused(Head, new ProposeCorrection("termTo", "2027-01-01", "Typo", Sum), "unknown-fact");
        }

        rejected.Refused(Head, new ProposeCorrection("projectNo", "P-1", "Typo", Sum), "unknown-fact");
        rejected.Do(Head, new ProposeCorrection("documentNo", "D-1", "Typo", Sum));
    }

    [Fact]
    public void A_form_with_foreign_parts_is_not_saved() =>
        Story.Draft(P.Upward).Refused(Editor, new SaveDraft("New alloy", FormContent.Parse("""{"nowhere":{"x":1}}"""u8.ToArray())), "form-invalid");

    [Fact]
    public void A_case_holds_two_hundred_files()
    {
        var story = Story.Draft(P.Upward);
        for (var i = 1; i < 200; i++)
        {
            story.Do(Editor, new AttachDocument(File(hash: i.ToString("x64", null))));
        }

        story.Refused(Editor, new AttachDocument(File(hash: OtherSum)), "too-many-documents");
    }

    [Theory]
    [InlineData(0, true, false)]
    [InlineData(1, true, true)]
    [InlineData(2, true, false)]
    [InlineData(0, false, true)]
    public void The_number_of_partners_is_that_of_the_programme(int partners, bool required, bool fits)
    {
        var programme = P.Upward with { Participants = [new("lead", [], true, 1, 1, InArea: true), new("partner", [], required, 1, 1, InArea: false)] };
        var create = Story.NewDraft with { Partners = [.. Enumerable.Range(0, partners).Select(_ => new Participant(Uni, "partner", "Uni"))] };
        Assert.Equal(fits, new Story(programme).Try(Editor, create) is Decision.Accepted);
    }

    [Fact]
    public void A_partner_of_the_wrong_kind_or_place_does_not_count()
    {
        var programme = P.Upward with { Participants = [new("lead", ["enterprise"], true, 1, 1, InArea: true), new("partner", ["university"], true, 1, null, InArea: true)] };
        var create = Story.NewDraft with { Partners = [new(Uni, "partner", "Uni")] };
        var story = new Story(programme);
        var uni = new OrgFacts(Uni, "university", "Campus", true, FrozenSet<string>.Empty);
        story.Refused(Editor, create, "partners-out-of-range");
        story.Book = story.Book with { Partners = [uni with { Type = "institute" }] };
        story.Refused(Editor, create, "partners-out-of-range");
        story.Book = story.Book with { Partners = [uni with { Area = null }] };
        story.Refused(Editor, create, "partners-out-of-range");
        story.Book = story.Book with { Partners = [uni] };
        Assert.IsType<Decision.Accepted>(story.Try(Editor, create));
        story.Book = story.Book with { Org = story.Book.Org! with { Area = null } };
        story.Refused(Editor, create, "org-type-not-allowed");
        story.Book = story.Book with { Org = null };
        story.Refused(Editor, create, "org-not-verified");
    }

    [Fact]
    public void A_dead_application_holds_no_place()
    {
        var org = new Claim("org-round", "k", 1, Refusal.NotFound);
        var dead = new[]
        {
            Story.Draft(P.Upward).At(Closes).Tick(), Story.Draft(P.Upward).Do(Signatory, new Withdraw("No")), Story.Scored(P.Upward).Do(Leader, new NotRecommend("No", Sum)),
        };
        Assert.All(dead, s => Assert.False(Lifecycle.Holds(s.App, org) || Lifecycle.Holds(s.App, org with { Kind = "leader-round" }) || Lifecycle.Holds(s.App, org with { Kind = "quota" })));
        Assert.False(Lifecycle.Holds(Story.Draft(P.Upward).App, org with { Kind = "leader-round" }));
    }

    [Fact]
    public void Expert_work_repeats_quietly_and_fits_the_sheet()
    {
        var story = Story.Passed(P.Upward).Do(Head, new AssignExperts([Xu]));
        story.Nothing(Head, new AssignExperts([Xu, Xu]));
        story.Refused(Expert, new RecordScore(new Dictionary<string, int> { ["idea"] = -1, ["team"] = 1 }), "scores-out-of-range");
        story.Refused(Expert, new RecordScore(new Dictionary<string, int> { ["idea"] = 1, ["else"] = 1 }), "scores-out-of-range");
        story.Do(Expert, Story.Points);
        story.Refused(Expert, Story.Points with { Opinion = "Second thoughts" }, "already-scored");
        story.Refused(Expert, new RecordScore(new Dictionary<string, int> { ["idea"] = 60, ["else"] = 0 }), "already-scored");
        story.Refused(Expert, new RecordScore(new Dictionary<string, int> { ["idea"] = 60 }), "already-scored");
        story.Do(Head, new AssignExperts([Yin]));
        Assert.Empty(story.App.Scores);
        story.Refused(Expert, Story.Points, "not-found");
    }
}
