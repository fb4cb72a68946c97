using System.Text;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Registers;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Core.Registers.RecordCommand;

namespace ProjectFlow.Core.Tests.Registers;

/// <summary>The shipped registers, people who work with them, and contents that are right.</summary>
internal static class RecordWorld
{
    public static readonly string Folder = Path.Combine(Shipped.Root, "functions", "Registers");

    public static readonly IReadOnlyList<Register> All = [.. Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal).Select(f => RegisterFile.Parse(Path.GetFileName(f), File.ReadAllBytes(f)).Value!)];

    public static readonly Register Needs = Named("needs");
    public static readonly Register Bids = Named("bids");
    public static readonly Register Institutions = Named("rd-institutions");
    public static readonly Register Figures = Named("monthly-figures");

    public static readonly OrgId Other = new("91320381MA1MADEM0X");
    public static readonly Actor Editor = World.Editor;
    public static readonly Actor Colleague = World.Editor with { Id = new("colleague") };
    public static readonly Actor Rival = World.Editor with { Id = new("rival"), Org = Other };
    public static readonly Actor Officer = World.Officer with { Sections = ["projects", "hightech"] };
    public static readonly Actor Head = World.Head with { Sections = ["projects", "hightech"] };
    public static readonly Actor Stranger = World.Officer with { Id = new("stranger"), Sections = ["plan"] };

    public static readonly DateTimeOffset Monday = World.Monday;
    public static readonly DateOnly Today = new(2023, 3, 6);

    public static Register Named(string id) => All.Single(r => r.Ref.Id == id);

    public static FormContent Json(string text) => FormContent.Parse(Encoding.UTF8.GetBytes(text));

    public static FormContent Need(string title = "轻质合金", string org = "91320381DEMA00013G") =>
        Json($$$"""{"need":{"number":"XQ-1","uscc":"{{{org}}}","title":"{{{title}}}","surveyedOn":"2023-02-01","problem":"减重"}}""");

    public static FormContent Bid(string price = "100", string org = "91320381DEMA00013G") =>
        Json($$$"""{"bid":{"need":"XQ-1","uscc":"{{{org}}}","title":"粉末冶金方案","price":{{{price}}},"leader":"甲","proposal":"保密方案"}}""");

    public static FormContent Institution(string name = "研发中心", string filed = "2022-05-01") =>
        Json($$$"""{"institution":{"uscc":"91320381DEMA00013G","name":"{{{name}}}","level":"provincial","filedOn":"{{{filed}}}"},"five":{"site":true,"staff":true,"equipment":true,"funds":true,"projects":false}}""");

    public static FormContent Figure(string month = "2023-02", string rd = "12.34") =>
        Json($$$"""{"figures":{"uscc":"91320381DEMA00013G","month":"{{{month}}}","kind":"industrial","aboveScale":true,"revenue":1000,"rd":{{{rd}}}}}""");

    /// <summary>A need on the board, with its closing day.</summary>
    public static RecordStory Published(string closes = "2023-03-20") => new RecordStory(Needs).Put(Officer, Need())
        .Move(Officer, "review", """{"review":{"score":80,"opinion":"可行"}}""")
        .Move(Head, "publish", $$$"""{"publication":{"prize":50,"closesOn":"{{{closes}}}"}}""");
}

/// <summary>One record and what becomes of it.</summary>
internal sealed class RecordStory(Register register)
{
    public RegisterRecord? Record { get; private set; }

    public List<RecordEvent> History { get; } = [];

    public DateTimeOffset Now { get; private set; } = RecordWorld.Monday;

    /// <summary>The record that seals this one.</summary>
    public RegisterRecord? SealedBy { get; set; }

    public RecordStory At(DateTimeOffset now)
    {
        Now = now;
        return this;
    }

    public RecordStory Put(Actor who, FormContent content) => Do(who, new PutRecord(register.Ref, content));

    public RecordStory Move(Actor who, string move, string? content = null, string? reason = null) =>
        Do(who, new MoveRecord(move, ChinaTime.DateOf(Now), reason, content is null ? null : RecordWorld.Json(content)));

    public RecordStory Do(Actor who, RecordCommand command)
    {
        var accepted = Try(who, command) as Decision.Accepted ?? throw new Xunit.Sdk.XunitException("refused: " + CodeOf(who, command));
        foreach (var e in accepted.Events.Cast<RecordEvent>())
        {
            History.Add(e);
            Record = RecordDecider.Evolve(Record, e);
        }

        return this;
    }

    public Decision Try(Actor who, RecordCommand command) => RecordDecider.Decide(Book(command), Record, command with { By = who, At = Now });

    public Refusal? Why(Actor who, RecordCommand command) => (Try(who, command) as Decision.Refused)?.Why;

    public string? CodeOf(Actor who, RecordCommand command) => Why(who, command)?.Code;

    public string? CodeOfPut(Actor who, FormContent content) => CodeOf(who, new PutRecord(register.Ref, content));

    public int Adds(Actor who, RecordCommand command) => ((Decision.Accepted)Try(who, command)).Events.Count;

    public Book Book(RecordCommand? command = null) => new(register, World.Calendar)
    {
        SealedBy = SealedBy,
        NewCase = Record is not null ? null : command switch
        {
            PutRecord c => RecordKeys.CaseOf(register, c.Content) ?? CaseId.Record(register.Ref.Id, "?"),
            LinkRecord c => CaseId.Record(c.To, c.Key),
            _ => CaseId.Record(register.Ref.Id, "?"),
        },
    };
}
