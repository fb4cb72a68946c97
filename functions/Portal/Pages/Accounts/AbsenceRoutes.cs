using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Accounts;

/// <param name="By">As typed, as the two after it.</param>
public sealed record AbsenceModel(IReadOnlyList<Person> Candidates, IReadOnlyList<StandIn> StandIns, DateOnly Today, string By = "", string From = "", string To = "", Refusal? Why = null);

/// <summary>Who stands in while one is away; set and ended by oneself.</summary>
internal static class AbsenceRoutes
{
    public static void MapAbsence(this IEndpointRouteBuilder account)
    {
        var absence = account.MapGroup("/absence").RequireAuthorization(Policies.Person);
        absence.MapGet("/", SeeAsync);
        absence.MapPost("/", BeginAsync);
        absence.MapPost("/end", EndAsync);
    }

    private static async Task<IResult> SeeAsync(HttpContext http, PeopleDirectory people, Absences absences, ProgrammeShelf shelf, CaseClock clock, CancellationToken ct) =>
        await ModelAsync(http, people, absences, shelf, clock, ct) is { } model ? Show.Page<AbsencePage>(model) : Refusal.NotFound.ToProblem();

    private static async Task<IResult> BeginAsync(HttpContext http, PeopleDirectory people, Absences absences, ProgrammeShelf shelf, CaseClock clock, CancellationToken ct)
    {
        if (await ModelAsync(http, people, absences, shelf, clock, ct) is not { } model)
        {
            return Refusal.NotFound.ToProblem();
        }

        var form = await http.Request.ReadFormAsync(ct);
        model = model with { By = form["by"].ToString(), From = form["from"].ToString().Trim(), To = form["to"].ToString().Trim() };
        var (from, to) = (Day(model.From), Day(model.To));
        if (Problems(model, from, to) is { Count: > 0 } problems)
        {
            var why = new Refusal(RefusalKind.Invalid, "absence-incomplete", "请补齐或修改标出的内容", "Fill in or correct what is marked.") { Problems = problems };
            return Show.Again<AbsencePage>(model with { Why = why }, why);
        }

        await absences.BeginAsync(new(model.By), new(http.Actor().Id, from!.Value, to!.Value), ct);
        return Show.Next("/account/absence");
    }

    private static async Task<IResult> EndAsync(HttpContext http, PeopleDirectory people, Absences absences, CaseClock clock, CancellationToken ct)
    {
        var by = (await http.Request.ReadFormAsync(ct))["by"].ToString();
        return await people.PersonAsync(http.Actor().Id, ct) is { } own && Absences.Concern(own) && await absences.EndAsync(new(by), own.Id, ChinaTime.DateOf(clock.Now), ct)
            ? Show.Next("/account/absence") : Refusal.NotFound.ToProblem();
    }

    /// <summary>Null for who has nothing to hand over.</summary>
    private static async Task<AbsenceModel?> ModelAsync(HttpContext http, PeopleDirectory people, Absences absences, ProgrammeShelf shelf, CaseClock clock, CancellationToken ct)
    {
        if (await people.PersonAsync(http.Actor().Id, ct) is not { } own || !Absences.Concern(own))
        {
            return null;
        }

        var candidates = await absences.CandidatesAsync(own, shelf.All.Select(p => p.Section).Distinct(), ct);
        return new(candidates, Absences.For(own.Id, candidates), ChinaTime.DateOf(clock.Now));
    }

    private static IReadOnlyList<Problem> Problems(AbsenceModel typed, DateOnly? from, DateOnly? to) =>
    [
        .. typed.Candidates.Any(c => c.Id.Value == typed.By) ? [] : new[] { new Problem("by", "required", "请选择代办人", "Choose who stands in.") },
        .. from >= typed.Today ? [] : new[] { new Problem("from", "not-a-date", "请填写今天或以后的日期，如2023-03-15", "Give today or a later day, such as 2023-03-15.") },
        .. to >= from && to < from.Value.AddDays(Absences.MaxDays) ? [] : new[] { new Problem("to", "out-of-range", $"结束日期不得早于开始日期，最长{Absences.MaxDays}天", $"Not before the first day, and at most {Absences.MaxDays} days.") },
    ];

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
