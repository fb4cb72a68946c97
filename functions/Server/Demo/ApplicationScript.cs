using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Applications.ApplicationCommand;

namespace ProjectFlow.Server.Demo;

/// <summary>What people do with one application, by its path.</summary>
internal sealed class ApplicationScript(DemoScript s, DemoPapers papers)
{
    private readonly DemoPath _path = s.Of.Path;

    public void Write()
    {
        Draft();
        if (_path == DemoPath.Lapsed || _path == DemoPath.Drafted)
        {
            return;
        }

        if (_path == DemoPath.Extended && s.Programme.Round is { SubmitBefore: { } submit, ForwardBefore: { } forward })
        {
            s.To(ChinaTime.DateOf(submit).AddDays(submit.ToOffset(ChinaTime.Offset).Hour > 0 ? 1 : 0));
            s.Do(s.Head, "extend", new ExtendDeadline(ChinaTime.DateOf(forward).AddDays(-2), "企业因设备搬迁申请延期"));
        }

        if (s.Programme.Stages.Guidance != GuidanceMode.None && !Guided())
        {
            return;
        }

        if (Submitted())
        {
            Chosen();
        }
    }

    private void Draft()
    {
        s.Do(s.Editor, "create", new CreateDraft(s.Programme.Ref, s.Lead, s.Of.Title, Partners()));
        s.Do(s.Editor, "save", new SaveDraft(s.Of.Title, DemoForm.Fill(s.Programme.Form, s.Of)));
        foreach (var slot in s.Programme.Documents.Where(d => d is { Required: true, ByBureau: false }))
        {
            s.Do(s.Editor, "attach-" + slot.Id, new AttachDocument(papers.For(s.Of, slot.Id, slot.TitleZh, slot.Types)));
        }
    }

    /// <returns>False when it ends here.</returns>
    private bool Guided()
    {
        s.Days(1).Do(s.Editor, "guide", new RequestGuidance());
        s.Do(s.Head, "assign", new Assign(s.Officer));
        if (_path == DemoPath.InGuidance)
        {
            return false;
        }

        if (_path == DemoPath.LapsedByBureau)
        {
            s.To(ChinaTime.DateOf(s.Programme.Round.SubmitBefore ?? s.Now).AddDays(1)).Do(s.Head, "lapse", new LapseByBureau("承办人病假，未能在截止前完成辅导，已报分管领导"));
            return false;
        }

        if (s.Of.No % 3 == 0 && _path != DemoPath.Extended)
        {
            s.Days(1).Do(s.Officer, "return", new ReturnForRevision([new("请突出技术指标，并说明与现有产品的区别。", "project.title")]));
            s.Days(1).Do(s.Editor, "answer", new Comment("已补充技术指标和对比数据。", "t1"));
            s.Do(s.Editor, "resubmit", new Resubmit());
        }

        s.Days(1).Do(s.Officer, "pass", new PassGuidance(["表格完整", "附件齐全", "符合申报方向"]));
        return true;
    }

    private bool Submitted()
    {
        if (_path == DemoPath.Extended)
        {
            s.Do(s.Signatory, "submit", new Submit(true, true));
        }
        else
        {
            s.Days(1).Do(s.Signatory, "submit", new Submit(true, true));
        }

        if (_path == DemoPath.WithdrawnEarly)
        {
            s.Days(1).Do(s.Signatory, "withdraw", new Withdraw("企业调整研发方向"));
            return false;
        }

        if (_path == DemoPath.FormallyRejected)
        {
            s.Days(1).Do(s.SecondOfficer, "propose-rejection", new ProposeFormalRejection("不符合当年指南支持方向", "fit"));
            s.Days(1).Do(s.Head, "reject", new RejectFormal("不符合当年指南支持方向", "fit"));
            return false;
        }

        if (_path == DemoPath.Returned || (s.Of.No % 5 == 0 && _path != DemoPath.Extended))
        {
            s.Days(1).Do(s.SecondOfficer, "formal-return", new ReturnForRevision([new("承诺书缺少骑缝章，请补正。")]));
            if (_path == DemoPath.Returned)
            {
                return false;
            }

            s.Days(1).Do(s.Editor, "formal-answer", new Comment("已补盖骑缝章。", s.Of.No % 3 == 0 && s.Programme.Stages.Guidance != GuidanceMode.None ? "t2" : "t1"));
            s.Do(s.Signatory, "formal-resubmit", new Resubmit());
        }

        Check();
        return true;
    }

    private void Check()
    {
        s.Days(1);
        foreach (var slot in s.Programme.Documents.Where(d => d is { Required: true, ByBureau: false }))
        {
            s.Do(s.SecondOfficer, "verify-" + slot.Id, new VerifyDocument(slot.Id, OriginalSeen: true));
        }

        s.Do(s.SecondOfficer, "formal", new PassFormal(true, papers.Paper("Attachment verification form", s.Of.Key)));
    }

    private void Chosen()
    {
        var mode = s.Programme.Stages.Selection;
        var minutes = papers.Paper("Minutes of the meeting", s.Programme.Ref.ToString());
        if (mode == SelectionMode.Score)
        {
            Scored();
        }

        if (mode != SelectionMode.None)
        {
            if (_path is DemoPath.NotRecommended or DemoPath.OnReserve or DemoPath.Extended)
            {
                s.Do(DemoPeople.Leader, "not-recommend", new NotRecommend("名额已满，排序靠后", minutes, _path == DemoPath.OnReserve));
                return;
            }

            s.Do(DemoPeople.Leader, "recommend", new Recommend((s.Of.No % 20) + 1, minutes));
        }

        if (s.Programme.Stages.Publicity is { } rule)
        {
            Published(rule);
        }

        if (s.Programme.DecisionBy == DecisionBy.External)
        {
            new UpwardScript(s, papers).Write();
        }
        else
        {
            Decided();
        }
    }

    private void Scored()
    {
        s.Do(s.Head, "experts", new AssignExperts([.. DemoPeople.Experts.Take(3)]));
        s.Days(1);
        foreach (var (expert, i) in DemoPeople.Experts.Take(3).Select((e, i) => (e, i)))
        {
            s.Do(expert, $"score-{i}", new RecordScore(s.Programme.Stages.ScoreSheet.ToDictionary(c => c.Id, c => Math.Max(0, c.Max - ((s.Of.No + i) % 5))), "方案可行。"));
        }
    }

    /// <summary>The bureau's own publicity; one objection is heard and dismissed.</summary>
    private void Published(PublicityRule rule)
    {
        s.Days(1).Do(s.SecondOfficer, "publish", new StartPublicity(s.Today, papers.Paper("Publicity notice", s.Of.Key)));
        if (s.Of.Life == DemoLife.ClawedBack)
        {
            s.Days(1).Do(s.SecondOfficer, "object", new RecordObjection("仲望舒", "0516-88000001", "认为项目与已立项课题重复。"));
            s.Days(1).Do(s.Head, "resolve", new ResolveObjection("o1", ObjectionOutcome.Dismissed, "经核查，研究内容不重复。", papers.Paper("Reply to an objection", s.Of.Key)));
        }

        s.Days(rule.Days + 1);
    }

    private void Decided()
    {
        var from = s.Today.AddDays(1);
        s.Do(s.SecondOfficer, "decide", new RecordDecision(true, "新科发〔2023〕" + s.Of.No + "号", papers.Paper("Approval", s.Of.Key), s.Of.Award, null, from, GrantScript.EndOf(s.Of, from)));
        s.Do(s.Head, "confirm", new ConfirmDecision());
    }

    private IReadOnlyList<Participant>? Partners() => s.Programme.Participants.FirstOrDefault(p => p.Role == "partner") switch
    {
        null => null,
        { Required: true } when !s.EnterpriseLeads => [new(DemoPeople.Enterprise(s.Of.Enterprise), "partner", "需求企业")],
        // The makerspace community of domain.md M14: thirteen platforms, the lead among them.
        { } rule when s.Programme.Ref.Id == "platform" && s.Of.Award == Money.FromWanyuan(100) && rule.Max is null or >= 12 => [.. Enumerable.Range(1, 12).Select(n => Partner("platform", n))],
        { Required: true } or { Min: > 0 } => [Partner(s.Programme.Participants.First(p => p.Role == "partner").OrgTypes.FirstOrDefault(t => t != "enterprise") ?? "university", (s.Of.No % 4) + 1)],
        _ => null,
    };

    private static Participant Partner(string type, int n) => new(DemoPeople.Institution(type, n), "partner", "合作单位" + n);
}
