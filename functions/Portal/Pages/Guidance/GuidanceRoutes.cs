using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Guidance;

/// <param name="Text">A comment typed with the return; may be empty when others are open.</param>
/// <param name="DueOn">As typed; empty = the programme's default.</param>
public sealed record ReturnModel(CaseContext Case, string Text = "", string DueOn = "", Refusal? Why = null);

public sealed record PassModel(CaseContext Case, Refusal? Why = null);

/// <summary>Guidance on a draft: comments, the return, and the pass.</summary>
internal static class GuidanceRoutes
{
    /// <summary>What an officer confirms before a draft passes guidance; the words are recorded.</summary>
    public static IReadOnlyList<(string Zh, string En)> Checklist { get; } =
    [
        ("表单内容完整、前后一致", "the form is complete and consistent"),
        ("符合申报指南的支持方向和条件", "it fits the call's topics and conditions"),
        ("预算编制合理", "the budget is reasonable"),
        ("附件材料齐全", "the papers are complete"),
    ];

    public static void MapGuidance(this IEndpointRouteBuilder cases)
    {
        cases.MapPost("/{id}/comments", CommentAsync);
        cases.MapPost("/{id}/comments/resolve", ResolveAsync);
        cases.MapGet("/{id}/return", async (string id, HttpContext http, CaseDesk desk, CancellationToken ct) =>
            await desk.FindAsync(http, id, ct) is { } found ? Show.Page<ReturnPage>(new ReturnModel(found)) : Refusal.NotFound.ToProblem());
        cases.MapPost("/{id}/return", ReturnAsync);
        cases.MapGet("/{id}/pass-guidance", async (string id, HttpContext http, CaseDesk desk, CancellationToken ct) =>
            await desk.FindAsync(http, id, ct) is { } found ? Show.Page<PassPage>(new PassModel(found)) : Refusal.NotFound.ToProblem());
        cases.MapPost("/{id}/pass-guidance", PassAsync);
        cases.MapGet("/{id}/rounds", RoundPages.SeeAsync);
    }

    /// <summary>A new comment, or an answer to one.</summary>
    private static async Task<IResult> CommentAsync(string id, HttpContext http, CaseDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        return await GiveAsync(id, http, desk, form, new ApplicationCommand.Comment(form["text"].ToString().Trim(), OrNull(form["thread"]), OrNull(form["anchor"]), form["blocking"] == "true"), ct);
    }

    private static async Task<IResult> ResolveAsync(string id, HttpContext http, CaseDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        return await GiveAsync(id, http, desk, form, new ApplicationCommand.ResolveComment(form["thread"].ToString()), ct);
    }

    private static async Task<IResult> GiveAsync(string id, HttpContext http, CaseDesk desk, IFormCollection form, ApplicationCommand command, CancellationToken ct)
    {
        if (await desk.FindAsync(http, id, ct) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        var why = await desk.GiveAsync(http, found, command, form["operation"], ct);
        return why is null ? Show.Next(PageRequests.LocalOr(form["back"], found.Address)) : why.ToProblem();
    }

    private static async Task<IResult> ReturnAsync(string id, HttpContext http, CaseDesk desk, CancellationToken ct)
    {
        if (await desk.FindAsync(http, id, ct) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        var form = await http.Request.ReadFormAsync(ct);
        var (text, typed) = (form["text"].ToString().Trim(), form["dueOn"].ToString());
        DateOnly? dueOn = DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        var why = typed.Length > 0 && dueOn is null ? GuidanceRefusals.NoDate
            : await desk.GiveAsync(http, found, new ApplicationCommand.ReturnForRevision(text.Length == 0 ? [] : [new(text)], dueOn), form["operation"], ct);
        return why is null ? Show.Next(found.Address) : Show.Again<ReturnPage>(new ReturnModel(found, text, typed, why), why);
    }

    private static async Task<IResult> PassAsync(string id, HttpContext http, CaseDesk desk, CancellationToken ct)
    {
        if (await desk.FindAsync(http, id, ct) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        var form = await http.Request.ReadFormAsync(ct);
        var ticked = form["item"].Where(i => Checklist.Any(c => c.Zh == i)).Select(i => i!).ToList();
        var why = ticked.Count < Checklist.Count ? GuidanceRefusals.NotAllTicked : await desk.GiveAsync(http, found, new ApplicationCommand.PassGuidance(ticked), form["operation"], ct);
        return why is null ? Show.Next(found.Address) : Show.Again<PassPage>(new PassModel(found, why), why);
    }

    private static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

internal static class GuidanceRefusals
{
    public static Refusal NoDate { get; } = new(RefusalKind.Invalid, "not-a-date", "不是有效日期，应如2023-03-15", "Not a date that exists; write it as 2023-03-15.") { Problems = [new("dueOn", "not-a-date", "不是有效日期", "Not a date that exists.")] };

    public static Refusal NotAllTicked { get; } = new(RefusalKind.Unacceptable, "checklist-incomplete", "请逐项确认后再通过；如有问题请退回修改", "Confirm every item, or return the draft.");
}
