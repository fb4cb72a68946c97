using System.Globalization;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Grants;

/// <summary>Every refusal a grant knows besides the common ones. Codes are stable for ever.</summary>
internal static class GrantRefusals
{
    public static Refusal Malformed(IReadOnlyList<Problem> problems) => new(RefusalKind.Invalid, "command-invalid", "请求内容有误，请按提示修改", "The request is not valid; correct it as shown.") { Problems = problems };

    public static Refusal NotProject { get; } = Unacceptable("not-a-project", "该计划不产生立项项目", "This programme does not lead to a grant.");

    public static Refusal ApplicationNeeded { get; } = Unacceptable("application-needed", "只有免申即享的奖励可以不经申报直接立项", "Only a reward can be granted without an application.");

    public static Refusal BudgetNotAward(Money award) => Unacceptable("budget-not-award", $"预算中的财政资金合计须等于立项金额{award.ToYuanText()}元", $"The fiscal lines of the budget must sum to the award of {award}.");

    public static Refusal PlanNotAward(Money award) => Unacceptable("plan-not-award", $"拨款计划合计须等于立项金额{award.ToYuanText()}元", $"The instalments must sum to the award of {award}.");

    public static Refusal PlanBelowPaid { get; } = Unacceptable("plan-below-paid", "新计划不得低于已申请或已拨付的金额", "An instalment may not become smaller than what was already requested or paid from it.");

    public static Refusal UnknownCategory(string category) => Unacceptable("unknown-category", $"没有该预算科目：{category}", $"The programme has no budget category '{category}'.");

    public static Refusal OwnFundsTooLow { get; } = Unacceptable("own-funds-too-low", "自筹资金低于本计划要求的比例", "Own funds are below the ratio the programme asks for.");

    public static Refusal NothingRecorded { get; } = NotNow("nothing-recorded", "尚无待确认的记录", "There is nothing recorded to confirm.");

    public static Refusal NotDue { get; } = NotNow("not-due", "期限未到，暂不能进行", "The deadline has not passed yet.");

    public static Refusal UnknownInstalment { get; } = Unacceptable("unknown-instalment", "没有该期拨款", "There is no such instalment.");

    public static Refusal UnknownPayment { get; } = Unacceptable("unknown-payment", "没有该笔拨款", "There is no such payment.");

    public static Refusal TriggerNotMet { get; } = NotNow("trigger-not-met", "本期拨款的条件尚未满足", "The condition of this instalment is not met yet.");

    public static Refusal ExceedsInstalment(Money left) => Unacceptable("exceeds-instalment", $"金额超过本期剩余额度{left.ToYuanText()}元", $"Only {left} is left of this instalment.");

    public static Refusal ExceedsAward { get; } = Unacceptable("exceeds-award", "累计金额将超过立项金额", "The total would exceed the award.");

    public static Refusal ClawbackOpen { get; } = NotNow("clawback-open", "有应退未退的资金，不能拨款", "Money ordered back is still outstanding; nothing can be paid.");

    public static Refusal ReportOverdue { get; } = NotNow("report-overdue", "经费使用报告逾期未交，不能拨付下一期", "A spending report is overdue; hand it in before the next instalment.");

    public static Refusal MidtermOverdue { get; } = NotNow("midterm-overdue", "中期检查逾期，不能拨付下一期", "The mid-term check is overdue; hold it before the next instalment.");

    public static Refusal SamePerson { get; } = new(RefusalKind.Forbidden, "same-person", "须由另一人办理", "Another person has to do this.");

    public static Refusal VoucherUsed { get; } = Unacceptable("voucher-used", "该凭证号在本年度已使用", "This voucher number was already used this year.");

    public static Refusal InFuture { get; } = Unacceptable("date-in-future", "日期不能晚于今天", "The date must not lie in the future.");

    public static Refusal AmountDiffers { get; } = Unacceptable("amount-differs", "到账金额与拨付金额不一致，请联系经办人", "The amount received differs from the amount paid; contact the officer.");

    public static Refusal AlreadyAccounted { get; } = Unacceptable("already-accounted", "该款项已列支或已通知退回，不能冲销", "This money is already accounted for or ordered back and cannot be reversed.");

    public static Refusal ReportExists { get; } = NotNow("report-exists", "该期报告已提交", "A report of this kind and period was already handed in.");

    public static Refusal FiguresNotAllowed { get; } = Unacceptable("figures-not-allowed", "只有经费使用报告和总结报告填写金额", "Only a spending or a final report carries figures.");

    public static Refusal UnknownReport { get; } = Unacceptable("unknown-report", "没有待审核的该报告", "There is no such report to decide on.");

    public static Refusal SpendingExceedsPaid(Money free) => Unacceptable("spending-exceeds-paid", $"列支的财政资金超过可用余额{free.ToYuanText()}元", $"The fiscal spending exceeds the {free} at hand.");

    public static Refusal AmendmentOpen { get; } = NotNow("amendment-open", "尚有未办结的变更申请", "Another amendment is still open.");

    public static Refusal AmendmentTooLate { get; } = Unacceptable("amendment-too-late", "此类变更须在执行期结束三个月前提出", "Such a change must be asked for at least three months before the end of the term.");

    public static Refusal AmendmentInvalid { get; } = Unacceptable("amendment-invalid", "变更内容不完整或不符合要求", "The amendment is incomplete or does not fit the rules.");

    public static Refusal AlreadyExtended { get; } = Unacceptable("already-extended", "执行期只能延长一次", "The term may be extended only once.");

    public static Refusal ExtensionTooLong { get; } = Unacceptable("extension-too-long", "延期最长为十二个月", "The term may be extended by at most twelve months.");

    public static Refusal ConsentMissing { get; } = Unacceptable("consent-missing", "须上传主管部门或财政部门的同意文件", "The consent of the authority or the finance bureau must be uploaded.");

    public static Refusal MidtermThisYear { get; } = NotNow("midterm-this-year", "每年最多进行一次中期检查", "At most one mid-term check a year.");

    public static Refusal OutsideWindow(DateOnly from, DateOnly to) => NotNow("outside-window", $"验收申请期为{Day(from)}至{Day(to)}", $"Acceptance can be applied for from {Day(from)} to {Day(to)}.");

    public static Refusal ReportsMissing { get; } = NotNow("reports-missing", "尚有到期报告未提交或未审核通过", "Not every due report is accepted yet.");

    public static Refusal AuditMissing { get; } = Unacceptable("audit-missing", "须提交专项审计报告", "An audit report is required.");

    public static Refusal TargetsUnjudged { get; } = Unacceptable("targets-unjudged", "须对合同的每项指标作出结论", "Every target of the contract must be judged.");

    public static Refusal AlreadyRectified { get; } = Unacceptable("already-rectified", "只能整改一次", "Rectification may be ordered only once.");

    public static Refusal RectifyOutOfRange { get; } = Unacceptable("rectify-out-of-range", "整改期限须在今后六个月内", "The time to rectify must end within the next six months.");

    public static Refusal NotPassed { get; } = NotNow("not-passed", "只有通过验收的项目可以留用结余资金", "Only a grant that passed may keep its surplus.");

    public static Refusal ExceedsBalance(Money free) => Unacceptable("exceeds-balance", $"金额超过结余{free.ToYuanText()}元", $"Only {free} is left over.");

    public static Refusal ExceedsPaid(Money most) => Unacceptable("exceeds-paid", $"金额超过可追回的{most.ToYuanText()}元", $"At most {most} can be ordered back.");

    public static Refusal UnknownClawback { get; } = Unacceptable("unknown-clawback", "没有该项未了结的退款", "There is no such open clawback.");

    public static Refusal ExceedsOutstanding(Money left) => Unacceptable("exceeds-outstanding", $"金额超过应退余额{left.ToYuanText()}元", $"Only {left} is still to be repaid.");

    public static Refusal ClawbackUnsettled { get; } = NotNow("clawback-unsettled", "尚未全额退回；核销须附文件", "It is not fully repaid; a write-off needs its document.");

    public static Refusal BalanceNotZero(Money balance) => NotNow("balance-not-zero", $"尚有{balance.ToYuanText()}元未结清，不能结题", $"{balance} is not settled yet; the grant cannot be closed.");

    public static Refusal StillOpen { get; } = NotNow("still-open", "尚有未办结的拨款、报告、变更、检查或退款", "A payment, report, amendment, check or clawback is still open.");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Refusal NotNow(string code, string zh, string en) => new(RefusalKind.NotNow, code, zh, en);

    private static Refusal Unacceptable(string code, string zh, string en) => new(RefusalKind.Unacceptable, code, zh, en);
}
