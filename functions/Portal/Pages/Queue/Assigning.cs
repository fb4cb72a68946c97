using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Pages.Rounds;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Queue;

/// <param name="Officers">Who may be chosen for all that can be assigned.</param>
/// <param name="To">As chosen.</param>
/// <param name="Done">The commands were given: <see cref="BatchCase.Why"/> is what the desk answered.</param>
public sealed record AssignModel(IReadOnlyList<BatchCase> Cases, IReadOnlyList<Person> Officers, string To = "", bool Done = false, Refusal? Why = null);

/// <summary>Several cases handed to an officer at once: checked on one page, then carried out case by case.</summary>
internal static class Assigning
{
    private const string Command = "assign";

    public static async Task<IResult> CheckAsync(HttpContext http, CaseDesk cases, PeopleDirectory people, CancellationToken ct)
    {
        var chosen = (await http.Request.ReadFormAsync(ct))["case"].Select(t => CaseId.TryParse(t, out var id) ? id : null).OfType<CaseId>().Distinct().ToList();
        var why = chosen.Count is 0 or > RoundBatch.Most ? RoundBatch.Size : null;
        return why is null ? Show.Page<AssignPage>(await ModelAsync(http, cases, people, [.. chosen.Select(c => (c, (long?)null))], ct)) : Show.Again<AssignPage>(new AssignModel([], [], Why: why), why);
    }

    public static async Task<IResult> GiveAsync(HttpContext http, CaseDesk cases, Desk desk, PeopleDirectory people, CaseClock clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (RoundBatch.Read(form["item"]) is not { Count: > 0 and <= RoundBatch.Most } items)
        {
            return RoundBatch.Size.ToProblem();
        }

        var model = await ModelAsync(http, cases, people, items, ct) with { To = form["to"].ToString() };
        if (model.Officers.All(o => o.Id.Value != model.To))
        {
            var why = new Refusal(RefusalKind.Invalid, "officer-missing", "请选择经办人", "Choose an officer.") { Problems = [new("to", "required", "请选择经办人", "Choose an officer.")] };
            return Show.Again<AssignPage>(model with { Why = why }, why);
        }

        var operation = CaseDesk.OperationOf(form["operation"]);
        var answered = new List<BatchCase>();
        foreach (var item in model.Cases)
        {
            var command = new ApplicationCommand.Assign(new(model.To)) { By = http.Actor(), At = clock.Now };
            var answer = await desk.HandleAsync(item.Case, command, OperationId.Parse($"{operation}-{item.Case}"), item.Version, ct);
            answered.Add(item with { Why = (answer as Answer.Refused)?.Why });
        }

        return Show.Page<AssignPage>(model with { Cases = answered, Done = true });
    }

    /// <summary>Of each case whether it may be assigned now; the officers are those of every section among them with no relation to any applicant.</summary>
    private static async Task<AssignModel> ModelAsync(HttpContext http, CaseDesk cases, PeopleDirectory people, IReadOnlyList<(CaseId Case, long? Version)> items, CancellationToken ct)
    {
        var found = new List<(BatchCase Line, CaseContext? Of)>();
        foreach (var (id, version) in items)
        {
            var of = await cases.FindAsync(http, id.Value, ct);
            found.Add((of is null ? new(id, 0, id.Value, null, Refusal.NotFound) : new(id, version ?? of.View.Version, of.Application.Title, of.Application.Number, of.May(Command) ? null : Refusal.NotAllowedNow), of));
        }

        var good = found.Where(f => f.Line.Why is null).Select(f => f.Of!).ToList();
        return new([.. found.Select(f => f.Line)], await OfficersAsync(people, good, ct));
    }

    private static async Task<IReadOnlyList<Person>> OfficersAsync(PeopleDirectory people, IReadOnlyList<CaseContext> cases, CancellationToken ct)
    {
        var bySection = await Task.WhenAll(cases.Select(c => c.Programme.Section).Distinct().Select(s => people.WithRoleAsync(Role.Officer, s, ct)));
        var orgs = cases.SelectMany(c => c.Application.Participants).ToHashSet();
        return bySection.Length == 0 ? [] : [.. bySection.Aggregate((all, some) => [.. all.IntersectBy(some.Select(p => p.Id), p => p.Id)]).Where(p => !p.Conflicts.Any(orgs.Contains)).OrderBy(p => p.Name, StringComparer.Ordinal)];
    }
}
