namespace ProjectFlow.Core.Mails;

/// <summary>Wordings for values that are codes in the rulebook: stages, results, kinds, reminder series.</summary>
internal static class MailWords
{
    private static readonly Dictionary<string, (string Zh, string En)> Words = new(StringComparer.Ordinal)
    {
        ["ToForward"] = ("待上报", "to be forwarded"),
        ["Forwarded"] = ("已上报", "forwarded"),
        ["Accepted"] = ("已受理", "accepted for processing"),
        ["ExpertReview"] = ("专家评审", "expert review"),
        ["Defence"] = ("答辩", "defence"),
        ["Publicity"] = ("上级公示", "public notice by the authority"),
        ["Decided"] = ("已决定", "decided"),
        ["Passed"] = ("通过", "passed"),
        ["Rectify"] = ("限期整改", "rectify by a deadline"),
        ["Failed"] = ("未通过", "failed"),
        ["Approved"] = ("同意", "approved"),
        ["Rejected"] = ("不同意", "rejected"),
        ["Filed"] = ("已备案", "filed"),
        ["Progress"] = ("进展报告", "progress report"),
        ["Spending"] = ("经费使用报告", "spending report"),
        ["Annual"] = ("年度报告", "annual report"),
        ["Midterm"] = ("中期报告", "mid-term report"),
        ["Final"] = ("总结报告", "final report"),
        ["BudgetReallocate"] = ("预算科目调剂", "reallocation inside the budget"),
        ["BudgetTotal"] = ("预算总额调整", "change of the total budget"),
        ["Period"] = ("延期", "extension"),
        ["Leader"] = ("负责人变更", "change of leader"),
        ["Unit"] = ("承担单位变更", "change of unit"),
        ["Content"] = ("研究内容变更", "change of content"),
        ["Targets"] = ("考核指标变更", "change of targets"),
        ["amendment"] = ("变更申请", "amendment"),
        ["PassedAfterRectification"] = ("整改后通过", "passed after rectification"),
        ["Terminated"] = ("终止", "terminated"),
        ["Expired"] = ("资质已到期", "the credential has expired"),
        ["Revoked"] = ("已撤销", "revoked"),
        ["lapsed"] = ("期限已过，本件已失效", "the deadline has passed and the case has lapsed"),
    };

    /// <summary>By the first word of a reminder's kind, such as <c>submit-7d</c>.</summary>
    private static readonly Dictionary<string, (string Zh, string En)> Series = new(StringComparer.Ordinal)
    {
        ["guide"] = ("请在截止前提交辅导申请", "ask for guidance before the deadline"),
        ["submit"] = ("请在截止前由授权签署人正式提交", "the signatory should submit before the deadline"),
        ["guidance"] = ("辅导审查待完成", "the guidance review is waiting"),
        ["formal"] = ("形式审查待完成", "the formal check is waiting"),
        ["revision"] = ("请按意见修改后重新提交", "revise and resubmit"),
        ["scoring"] = ("专家评分待完成", "expert scores are waiting"),
        ["forward"] = ("请尽快上报主管部门", "forward to the authority"),
        ["result"] = ("请跟进上级办理结果", "ask the authority for the result"),
        ["publicity"] = ("公示期已满，可办理下一步", "the public notice has ended"),
        ["contract"] = ("请完成合同签订", "sign the contract"),
        ["disbursement"] = ("请办理资金拨付", "pay the instalment"),
        ["receipt"] = ("请确认到账", "confirm the receipt"),
        ["report"] = ("请提交报告", "hand in the report"),
        ["midterm"] = ("请准备中期检查", "prepare the mid-term check"),
        ["amendment"] = ("如需变更请尽早申请", "apply soon if something has to change"),
        ["acceptance"] = ("请申请验收", "apply for acceptance"),
        ["rectification"] = ("请完成整改", "finish the rectification"),
        ["clawback"] = ("请按期退回资金", "return the money in time"),
        ["annual"] = ("请提交年度报告", "file the yearly report"),
        ["expiry"] = ("资质即将到期", "the credential is about to expire"),
    };

    /// <summary>What people wrote themselves stays as it is.</summary>
    public static string Of(string key, string value, bool english)
    {
        if (key is not ("stage" or "result" or "kind" or "reason"))
        {
            return value;
        }

        var series = value.Split('-')[0];
        return Words.TryGetValue(value, out var word) || (IsCode(value) && Series.TryGetValue(series, out word)) ? (english ? word.En : word.Zh) : value;
    }

    private static bool IsCode(string value) => value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
