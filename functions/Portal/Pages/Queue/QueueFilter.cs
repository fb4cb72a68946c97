using Microsoft.AspNetCore.Http;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Portal.Pages.Queue;

/// <summary>What of a list is shown; it stands in the address, so that it can be kept and passed on.</summary>
/// <param name="Programme">Id of a programme, of any version; empty = all, as in the others.</param>
/// <param name="State">Name of a stage.</param>
/// <param name="Due">Of <see cref="Dues"/>.</param>
/// <param name="Text">In the title or the number.</param>
public sealed record QueueFilter(string Programme, string State, string Due, string Text)
{
    private const int MaxText = 100;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public static QueueFilter None { get; } = new("", "", "", "");

    public static IReadOnlyList<string> Dues { get; } = ["late", "week", "none"];

    /// <summary>Stages that cases in a queue can be in.</summary>
    public static IReadOnlyList<string> States { get; } = ["Draft", "GuidanceReview", "Returned", "ReadyToSubmit", "FormalReview", "Selection", "External", "Publicity", "Contracting", "Active", "Suspended", "Acceptance", "Settlement"];

    public int Count => new[] { Programme, State, Due, Text }.Count(p => p.Length > 0);

    /// <returns>Null when the address asks for something there is not.</returns>
    public static QueueFilter? Of(IQueryCollection query)
    {
        var filter = new QueueFilter(query["programme"].ToString(), query["state"].ToString(), query["due"].ToString(), query["q"].ToString().Trim());
        return filter.Programme.Length <= MaxText && (filter.State.Length == 0 || States.Contains(filter.State)) && filter.Text.Length <= MaxText && (filter.Due.Length == 0 || Dues.Contains(filter.Due)) ? filter : null;
    }

    public bool Takes(CaseLine line, DateTimeOffset now) =>
        (Programme.Length == 0 || line.Programme == Programme || line.Programme.StartsWith(Programme + "@", StringComparison.Ordinal))
        && (State.Length == 0 || line.State == State)
        && (Text.Length == 0 || line.Title.Contains(Text, StringComparison.OrdinalIgnoreCase) || (line.Number ?? "").Contains(Text, StringComparison.OrdinalIgnoreCase))
        && TakesDue(line.Ball == "none" ? null : line.DueAt, now);

    /// <summary>Of the page that shows a list so.</summary>
    public string Address(string list, string page = "/queue") => page + QueryString.Create(Pairs(list));

    public IEnumerable<KeyValuePair<string, string?>> Pairs(string list) =>
        new[] { KeyValuePair.Create("list", (string?)list), new("programme", Programme), new("state", State), new("due", Due), new("q", Text) }.Where(p => !string.IsNullOrEmpty(p.Value));

    private bool TakesDue(DateTimeOffset? due, DateTimeOffset now) => Due switch
    {
        "late" => due < now,
        "week" => due >= now && due < now + Week,
        "none" => due is null,
        _ => true,
    };
}

internal static class QueueRefusals
{
    public static Refusal Filter { get; } = new(RefusalKind.Invalid, "filter-unknown", "筛选条件不正确，请从待办页面重新筛选", "The filter is not one of the queue's; filter again on the page of the queue.");

    public static Refusal View(int most) => new(RefusalKind.Invalid, "view-name", "请填写视图名称", "Name the view.")
    {
        Problems = [new("name", "view-name", $"名称为1至40字，最多保存{most}个视图", $"A name has 1 to 40 characters; at most {most} views are kept.")],
    };
}
