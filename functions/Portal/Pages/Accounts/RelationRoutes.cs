using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Accounts;

/// <param name="Names">Of the organisations, by code.</param>
/// <param name="Org">As typed, as the two after it.</param>
public sealed record RelationsModel(Person Person, IReadOnlyDictionary<string, string> Names, string Org = "", string Kind = "", string Note = "", Refusal? Why = null);

/// <summary>Relations to organisations that keep one away from their cases (I12), declared by oneself.</summary>
internal static class RelationRoutes
{
    private const int MaxNote = 200;

    public static void MapRelations(this IEndpointRouteBuilder account)
    {
        var relations = account.MapGroup("/relations").RequireAuthorization(Policies.Person);
        relations.MapGet("/", SeeAsync);
        relations.MapPost("/", DeclareAsync);
    }

    private static async Task<IResult> SeeAsync(HttpContext http, PeopleDirectory people, CancellationToken ct) =>
        await OwnAsync(http, people, ct) is { } own ? Show.Page<RelationsPage>(await ModelAsync(own.Person, people, ct)) : Refusal.NotFound.ToProblem();

    private static async Task<IResult> DeclareAsync(HttpContext http, PeopleDirectory people, CaseClock clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var (org, kind, note) = (form["org"].ToString().Trim().ToUpperInvariant(), form["kind"].ToString(), form["note"].ToString().Trim());
        while (await OwnAsync(http, people, ct) is { } own)
        {
            if (await ProblemsAsync(org, kind, note, people, ct) is { Count: > 0 } problems)
            {
                var why = RelationRefusals.Wrong(problems);
                return Show.Again<RelationsPage>(await ModelAsync(own.Person, people, ct) with { Org = org, Kind = kind, Note = note, Why = why }, why);
            }

            if (await people.ChangeAsync(own.Person.Declare(new(new(org), kind, note, clock.Now)), own.Version, ct))
            {
                return Show.Next("/account/relations");
            }
        }

        return Refusal.NotFound.ToProblem();
    }

    /// <summary>Null for who is asked for no relations.</summary>
    private static async Task<(Person Person, string Version)?> OwnAsync(HttpContext http, PeopleDirectory people, CancellationToken ct) =>
        await people.StoredAsync(http.Actor().Id, ct) is { } own && Declarations.Concern(own.Person) ? own : null;

    private static async Task<RelationsModel> ModelAsync(Person person, PeopleDirectory people, CancellationToken ct) =>
        new(person, await people.NamesAsync(person.Relations.Select(r => r.Org).Concat(person.Conflicts), ct));

    private static async Task<IReadOnlyList<Problem>> ProblemsAsync(string org, string kind, string note, PeopleDirectory people, CancellationToken ct) =>
    [
        .. org.Length == 0 || await people.OrgAsync(new(org), ct) is null ? [new Problem("org", "unknown", "没有该统一社会信用代码的登记单位，请核对", "No organisation is registered under this code; check it.")] : Array.Empty<Problem>(),
        .. Relation.Kinds.Contains(kind) ? [] : new[] { new Problem("kind", "required", "请选择关系", "Choose the relation.") },
        .. note.Length <= MaxNote ? [] : new[] { new Problem("note", "too-long", $"最多{MaxNote}字", $"At most {MaxNote} characters.") },
    ];
}

internal static class RelationRefusals
{
    public static Refusal Wrong(IReadOnlyList<Problem> problems) => new(RefusalKind.Invalid, "declaration-incomplete", "请补齐或修改标出的内容", "Fill in or correct what is marked.") { Problems = problems };
}
