using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Programmes;

/// <param name="Title">As typed; at first that of the earlier case.</param>
/// <param name="Partners">As typed: one organisation a line, code and name.</param>
/// <param name="Registers">Names by id.</param>
public sealed record StartModel(Programme Programme, Beginning Beginning, string Title, string Partners, IReadOnlyDictionary<string, (string Zh, string En)> Registers, Refusal? Why = null);

/// <summary>Shows what a draft would begin with, then begins it.</summary>
internal static class StartPages
{
    public static void MapStart(this IEndpointRouteBuilder programmes)
    {
        programmes.MapGet("/{id}/{version}/start", SeeAsync).RequireAuthorization(Policies.Applicant);
        programmes.MapPost("/{id}/{version}/start", BeginAsync).RequireAuthorization(Policies.Applicant);
    }

    /// <summary>Whether the person may start a draft; whether the programme takes it is asked when it is started.</summary>
    public static bool MayStart(this ProgrammeShelf shelf, Programme programme, Actor who) => shelf.IsCurrent(programme.Ref) && who.Is(Role.ApplicantEditor) && who.Org is not null;

    private static async Task<IResult> SeeAsync(string id, string version, string? from, HttpContext http, ProgrammeShelf shelf, RegisterShelf registers, DraftStart start, CancellationToken ct)
    {
        var earlier = string.IsNullOrEmpty(from) ? null : from;
        if (shelf.Find(new(id, version)) is not { } programme || http.Actor().Org is not { } org || await start.OfAsync(http, programme, org, earlier, ct) is not { } beginning)
        {
            return Refusal.NotFound.ToProblem();
        }

        return !http.Actor().Is(Role.ApplicantEditor) ? Refusal.RoleForbidden.ToProblem()
            : Show.Page<StartPage>(new StartModel(programme, beginning, beginning.From?.Application.Title ?? "", PartnerLines.Write(beginning.From?.Application.Partners ?? []), Names(registers)));
    }

    private static async Task<IResult> BeginAsync(string id, string version, HttpContext http, ProgrammeShelf shelf, RegisterShelf registers, DraftStart start, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var from = form["from"].ToString() is { Length: > 0 } earlier ? earlier : null;
        if (shelf.Find(new(id, version)) is not { } programme || http.Actor().Org is not { } org || await start.OfAsync(http, programme, org, from, ct) is not { } beginning)
        {
            return Refusal.NotFound.ToProblem();
        }

        var (title, partners) = (form["title"].ToString().Trim(), form["partners"].ToString().Trim());
        var create = new ApplicationCommand.CreateDraft(programme.Ref, org, title, PartnerLines.Read(partners));
        return await start.BeginAsync(http, programme, beginning, create, CaseDesk.OperationOf(form["operation"]), ct) switch
        {
            Answer.Done done => Show.Next($"/cases/{done.Case}/form/{programme.Form.Sections[0].Id}"),
            Answer.Refused { Why: var why } => Show.Again<StartPage>(new StartModel(programme, beginning, title, partners, Names(registers), why), why),
            _ => throw new InvalidOperationException("Done or refused."),
        };
    }

    private static Dictionary<string, (string Zh, string En)> Names(RegisterShelf registers) => registers.All.ToDictionary(r => r.Ref.Id, r => (r.NameZh, r.NameEn));
}
