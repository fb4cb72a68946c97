using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Rules;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.FormalCheck;

/// <summary>A slot with what was handed in, and what the bureau has seen of it.</summary>
/// <param name="Check">Null while nobody has looked.</param>
/// <param name="By">Who looked; null with <paramref name="Check"/>.</param>
public sealed record CheckedSlot(DocumentRule Rule, IReadOnlyList<Document> Files, DocumentCheck? Check, string? By);

/// <param name="Problems">What is still missing or wrong in form and papers.</param>
/// <param name="Slot">The one that <paramref name="Why"/> is about; null = none.</param>
public sealed record FormalCheckModel(CaseContext Case, Organisation? Org, IReadOnlyList<CheckedSlot> Slots, IReadOnlyList<RuleResult> Rules, IReadOnlyList<Problem> Problems, string? Slot = null, Refusal? Why = null);

/// <summary>The formal check: every paper against its original, the rules, and the form the bureau signs (项目附件审核表).</summary>
internal static class FormalCheckRoutes
{
    public static void MapFormalCheck(this IEndpointRouteBuilder cases)
    {
        var check = cases.MapGroup("/{id}/formal-check").RequireAuthorization(Policies.Rounds);
        check.MapGet("/", (string id, HttpContext http, CaseDesk desk, PeopleDirectory directory, CaseClock clock, CancellationToken ct) => SeeAsync<FormalCheckPage>(id, http, desk, directory, clock, ct));
        check.MapPost("/", RecordAsync);
        check.MapGet("/print", (string id, HttpContext http, CaseDesk desk, PeopleDirectory directory, CaseClock clock, CancellationToken ct) => SeeAsync<VerificationFormPage>(id, http, desk, directory, clock, ct));
    }

    private static async Task<IResult> SeeAsync<TPage>(string id, HttpContext http, CaseDesk desk, PeopleDirectory directory, CaseClock clock, CancellationToken ct)
        where TPage : Microsoft.AspNetCore.Components.IComponent =>
        await desk.FindAsync(http, id, ct) is { } found ? Show.Page<TPage>(await ModelAsync(desk, directory, found, clock.Now, ct)) : Refusal.NotFound.ToProblem();

    /// <summary>What was seen of one slot.</summary>
    private static async Task<IResult> RecordAsync(string id, HttpContext http, CaseDesk desk, PeopleDirectory directory, CaseClock clock, CancellationToken ct)
    {
        if (await desk.FindAsync(http, id, ct) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        var form = await http.Request.ReadFormAsync(ct);
        var (slot, seen) = (form["slot"].ToString(), form["originalSeen"].ToString());
        var why = seen is not ("true" or "false") ? FormalCheckRefusals.NothingChosen
            : await desk.GiveAsync(http, found, new ApplicationCommand.VerifyDocument(slot, seen == "true"), form["operation"], ct);
        return why is null ? Show.Next($"{found.Address}/formal-check#slot-{Uri.EscapeDataString(slot)}")
            : Show.Again<FormalCheckPage>(await ModelAsync(desk, directory, found, clock.Now, ct) with { Slot = slot, Why = why }, why);
    }

    private static async Task<FormalCheckModel> ModelAsync(CaseDesk desk, PeopleDirectory directory, CaseContext found, DateTimeOffset now, CancellationToken ct)
    {
        var (application, book) = (found.Application, await desk.WithOrgAsync(found, ct));
        var seen = await Task.WhenAll(application.Verified.Select(v => v.By).Distinct().Select(p => directory.PersonAsync(p, ct)));
        var slots = found.Programme.Documents.Where(d => !d.ByBureau).Select(rule =>
        {
            var check = application.Verified.FirstOrDefault(v => v.Slot == rule.Id);
            return new CheckedSlot(rule, [.. application.Documents.Where(d => d.Slot == rule.Id)], check, check is null ? null : seen.FirstOrDefault(p => p?.Id == check.By)?.Name ?? check.By.Value);
        });
        return new(found, await directory.OrgAsync(application.Org, ct), [.. slots], RuleEvaluator.Evaluate(found.Programme, found.Form, book.Org, ChinaTime.DateOf(now)), Readiness.ForSubmission(book, application, now));
    }
}

internal static class FormalCheckRefusals
{
    public static Refusal NothingChosen { get; } = new(RefusalKind.Invalid, "seen-missing", "请选择“已核原件”或“仅见复印件”", "Choose “original seen” or “copy only”.");
}
