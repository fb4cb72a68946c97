using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Applications.ApplicationCommand;

namespace ProjectFlow.Server.Demo;

/// <summary>What happens at the authority, recorded by the bureau.</summary>
internal sealed class UpwardScript(DemoScript s, DemoPapers papers)
{
    private static readonly DateOnly Decisions = new(2023, 8, 14);

    private static readonly DateOnly Recognitions = new(2023, 11, 6);

    private bool Recognises => s.Programme.Kind != ProgrammeKind.Project;

    private string Authority => Recognises ? "江苏省高新技术企业认定管理工作协调小组办公室" : s.Programme.Level == "city" ? "徐州市科学技术局" : "江苏省科学技术厅";

    public void Write()
    {
        s.Do(s.SecondOfficer, "forward", new RecordForwarding(Authority, "省科技计划管理平台", $"SL2023-{s.Of.No:D4}", s.Today, papers.Paper("Receipt of the authority", s.Of.Key)));
        Stage(5, ExternalStage.Accepted);
        if (s.Of.Path == DemoPath.WithdrawnAbove)
        {
            s.Days(3).Do(s.Signatory, "request-withdrawal", new RequestWithdrawal("合作单位退出", papers.Paper("Letter of withdrawal", s.Of.Key)));
            s.Days(5).Do(s.SecondOfficer, "confirm-withdrawal", new ConfirmWithdrawal(papers.Paper("Consent of the authority", s.Of.Key)));
            return;
        }

        Stage(15, ExternalStage.ExpertReview);
        if (s.Programme.Ref.Id == "shuangchuang")
        {
            Stage(10, ExternalStage.Defence);
        }

        if (s.Of.Path != DemoPath.AtAuthority)
        {
            Decide();
        }
    }

    private void Decide()
    {
        var upheld = s.Of.Path == DemoPath.ObjectionUpheld;
        if (upheld || s.Of.Path == DemoPath.Approved)
        {
            s.Days(5).Do(s.SecondOfficer, "publicity", new RecordExternalStage(ExternalStage.Publicity, s.Today, papers.Paper("Publicity of the authority", s.Programme.Ref.ToString()), s.Today, s.Today.AddDays(7)));
        }

        if (upheld)
        {
            s.Days(1).Do(s.SecondOfficer, "object", new RecordObjection("濮承泽", "0516-88000002", "认为知识产权权属不清。"));
            s.Days(3).Do(s.Head, "resolve", new ResolveObjection("o1", ObjectionOutcome.Upheld, "上级核查认定异议成立。"));
        }

        s.Days(6).To((Recognises ? Recognitions : Decisions).AddDays(s.Of.No % 10));
        s.Do(s.SecondOfficer, "decide", Decision());
        s.Days(1).Do(s.Head, "confirm", new ConfirmDecision());
    }

    private RecordDecision Decision()
    {
        var number = $"苏科资发〔2023〕{100 + s.Of.No}号";
        var paper = papers.Paper("Decision of the authority", s.Of.Key);
        var from = new DateOnly(2023, 9, 1);
        return s.Of.Path == DemoPath.Approved && Recognises ? new(true, "国科火字〔2023〕示例号", paper, ProjectNo: $"GR202332{s.Of.No:D6}", From: s.Today)
            : s.Of.Path == DemoPath.Approved
            ? new(true, number, paper, s.Of.Award, $"BE2023{s.Of.No:D3}", from, GrantScript.EndOf(s.Of, from))
            : new(false, number, paper, Reason: s.Of.Path == DemoPath.ObjectionUpheld ? "公示异议成立" : "专家评审未通过");
    }

    private void Stage(int days, ExternalStage stage) =>
        s.Days(days).Do(s.SecondOfficer, "stage-" + stage, new RecordExternalStage(stage, s.Today, papers.Paper("Notice of the authority", $"{s.Programme.Ref} {stage}")));
}
