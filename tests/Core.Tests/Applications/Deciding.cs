using System.Collections.Frozen;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Applications.ApplicationCommand;
using static ProjectFlow.Core.Tests.Applications.World;
using Events = ProjectFlow.Core.Applications.ApplicationEvent;
using P = ProjectFlow.Core.Tests.Applications.TestProgrammes;

namespace ProjectFlow.Core.Tests.Applications;

public class Deciding
{
    private static readonly TimeSpan Second1 = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_draft_begins_with_the_round_and_not_a_second_earlier()
    {
        new Story(P.Upward).At(Opens - Second1).Refused(Editor, Story.NewDraft, "round-not-open");
        new Story(P.Upward).At(Opens).Do(Editor, Story.NewDraft);
        new Story(P.Upward).At(Closes - Second1).Do(Editor, Story.NewDraft);
        new Story(P.Upward).At(Closes).Refused(Editor, Story.NewDraft, "round-closed");
    }

    [Fact]
    public void Only_a_verified_organisation_of_the_area_and_off_the_ban_list_may_apply()
    {
        NewWith(o => o with { Verified = false }).Refused(Editor, Story.NewDraft, "org-not-verified");
        NewWith(o => o with { Flags = FrozenSet.Create("ban-list") }).Refused(Editor, Story.NewDraft, "org-banned");
        NewWith(o => o with { Area = null }).Refused(Editor, Story.NewDraft, "not-in-area");
        new Story(P.Upward).Refused(Editor with { Org = Uni }, Story.NewDraft, "not-found");
        new Story(P.Upward).Refused(Officer, Story.NewDraft, "role-forbidden");
        new Story(P.Upward).Refused(Editor, new SaveDraft("x", Form), "not-found");
    }

    [Fact]
    public void A_university_may_lead_when_its_partner_is_of_the_area()
    {
        var programme = P.Upward with { Participants = [new("lead", ["university"], true, 1, 1, false), new("partner", ["enterprise"], true, 1, 1, true)] };
        var create = new CreateDraft(programme.Ref, Uni, "Alloy", [new(Acme, "partner", "Acme")]);
        var story = new Story(programme);
        var partner = story.Book.Org!;
        story.Book = story.Book with { Org = partner with { Id = Uni, Area = null }, Partners = [partner] };
        story.Refused(Editor with { Org = Uni }, create, "org-type-not-allowed");
        story.Book = story.Book with { Org = story.Book.Org! with { Type = "university" } };
        story.Refused(Editor with { Org = Uni }, create with { Partners = null }, "partners-out-of-range");
        story.Do(Editor with { Org = Uni }, create);
        Assert.Equal("Caoqiao", story.App.Area);
        Assert.True(Lifecycle.CanSee(story.Book, story.App, Editor));
        story.Refused(Editor, new SaveDraft("x", Form), "not-found");
    }

    [Fact]
    public void Places_are_claimed_for_organisation_leader_and_quota()
    {
        Assert.Equal([$"org-round:key-rd/2023/{Acme}:1"], Claims(new Story(P.Upward).Try(Editor, Story.NewDraft)));
        Assert.StartsWith("leader-round:key-rd/2023/", Assert.Single(Claims(Story.Ready(P.Upward).Try(Signatory, Story.Sign))), StringComparison.Ordinal);
        Assert.Equal(["quota:key-rd/2023:2"], Claims(Story.Scored(P.Upward).Try(Leader, new Recommend(1, Sum))));
        Assert.Equal(["quota:hnte/2023:2"], Claims(Story.Formal(P.Hnte).Do(Second, new VerifyDocument("signed", true)).Try(Second, new PassFormal(true, Sum))));
    }

    [Fact]
    public void Places_are_given_back_unless_it_went_up()
    {
        var quota = new Claim("quota", "key-rd/2023", 2, Refusal.NotFound);
        var org = quota with { Kind = "org-round" };
        Assert.False(Lifecycle.Holds(Story.Scored(P.Upward).App, quota));
        Assert.True(Lifecycle.Holds(Story.Chosen(P.Upward).App, quota));
        var withdrawn = Story.Forwarded(P.Upward).Do(Signatory, new RequestWithdrawal("No", Sum)).Do(Officer, new ConfirmWithdrawal(Sum));
        Assert.True(Lifecycle.Holds(withdrawn.App, quota));
        Assert.False(Lifecycle.Holds(withdrawn.App, org));
        Assert.True(Lifecycle.Holds(Story.Draft(P.Upward).App, org));
        Assert.False(Lifecycle.Holds(Story.Draft(P.Upward).App, quota with { Kind = "voucher" }));
        var leader = ((Decision.Accepted)Story.Ready(P.Upward).Try(Signatory, Story.Sign)).Claims[0];
        Assert.True(Lifecycle.Holds(Story.Formal(P.Upward).App, leader));
        Assert.False(Lifecycle.Holds(Story.Formal(P.Upward).App, leader with { Key = "key-rd/2023/other" }));
    }

    [Fact]
    public void Texts_have_their_limits()
    {
        var draft = Story.Draft(P.Upward);
        draft.Refused(Editor, new SaveDraft("", Form), "required");
        draft.Refused(Editor, new SaveDraft(new string('x', 201), Form), "too-long");
        draft.Refused(Town, new Comment(new string('x', 4001)), "too-long");
        draft.Refused(Signatory, new Withdraw(new string('x', 2001)), "too-long");
        draft.Do(Signatory, new Withdraw(new string('x', 2000)));
        Story.Forwarded(P.Upward).Refused(Officer, Story.Yes with { DocumentNo = " " }, "required");
        Story.Forwarded(P.Upward).Refused(Officer, Story.Yes with { Document = "not a hash" }, "invalid");
        Story.Scored(P.Upward).Refused(Leader, new Recommend(0, Sum), "invalid");
        Story.Guided(P.Upward).Refused(Officer, new PassGuidance([]), "required");
        Story.Passed(P.Upward).Refused(Head, new AssignExperts([]), "required");
        Story.Passed(P.Upward).Refused(Head, new AssignExperts([.. Enumerable.Range(0, 16).Select(i => new PersonId($"e{i}"))]), "too-long");
    }

    [Fact]
    public void A_file_must_fit_its_slot()
    {
        var draft = Story.Draft(P.Upward);
        draft.Refused(Editor, new AttachDocument(File("nowhere")), "unknown-slot");
        draft.Refused(Editor, new AttachDocument(File("check")), "unknown-slot");
        draft.Refused(Editor, new AttachDocument(File(hash: OtherSum) with { Kind = "docx" }), "document-kind");
        draft.Refused(Editor, new AttachDocument(File(hash: OtherSum) with { Size = 1024 * 1024 + 1 }), "document-too-large");
        draft.Do(Editor, new AttachDocument(File(hash: OtherSum) with { Size = 1024 * 1024 }));
        draft.Nothing(Editor, new RemoveDocument("signed", new string('c', 64)));
        draft.Do(Editor, new RemoveDocument("signed", OtherSum));
        Assert.Single(draft.App.Documents);
    }

    [Fact]
    public void Guidance_is_asked_for_before_its_deadline_with_the_least_fields_filled()
    {
        Story.Draft(P.Upward).At(GuidanceCloses - Second1).Do(Editor, new RequestGuidance());
        Story.Draft(P.Upward).At(GuidanceCloses).Refused(Editor, new RequestGuidance(), "guidance-closed");
        var empty = Story.Draft(P.Upward);
        empty.Book = empty.Book with { Form = FormContent.Empty };
        empty.Refused(Editor, new RequestGuidance(), "form-incomplete");
        Story.Draft(P.Hnte).Refused(Editor, new RequestGuidance(), "not-allowed-now");
    }

    [Fact]
    public void Submission_freezes_form_and_documents_and_takes_a_number()
    {
        var ready = Story.Ready(P.Upward).At(Closes - Second1);
        var accepted = Assert.IsType<Decision.Accepted>(ready.Try(Signatory, Story.Sign));
        Assert.Same(Form, accepted.FreezeForm);
        var submitted = Assert.IsType<Events.Submitted>(Assert.Single(accepted.Events));
        Assert.Equal(("320381-key-rd-2023-0001", 2023, Form.Hash), (submitted.Number, submitted.Year, submitted.Handed.FormHash));
        Assert.Equal(["fit"], submitted.LeftToReview);
        ready.Refused(Editor, Story.Sign, "role-forbidden");
        ready.Refused(Signatory, Story.Sign with { IntegrityPledge = false }, "declaration-missing");
        ready.At(Closes).Refused(Signatory, Story.Sign, "round-closed");
    }

    [Fact]
    public void Submission_needs_form_documents_and_a_clean_record()
    {
        var ready = Story.Ready(P.Upward);
        var book = ready.Book;
        ready.Book = book with { Form = FormContent.Empty };
        ready.Refused(Signatory, Story.Sign, "form-incomplete");
        ready.Book = book with { Form = null };
        ready.Refused(Signatory, Story.Sign, "form-incomplete");
        ready.Book = book with { Org = book.Org! with { Flags = FrozenSet.Create("ban-list") } };
        ready.Refused(Signatory, Story.Sign, "org-banned");
        ready.Book = book with { Programme = P.Upward with { Documents = [.. P.Upward.Documents, new("licence", "执照", "Licence") { Required = true }] } };
        ready.Refused(Signatory, Story.Sign, "documents-missing");
        Story.Draft(P.Upward).Refused(Signatory, Story.Sign, "not-allowed-now");
    }

    [Fact]
    public void A_programme_without_guidance_and_selection_passes_through_both()
    {
        var story = Story.Forwarded(P.Hnte);
        Assert.Equal(["Drafted", "DraftSaved", "DocumentAttached", "GuidanceSkipped", "Submitted", "DocumentVerified", "FormalPassed", "Recommended", "UpwardSubmitted"], story.History.Select(e => e.GetType().Name));
        Assert.Null(story.App.Recommendation!.Rank);
    }

    [Fact]
    public void A_return_needs_a_comment_a_date_inside_the_round_and_a_round_left()
    {
        var guided = Story.Guided(P.Upward);
        guided.Refused(Officer, new ReturnForRevision([]), "comment-needed");
        guided.Refused(Officer, Story.SendBack with { DueOn = new(2023, 3, 5) }, "due-out-of-range");
        guided.Refused(Officer, Story.SendBack with { DueOn = new(2023, 5, 1) }, "due-out-of-range");
        guided.Do(Officer, Story.SendBack with { DueOn = new(2023, 4, 30) });
        Assert.Equal(Closes, Assert.IsType<Stage.Returned>(guided.App.Stage).Due.Before);
        guided.Refused(Editor, new Resubmit(), "comments-unanswered");
        guided.Refused(Signatory, new Resubmit(), "role-forbidden");
        for (var round = 1; round <= 3; round++)
        {
            guided.Do(Editor, new Comment("Done", $"t{round}")).Do(Editor, new Resubmit());
            if (round < 3)
            {
                guided.Do(Officer, Story.SendBack);
            }
        }

        guided.Refused(Officer, Story.SendBack, "too-many-rounds");
        guided.At(Closes).Refused(Officer, new PassGuidance([" "]), "required");
        Story.Guided(P.Upward).At(Closes).Refused(Officer, Story.SendBack, "round-closed");
    }

    [Fact]
    public void A_revision_is_too_late_from_its_deadline_on()
    {
        var returned = Story.Formal(P.Upward).Do(Officer, Story.SendBack).Do(Editor, new Comment("Done", "t1"));
        var due = Assert.IsType<Stage.Returned>(returned.App.Stage).Due.Before;
        returned.At(due - Second1).Refused(Editor, new Resubmit(), "role-forbidden");
        Assert.IsType<Decision.Accepted>(returned.Try(Signatory, new Resubmit()));
        returned.At(due).Refused(Signatory, new Resubmit(), "revision-overdue");
        returned.Refused(Editor, new SaveDraft("Late", Form), "revision-overdue");
        returned.At(due - Second1).Do(Officer, new ResolveComment("t1")).Do(Signatory, new Resubmit());
        Assert.Equal("FormalReview", returned.App.StateName);
        returned.Do(Officer, Story.SendBack with { Comments = [new("Again", Blocking: false)] }).Do(Signatory, new Resubmit()).Refused(Officer, Story.SendBack, "too-many-rounds");
    }

    [Fact]
    public void The_authority_may_ask_as_often_as_it_likes_and_the_case_goes_back_there()
    {
        var story = Story.Forwarded(P.Upward);
        for (var i = 1; i <= 4; i++)
        {
            story.Do(Officer, new ReturnForRevision([new("More", Blocking: false)])).Do(Signatory, new Resubmit());
        }

        Assert.Equal((4, "External"), (story.App.Rounds.External, story.App.StateName));
        Assert.Equal(ExternalStage.Forwarded, Assert.IsType<Stage.External>(story.App.Stage).At);
    }

    [Fact]
    public void Comments_form_threads_and_only_the_bureau_makes_them_binding()
    {
        var story = Story.Guided(P.Upward).Do(Town, new Comment("Vague", Anchor: "project.goal", Blocking: true)).Do(Officer, new Comment("Budget?", Blocking: true));
        Assert.Equal([false, true], story.App.Threads.Select(t => t.Blocking));
        story.Nothing(Officer, new Comment("Budget?", Blocking: true));
        story.Refused(Editor, new Comment("Hm", "t9"), "unknown-thread");
        story.Refused(Officer, new ResolveComment("t9"), "unknown-thread");
        story.Do(Officer, new ResolveComment("t2")).Nothing(Officer, new ResolveComment("t2"));
        story.Refused(Editor, new ResolveComment("t2"), "role-forbidden");
    }

    [Fact]
    public void The_formal_reviewer_is_another_person_than_the_guidance_reviewer()
    {
        var formal = Story.Formal(P.Upward).Do(Officer, new VerifyDocument("signed", true));
        formal.Refused(Officer, new PassFormal(true, Sum), "four-eyes");
        formal.Refused(Officer, new ProposeFormalRejection("Late", "r1"), "four-eyes");
        formal.Refused(Head, new Assign(Officer.Id), "four-eyes");
        formal.Refused(Second, new PassFormal(false, Sum), "eligibility-unconfirmed");
        formal.Refused(Second, new PassFormal(true), "verification-form-missing");
        formal.Do(Second, new PassFormal(true, Sum));
        var alone = Story.Formal(P.Upward with { Stages = P.Upward.Stages with { FourEyes = false } }).Do(Officer, new VerifyDocument("signed", true));
        alone.Do(Officer, new PassFormal(true, Sum));
    }

    [Fact]
    public void Originals_are_seen_again_after_a_document_changed()
    {
        var story = Story.Formal(P.Upward).Do(Second, new VerifyDocument("signed", true)).Do(Second, Story.SendBack).Do(Editor, new AttachDocument(File(hash: OtherSum)));
        story.Do(Editor, new Comment("Done", "t1")).Do(Signatory, new Resubmit());
        story.Refused(Second, new PassFormal(true, Sum), "documents-unverified");
        story.Do(Second, new VerifyDocument("signed", false)).Refused(Second, new PassFormal(true, Sum), "documents-unverified");
        story.Nothing(Second, new VerifyDocument("signed", false));
        story.Refused(Second, new VerifyDocument("none", true), "unknown-slot");
    }

    [Fact]
    public void A_formal_rejection_is_proposed_and_decided_by_two_persons()
    {
        var formal = Story.Formal(P.Upward);
        formal.Refused(Head, new RejectFormal("Late", "r1"), "nothing-proposed");
        formal.Do(Second, new ProposeFormalRejection("Late", "r1")).Nothing(Second, new ProposeFormalRejection("Late", "r1"));
        formal.Refused(Head with { OnBehalfOf = Second.Id }, new RejectFormal("Late", "r1"), "same-person");
        formal.Do(Head, new RejectFormal("Late", "r1"));
        Assert.Equal(new Stage.Rejected(RejectedAt.Formal, "Late"), formal.App.Stage);
    }

    [Fact]
    public void Related_persons_are_neither_assigned_nor_allowed()
    {
        var story = Story.Passed(P.Upward);
        story.Refused(Second with { Conflicts = [Acme] }, new VerifyDocument("signed", false), "conflict-of-interest");
        story.Refused(Second with { Sections = ["other"] }, new VerifyDocument("signed", false), "not-found");
        story.Book = story.Book with { Related = FrozenSet.Create(Xu, Second.Id) };
        story.Refused(Head, new AssignExperts([Xu, Yin]), "conflict-of-interest");
        story.Refused(Head, new Assign(Second.Id), "conflict-of-interest");
        story.Do(Head, new Assign(Officer.Id)).Nothing(Head, new Assign(Officer.Id));
    }

    [Fact]
    public void Scores_stay_sealed_until_all_are_in_or_time_is_up()
    {
        var story = Story.Passed(P.Upward).Do(Head, new AssignExperts([Xu, Yin])).Do(Expert, Story.Points);
        var due = ((Stage.Selection)story.App.Stage).Due.Before;
        story.Refused(Leader, new Recommend(1, Sum), "scores-outstanding");
        Assert.Empty(ApplicationAccess.SeenBy(story.App, Leader, story.Now).Scores);
        Assert.Single(ApplicationAccess.SeenBy(story.App, Leader, due).Scores);
        Assert.Empty(ApplicationAccess.SeenBy(story.App, Expert2, due).Scores);
        story.Nothing(Expert, Story.Points);
        story.Refused(Expert, new RecordScore(new Dictionary<string, int> { ["idea"] = 1, ["team"] = 1 }), "already-scored");
        story.Refused(Expert2, new RecordScore(new Dictionary<string, int> { ["idea"] = 61, ["team"] = 1 }), "scores-out-of-range");
        story.Refused(Expert2, new RecordScore(new Dictionary<string, int> { ["idea"] = 1 }), "scores-out-of-range");
        story.At(due).Refused(Expert2, Story.Points, "scoring-closed");
        story.Do(Leader, new Recommend(1, Sum));
        Story.Passed(P.Local).Refused(Head, new AssignExperts([Xu]), "not-allowed-now");
    }

    [Fact]
    public void The_reserve_list_keeps_the_case_in_selection()
    {
        var story = Story.Scored(P.Upward).Do(Leader, new NotRecommend("Next", Sum, Reserve: true));
        story.Nothing(Leader, new NotRecommend("Next", Sum, Reserve: true));
        story.Do(Leader, new Recommend(3, Sum)).Nothing(Leader, new Recommend(3, Sum));
        Assert.Equal("External", story.App.StateName);
    }

    private static Story NewWith(Func<OrgFacts, OrgFacts> change)
    {
        var story = new Story(P.Upward);
        story.Book = story.Book with { Org = change(story.Book.Org!) };
        return story;
    }

    private static string[] Claims(Decision decision) => decision is Decision.Accepted a ? [.. a.Claims.Select(c => $"{c.Kind}:{c.Key}:{c.Limit}")] : [];
}
