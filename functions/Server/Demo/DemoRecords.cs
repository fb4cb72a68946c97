using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Credentials;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Server.Demo;

/// <summary>What people enter into registers by hand: events, bids and what becomes of needs, the end of a certificate.</summary>
internal sealed class DemoRecords(RegisterShelf registers, WorkCalendar calendar, DemoPapers papers)
{
    public const int Universities = 24;
    public const int Platforms = 19;
    private const int Visited = 19;

    /// <summary>Of thirteen enterprises; together 56.3 million yuan.</summary>
    private static readonly int[] Prizes = [300, 520, 410, 380, 600, 450, 280, 500, 460, 330, 550, 400, 450];

    private readonly List<DemoStep> _steps = [];

    public static string University(int n) => n switch
    {
        <= DemoPeople.Universities => DemoPeople.NameOfInstitution("university", n),
        <= DemoPeople.Universities + 4 => DemoPeople.NameOfInstitution("institute", n - DemoPeople.Universities),
        _ => DemoPeople.NameOfInstitution("university", n) is var name && n % 3 == 0 ? name.Replace("大学", "理工大学", StringComparison.Ordinal) : name,
    };

    public static string Platform(int n) => DemoPeople.NameOfInstitution("platform", n).Replace("科技创新平台", n % 4 == 0 ? "孵化器" : n % 4 == 3 ? "产业技术研究院" : "众创空间", StringComparison.Ordinal);

    public static string Need(int n) => $"XQ2023-{n:D3}";

    public IReadOnlyList<DemoStep> Write()
    {
        Events();
        foreach (var n in Enumerable.Range(1, Prizes.Length))
        {
            Published(n);
        }

        Answered();
        Revoked();
        return _steps;
    }

    private void Events()
    {
        Held("lecture", "科技讲堂", 15, _ => []);
        Held("touring", "科技巡回讲堂", 22, _ => []);
        Held("training", "科技服务专员培训", 14, _ => []);
        Held("matchmaking", "产学研对接会", 29, n => [(n % Visited) + 1, ((n + 8) % Visited) + 1]);
        Held("visit", "走访高校", Visited, n => [n]);
    }

    private void Held(string type, string title, int count, Func<int, int[]> universities)
    {
        foreach (var n in Enumerable.Range(1, count))
        {
            var on = calendar.RollForward(new DateOnly(2023, 1, 12).AddDays((n * 330 / count) - 1));
            var content = Json(new JsonObject
            {
                ["event"] = new JsonObject { ["number"] = $"HD2023-{type}-{n:D2}", ["title"] = $"{title}（第{n}期）", ["type"] = type, ["on"] = Iso(on), ["place"] = DemoPeople.Towns[n % DemoPeople.Towns.Count], ["attendees"] = 20 + (n * 7 % 60) },
                ["parties"] = new JsonObject { ["universities"] = new JsonArray([.. universities(n).Select(u => new JsonObject { ["university"] = University(u) })]) },
            });
            Put(DemoPeople.Officers[n % 4], on, $"event-{type}-{n}", "events", content);
        }
    }

    private void Published(int n)
    {
        var need = CaseId.Record("needs", Need(n));
        Move(DemoPeople.Officers[1], new(2023, 3, 20), n, need, "review", Json(new JsonObject { ["review"] = new JsonObject { ["score"] = 80 + n, ["opinion"] = "需求明确，有投入保障，建议发榜。" } }));
        Move(DemoPeople.Heads[0], new(2023, 4, 10), n, need, "publish", Json(new JsonObject { ["publication"] = new JsonObject { ["prize"] = Prizes[n - 1], ["closesOn"] = "2023-06-30" } }));
    }

    /// <summary>Two universities answer the first need, one each the next two; bids stay sealed until the last day.</summary>
    private void Answered()
    {
        foreach (var (n, university) in new[] { (1, 1), (1, 2), (2, 3), (3, 4) })
        {
            var org = DemoPeople.Institution("university", university).Value;
            var bid = Json(new JsonObject { ["bid"] = new JsonObject { ["need"] = Need(n), ["uscc"] = org, ["title"] = "联合攻关方案", ["price"] = Prizes[n - 1] - 10, ["leader"] = DemoPeople.NameOf(300 + university), ["proposal"] = "分三步完成小试、中试和产线验证。", ["months"] = 18 } });
            var id = Put(DemoPeople.UniversityEditor(university), new(2023, 5, 15), $"bid-{n}-{university}", "bids", bid);
            var won = (n, university) != (1, 2);
            var outcome = new JsonObject { ["score"] = won ? 91 : 74 };
            if (won)
            {
                outcome["opinion"] = "技术路线可行，团队有基础。";
            }

            Move(DemoPeople.Heads[0], new(2023, 7, 5), n, id, won ? "select" : "reject", Json(new JsonObject { ["outcome"] = outcome }), won ? null : "评分低于中选方案");
            if (won)
            {
                var need = CaseId.Record("needs", Need(n));
                Move(DemoPeople.Heads[0], new(2023, 7, 10), n, need, "match", Json(new JsonObject { ["match"] = new JsonObject { ["partner"] = org } }));
                Move(DemoPeople.Officers[1], new(2023, 7, 24), n, need, "contract", null);
            }
        }
    }

    /// <summary>One of the certificates of the lists of earlier years.</summary>
    private void Revoked()
    {
        var certificate = ListedCredential.CaseOf(CaseId.Record("certificates", "hnte/GR202232002220"));
        Add(DemoPeople.Leader, new(2023, 8, 21), "certificate-revoked", certificate, new CredentialCommand.Revoke("发生重大质量事故", "国科火字〔2023〕示例号", papers.Paper("Decision to revoke", "GR202232002220")));
    }

    private CaseId Put(PersonId by, DateOnly on, string step, string register, FormContent content)
    {
        var newest = registers.Newest(register)!;
        var id = RecordKeys.CaseOf(newest, content)!;
        Add(by, on, step, id, new RecordCommand.PutRecord(newest.Ref, content));
        return id;
    }

    private void Move(PersonId by, DateOnly on, int n, CaseId record, string move, FormContent? content, string? reason = null) =>
        Add(by, on, $"{record.Value[..8]}-{n}-{move}", record, new RecordCommand.MoveRecord(move, on, reason, content));

    private void Add(PersonId by, DateOnly on, string step, CaseId id, CaseCommand command) =>
        _steps.Add(new(ChinaTime.StartOf(on).AddHours(15).AddMinutes(_steps.Count % 60), by, id, OperationId.Parse($"demo:{id}:{step}"), command));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static FormContent Json(JsonObject content) => FormContent.From(JsonSerializer.SerializeToElement(content));
}
