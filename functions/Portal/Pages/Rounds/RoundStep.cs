using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Projections;
using ProjectFlow.Portal.Pages.Commands;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Rounds;

/// <summary>What is done to many cases of a round with one check and one click.</summary>
/// <param name="Name">The end of its address.</param>
/// <param name="Command">The one that stands for it where the rulebook is asked who may do it at all.</param>
/// <param name="Shared">Typed in once, when it is carried out.</param>
/// <param name="OfCase">Typed in for each case; their names end in the case's id.</param>
public sealed record RoundStep(string Name, string Command, IReadOnlyList<CommandInput> Shared, IReadOnlyList<CommandInput> OfCase, Func<CommandValues, CaseId, ApplicationCommand> Make)
{
    public const string Recommend = "recommend";
    public const string Reserve = "reserve";
    public const string Reject = "reject";

    private static readonly string NoFile = new('0', 64);

    public static RoundStep Select { get; } = new(
        "selection", "recommend", [new("minutes", InputKind.File)],
        [new("rank", InputKind.Number, false), new("choice", InputKind.Choice) { Options = [(Recommend, "推荐", "recommend"), (Reserve, "备选", "reserve"), (Reject, "不推荐", "do not recommend")] }, new("reason", InputKind.Text, false)],
        Chosen);

    public static RoundStep Forward { get; } = new(
        "forwarding", "record-forwarding", [new("authority", InputKind.Line), new("channel", InputKind.Line), new("on", InputKind.Day), new("receipt", InputKind.File)],
        [new("receiptNo", InputKind.Line)],
        (v, id) => new ApplicationCommand.RecordForwarding(v.Text("authority"), v.Text("channel"), v.Text(Of("receiptNo", id)), v.Day("on")!.Value, v.Text("receipt")));

    public static RoundStep Stage { get; } = new(
        "stages", "record-external-stage", [CommandForms.Stages, new("on", InputKind.Day), new("document", InputKind.File), new("from", InputKind.Day, false), CommandForms.LastDay], [],
        (v, _) => new ApplicationCommand.RecordExternalStage(Enum.Parse<ExternalStage>(v.Text("stage")), v.Day("on")!.Value, v.Text("document"), v.Day("from"), v.Day("to")));

    public CommandInput File => Shared.Single(i => i.Kind == InputKind.File);

    public static RoundStep? Find(string name) => new[] { Select, Forward, Stage }.FirstOrDefault(s => s.Name == name);

    public static string Of(string input, CaseId id) => $"{input}[{id}]";

    /// <summary>The cases it can be done to, as far as the list knows.</summary>
    public IReadOnlyList<CaseLine> Lines(RoundView round, DateTimeOffset now) => Name switch
    {
        "selection" => Ranking.Open(round, now),
        "forwarding" => round.ToForward,
        _ => round.Forwarded,
    };

    /// <summary>What is missing or wrong, of what is typed for the cases.</summary>
    public IReadOnlyList<Problem> Problems(CommandValues values, IEnumerable<CaseId> cases) =>
        [.. cases.SelectMany(id => values.Problems(OfCase.Select(i => i with { Name = Of(i.Name, id) })).Concat(this == Select ? Unranked(values, id) : []))];

    /// <summary>Stands for what is typed only when it is carried out, so that the rest can be judged.</summary>
    public CommandValues Example(CommandValues values, IEnumerable<CaseId> cases, DateTimeOffset now)
    {
        var shared = Shared.Aggregate(values, (v, i) => v.With(i.Name, i switch
        {
            { Required: false } => "",
            { Kind: InputKind.File } => NoFile,
            { Kind: InputKind.Day } => Times.Day(ChinaTime.DateOf(now)),
            { Kind: InputKind.Choice } => i.Options[^1].Value,
            _ => "-",
        }));
        return this == Forward ? cases.Aggregate(shared, (v, id) => v.With(Of("receiptNo", id), "-")) : shared;
    }

    private static IEnumerable<Problem> Unranked(CommandValues values, CaseId id) => (values.Text(Of("choice", id)), values.Number(Of("rank", id)), values.Text(Of("reason", id))) switch
    {
        (Recommend, not > 0, _) => [new(Of("rank", id), "required", "推荐的项目须填写排序（从1起）", "A recommended case needs a rank, from 1.")],
        (Reserve or Reject, _, "") => [new(Of("reason", id), "required", "备选或不推荐的项目须填写理由", "A case on the reserve list or not recommended needs a reason.")],
        _ => [],
    };

    private static ApplicationCommand Chosen(CommandValues v, CaseId id) => v.Text(Of("choice", id)) == Recommend
        ? new ApplicationCommand.Recommend(v.Number(Of("rank", id)) ?? 0, v.Text("minutes"))
        : new ApplicationCommand.NotRecommend(v.Text(Of("reason", id)), v.Text("minutes"), v.Text(Of("choice", id)) == Reserve);
}
