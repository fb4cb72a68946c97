using System.Globalization;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Applications;

/// <summary>Every refusal an application knows besides the common ones. Codes are stable for ever.</summary>
internal static class ApplicationRefusals
{
    public static Refusal RoundNotOpen(DateTimeOffset at) => NotNow("round-not-open", $"本批次将于{Minute(at)}开放", $"This round opens at {Minute(at)}.");

    public static Refusal RoundClosed(DateTimeOffset at) => NotNow("round-closed", $"本批次已于{Minute(at)}截止，如需延期请联系科室负责人", $"This round closed at {Minute(at)}; ask the head of section for an extension.");

    public static Refusal GuidanceClosed(DateTimeOffset at) => NotNow("guidance-closed", $"辅导已于{Minute(at)}截止", $"Guidance closed at {Minute(at)}.");

    public static Refusal OrgNotVerified { get; } = Unacceptable("org-not-verified", "单位信息尚未核验，请先完成单位认证", "The organisation is not verified yet; have it verified first.");

    public static Refusal OrgBanned { get; } = Unacceptable("org-banned", "单位在限制申报名单内，不能申报", "The organisation is on the ban list and may not apply.");

    public static Refusal OrgTypeNotAllowed { get; } = Unacceptable("org-type-not-allowed", "该类单位不能牵头申报本计划", "An organisation of this type may not lead in this programme.");

    public static Refusal NotInArea { get; } = Unacceptable("not-in-area", "申报单位和合作单位均不在本辖区", "Neither the applicant nor a partner is registered in the bureau's area.");

    public static Refusal PartnersOutOfRange { get; } = Unacceptable("partners-out-of-range", "合作单位的数量、类型或所在地不符合要求", "The number, type or place of the partners does not fit the programme.");

    public static Refusal OrgLimitReached { get; } = NotNow("org-limit-reached", "本单位在本批次的在办申报已达上限", "The organisation already has as many live applications as this round allows.");

    public static Refusal LeaderLimitReached { get; } = NotNow("leader-limit-reached", "该项目负责人在本批次的申报已达上限", "The project leader already has as many applications as this round allows.");

    public static Refusal QuotaReached { get; } = NotNow("quota-reached", "推荐名额已用完", "The quota of recommendations is used up.");

    public static Refusal FormInvalid(IReadOnlyList<Problem> problems) => Unacceptable("form-invalid", "表单中有格式错误的内容，请按提示修改", "Some values in the form are not valid; correct them as shown.") with { Problems = problems };

    public static Refusal FormIncomplete(IReadOnlyList<Problem> problems) => Unacceptable("form-incomplete", "表单尚未填写完整，请补齐所列各项", "The form is not complete; fill in the fields listed.") with { Problems = problems };

    public static Refusal DocumentsMissing(IReadOnlyList<Problem> problems) => Unacceptable("documents-missing", "缺少必需的材料", "Required documents are missing.") with { Problems = problems };

    public static Refusal RulesNotMet(IReadOnlyList<Problem> problems) => Unacceptable("rules-not-met", "不符合申报条件，请查看所列规则", "The conditions of the programme are not met; see the rules listed.") with { Problems = problems };

    public static Refusal DeclarationMissing { get; } = Unacceptable("declaration-missing", "请先签署声明和科研诚信承诺", "Sign the declaration and the integrity pledge first.");

    public static Refusal UnknownSlot { get; } = Unacceptable("unknown-slot", "本计划没有此项材料，或该材料由主管部门填写", "The programme has no such document, or the bureau supplies it.");

    public static Refusal DocumentKind { get; } = Unacceptable("document-kind", "文件类型不符合要求", "Files of this type are not accepted here.");

    public static Refusal DocumentTooLarge(int maxMb) => Unacceptable("document-too-large", $"文件不得超过{maxMb} MB", $"The file must not exceed {maxMb} MB.");

    public static Refusal TooManyDocuments { get; } = Unacceptable("too-many-documents", "附件数量已达上限", "The case holds as many files as it may.");

    public static Refusal UnknownThread { get; } = Unacceptable("unknown-thread", "没有这条意见", "There is no such comment.");

    public static Refusal CommentNeeded { get; } = Unacceptable("comment-needed", "退回时至少要有一条未解决的意见", "A return needs at least one open comment.");

    public static Refusal CommentsUnanswered(IReadOnlyList<Problem> problems) => Unacceptable("comments-unanswered", "请先逐条答复必须修改的意见", "Answer every blocking comment first.") with { Problems = problems };

    public static Refusal TooManyRounds { get; } = NotNow("too-many-rounds", "退回次数已达上限", "It has been returned as often as the programme allows.");

    public static Refusal RevisionOverdue { get; } = NotNow("revision-overdue", "修改期限已过，如需延期请联系科室负责人", "The revision is overdue; ask the head of section for an extension.");

    public static Refusal DueOutOfRange { get; } = Unacceptable("due-out-of-range", "新的期限须晚于现在和原期限，且在本批次之内", "The date must lie after now and after the present deadline, and inside the round.");

    public static Refusal FourEyes { get; } = new(RefusalKind.Forbidden, "four-eyes", "形式审查人不能与辅导审查人相同", "The formal reviewer must not be the guidance reviewer.");

    public static Refusal SamePerson { get; } = new(RefusalKind.Forbidden, "same-person", "提出人与确认人不能相同", "Someone else must confirm this.");

    public static Refusal DocumentsUnverified(IReadOnlyList<Problem> problems) => Unacceptable("documents-unverified", "尚有必需材料未核验", "Required documents are not verified yet.") with { Problems = problems };

    public static Refusal EligibilityUnconfirmed { get; } = Unacceptable("eligibility-unconfirmed", "请先确认申报资格", "Confirm eligibility first.");

    public static Refusal VerificationFormMissing { get; } = Unacceptable("verification-form-missing", "请先上传附件审核表", "Attach the verification form first.");

    public static Refusal NothingProposed { get; } = NotNow("nothing-proposed", "没有待确认的事项", "Nothing is waiting to be confirmed.");

    public static Refusal ScoresOutstanding { get; } = NotNow("scores-outstanding", "专家评分尚未完成，评分截止前不能推荐", "Scores are outstanding; wait for them or for the scoring deadline.");

    public static Refusal ScoringClosed { get; } = NotNow("scoring-closed", "评分已截止", "Scoring is closed.");

    public static Refusal AlreadyScored { get; } = NotNow("already-scored", "您已评分，评分不能修改", "You have scored already; a score cannot be changed.");

    public static Refusal ScoresOutOfRange { get; } = Unacceptable("scores-out-of-range", "请按评分表逐项评分且不超过上限", "Score every criterion of the sheet, within its maximum.");

    public static Refusal DateInFuture { get; } = Unacceptable("date-in-future", "日期不能晚于今天", "The date must not lie in the future.");

    public static Refusal NotForwarded { get; } = NotNow("not-forwarded", "尚未上报", "It has not been forwarded yet.");

    public static Refusal StageBackwards { get; } = NotNow("stage-backwards", "不能退回到更早的办理阶段", "The authority's stages do not run backwards.");

    public static Refusal PublicityDates { get; } = Unacceptable("publicity-dates", "上级公示须填写起止日期，其他阶段不填", "The authority's publicity, and only that, needs its first and last day.");

    public static Refusal PublicityRunning { get; } = NotNow("publicity-running", "公示尚未开始或尚未结束", "The publicity has not begun, or has not ended.");

    public static Refusal PublicityEnded { get; } = NotNow("publicity-ended", "公示已结束", "The publicity has ended.");

    public static Refusal ObjectionOpen { get; } = NotNow("objection-open", "尚有异议未处理", "An objection is still open.");

    public static Refusal ObjectionUpheld { get; } = NotNow("objection-upheld", "异议成立，不能继续推荐或批准", "An objection was upheld; it can neither go up nor be approved.");

    public static Refusal UnknownObjection { get; } = Unacceptable("unknown-objection", "没有这条异议", "There is no such objection.");

    public static Refusal AwardNegative { get; } = Unacceptable("award-negative", "资助金额不能为负", "The award must not be negative.");

    public static Refusal DecisionData { get; } = Unacceptable("decision-data", "批准须填写金额和起止日期，不通过须填写理由且不填金额", "An approval needs award and term; a rejection needs a reason and no award.");

    public static Refusal NotDue { get; } = NotNow("not-due", "期限尚未届满", "The deadline has not passed yet.");

    public static Refusal UnknownFact { get; } = Unacceptable("unknown-fact", "没有这项可更正的事实，或新值格式不正确", "There is no such fact to correct, or the new value is malformed.");

    /// <summary>The request itself is malformed; its code is that of the first problem.</summary>
    public static Refusal Malformed(IReadOnlyList<Problem> problems) =>
        new(RefusalKind.Invalid, problems[0].Code, problems[0].Zh, problems[0].En) { Problems = problems };

    private static Refusal NotNow(string code, string zh, string en) => new(RefusalKind.NotNow, code, zh, en);

    private static Refusal Unacceptable(string code, string zh, string en) => new(RefusalKind.Unacceptable, code, zh, en);

    private static string Minute(DateTimeOffset at) => at.ToOffset(ChinaTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
