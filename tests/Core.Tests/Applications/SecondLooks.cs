using System.Collections.Frozen;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Applications.ApplicationCommand;
using static ProjectFlow.Core.Tests.Applications.World;
using P = ProjectFlow.Core.Tests.Applications.TestProgrammes;

namespace ProjectFlow.Core.Tests.Applications;

/// <summary>What was right at the first look is looked at again: when it is handed in again, put right or given more time.</summary>
public sealed class SecondLooks
{
    [Fact]
    public void A_correction_is_confirmed_once_by_another_person_and_never_without_a_proposal()
    {
        var story = Story.Approved(P.Upward);
        ProposeCorrection typo = new("award", "99.00", "Typo", Sum);
        story.Refused(Leader, new ConfirmCorrection(), "nothing-proposed");
        story.Do(Head, typo).Nothing(Head, typo);
        story.Refused(Leader with { Id = Head.Id }, new ConfirmCorrection(), "same-person");
        story.Do(Leader, new ConfirmCorrection()).Nothing(Leader, new ConfirmCorrection());
        story.Nothing(Head, typo);
    }

    [Fact]
    public void The_same_deadline_again_is_nothing_to_do() => Story.Draft(P.Upward).Nothing(Head, new ExtendDeadline(new(2023, 4, 30), "Storm"));

    [Fact]
    public void Who_is_in_guidance_gets_as_much_longer_to_submit()
    {
        var submitBefore = Closes.AddDays(10);
        Assert.Equal(submitBefore, Story.Guided(P.Upward).Do(Head, new ExtendDeadline(new(2023, 5, 10), "Storm")).App.SubmitBefore);
        Assert.Equal(submitBefore, Story.Guided(P.Upward).Do(Officer, Story.SendBack).Do(Head, new ExtendDeadline(new(2023, 5, 10), "Storm")).App.SubmitBefore);
        Assert.Null(Story.Guided(P.Upward).Do(Head, new ExtendDeadline(new(2023, 4, 20), "Storm")).App.SubmitBefore);
        Assert.Null(Story.Formal(P.Upward).Do(Head, new ExtendDeadline(new(2023, 5, 10), "Storm")).App.SubmitBefore);
        Assert.Null(Story.Formal(P.Upward).Do(Officer, Story.SendBack).Do(Head, new ExtendDeadline(new(2023, 5, 10), "Storm")).App.SubmitBefore);
    }

    [Fact]
    public void A_revision_needs_its_form_still_complete()
    {
        var guided = Story.Guided(P.Upward).Do(Officer, Story.SendBack).Do(Editor, new Comment("Done", "t1"));
        guided.Book = guided.Book with { Form = FormContent.Empty };
        guided.Refused(Editor, new Resubmit(), "form-incomplete");
        guided.Book = guided.Book with { Form = null };
        guided.Refused(Editor, new Resubmit(), "form-incomplete");
    }

    [Fact]
    public void A_revision_of_a_submission_is_admitted_like_a_submission()
    {
        var formal = Story.Formal(P.Upward).Do(Officer, Story.SendBack).Do(Editor, new Comment("Done", "t1"));
        var org = formal.Book.Org!;
        formal.Book = formal.Book with { Org = org with { Flags = FrozenSet.Create("ban-list") } };
        formal.Refused(Signatory, new Resubmit(), "org-banned");
        formal.Book = formal.Book with { Org = org, Form = FormContent.Parse("""{"project":{"title":5}}"""u8.ToArray()) };
        formal.Refused(Signatory, new Resubmit(), "form-invalid");
        formal.Book = formal.Book with { Form = null };
        formal.Refused(Signatory, new Resubmit(), "form-incomplete");
        formal.Book = formal.Book with { Form = Form, Org = null };
        formal.Do(Signatory, new Resubmit());
    }

    [Fact]
    public void An_unanswered_comment_is_named_by_its_place_or_by_itself()
    {
        var story = Story.Guided(P.Upward).Do(Officer, new ReturnForRevision([new("Say more", "project.goal"), new("Shorter"), new("Nice", Blocking: false)]));
        var refused = Assert.IsType<Decision.Refused>(story.Try(Editor, new Resubmit())).Why;
        Assert.Equal(("comments-unanswered", "project.goal t2"), (refused.Code, string.Join(' ', refused.Problems.Select(p => p.Path))));
        story.Do(Editor, new Comment("Done", "t1")).Do(Officer, new ResolveComment("t2")).Do(Editor, new Resubmit());
    }

    [Theory]
    [InlineData("open", "docx", 1024 * 1024, null)]
    [InlineData("open", "exe", 1000, "document-kind")]
    [InlineData("open", "pdf", (1024 * 1024) + 1, "document-too-large")]
    [InlineData("signed", "docx", 1000, "document-kind")]
    [InlineData("check", "pdf", 1000, "unknown-slot")]
    [InlineData("none", "pdf", 1000, "unknown-slot")]
    public void A_file_fits_its_slot(string slot, string kind, int size, string? refused)
    {
        var story = Story.Draft(P.Upward with { Documents = [.. P.Upward.Documents, new("open", "其他", "Other") { MaxMb = 1 }] });
        var attach = new AttachDocument(File(slot, OtherSum) with { Kind = kind, Size = size });
        Assert.Equal(refused, (story.Try(Editor, attach) as Decision.Refused)?.Why.Code);
    }

    [Theory]
    [InlineData("institute", "Campus", true)]
    [InlineData("institute", null, false)]
    public void A_partner_of_any_kind_may_have_to_be_in_the_area(string type, string? area, bool fits)
    {
        var programme = P.Upward with { Participants = [new("partner", [], Required: true, 1, 1, InArea: true)] };
        var story = new Story(programme);
        story.Book = story.Book with { Partners = [new OrgFacts(Uni, type, area, Verified: true, FrozenSet<string>.Empty)] };
        Assert.Equal(fits ? null : "partners-out-of-range", (story.Try(Editor, Story.NewDraft with { Partners = [new(Uni, "partner", "Uni")] }) as Decision.Refused)?.Why.Code);
    }

    [Fact]
    public void A_declared_relation_to_the_applicant_keeps_out_all_but_the_applicant()
    {
        var story = Story.Guided(P.Upward);
        story.Refused(Officer with { Conflicts = [Acme] }, new PassGuidance(["read"]), "conflict-of-interest");
        story.Refused(Town with { Areas = ["Elsewhere"] }, new Comment("Hm"), "not-found");
        story.Do(Editor with { Conflicts = [Acme] }, new Comment("Ours"));
        story.Refused(Expert, new Comment("Hm"), "role-forbidden");
    }
}
