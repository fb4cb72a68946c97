using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Casework.Uploads;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Requests;

namespace ProjectFlow.Portal.Api;

/// <summary>Files of a case: handed in, named inside commands, and handed out to those who see the case.</summary>
internal static class DocumentApi
{
    private const long MiB = 1024 * 1024;
    private const long MaxFile = 20 * MiB;

    public static void MapDocuments(this IEndpointRouteBuilder api)
    {
        var cases = api.MapGroup("/cases/{id}").WithTags("Documents").RequireAuthorization(Policies.Person);
        cases.MapGet("/documents", ListAsync).Produces<IReadOnlyList<DocumentRef>>();
        cases.MapGet("/documents/{hash}", SendAsync).Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
        cases.MapGet("/mail", MailAsync).Produces<IReadOnlyList<KeptMail>>();

        // The upload itself counts the bytes, against the limit of its slot.
        cases.MapPut("/documents/{slot}", AttachAsync).WithMetadata(new DisableRequestSizeLimitAttribute()).Produces<Answer.Done>();
        cases.MapPut("/files", KeepAsync).WithMetadata(new DisableRequestSizeLimitAttribute()).Produces<UploadOutcome.Stored>();
    }

    private static async Task<IResult> ListAsync(string id, HttpContext http, CaseReader reader, CaseClock clock, CancellationToken ct) =>
        await reader.DocumentsAsync(id, http, clock, ct) is { } refs ? Results.Ok(refs) : Refusal.NotFound.ToProblem();

    private static async Task<IResult> SendAsync(string id, string hash, HttpContext http, CaseReader reader, CaseClock clock, Downloads downloads, CancellationToken ct)
    {
        var found = (await reader.DocumentsAsync(id, http, clock, ct) ?? []).Where(r => r.Hash == hash).OrderBy(r => r.Name is null).FirstOrDefault();
        return found is null ? Refusal.NotFound.ToProblem() : await downloads.SendAsync(http, found, ct);
    }

    /// <summary>An applicant reads what was written to them; the bureau reads all mail of its case.</summary>
    private static async Task<IResult> MailAsync(string id, HttpContext http, CaseReader reader, CaseClock clock, MailBox box, CancellationToken ct)
    {
        if (await reader.FindAsync(id, http, clock, ct) is not { } view)
        {
            return Refusal.NotFound.ToProblem();
        }

        var who = http.Actor();
        var mails = await box.OfCaseAsync(view.Id, ct);
        return Results.Ok(who.IsAny(Role.Officer, Role.SectionHead, Role.Leader, Role.FundAdministrator, Role.Auditor) ? mails : [.. mails.Where(m => m.To == who.Id)]);
    }

    private static async Task<IResult> AttachAsync(
        string id, string slot, string? name, HttpContext http, CaseReader reader, ProgrammeShelf shelf, Uploads uploads, Desk desk, CaseClock clock, CancellationToken ct)
    {
        if (http.Request.WriteOf(out var operation, out var version) is { } malformed)
        {
            return malformed.ToProblem();
        }

        if (await reader.FindAsync(id, http, clock, ct) is not { } view)
        {
            return Refusal.NotFound.ToProblem();
        }

        // Asked before anything is stored: a file nobody may attach would stay for ever.
        if (!http.Actor().Is(Role.ApplicantEditor))
        {
            return Refusal.RoleForbidden.ToProblem();
        }

        var rule = (view.State is ProgrammeCase of ? shelf.Find(of.Programme) : null)?.Documents.FirstOrDefault(d => d.Id == slot);
        return await uploads.ReceiveAsync(http.Request, rule?.MaxMb * MiB ?? MaxFile, rule?.Types ?? [], ct) switch
        {
            UploadOutcome.Refused refused => refused.Why.ToProblem(),
            UploadOutcome.Stored stored => (await desk.HandleAsync(view.Id, Attach(slot, name, stored) with { By = http.Actor(), At = clock.Now }, operation!, version, ct)).ToResult(http),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };
    }

    private static ApplicationCommand.AttachDocument Attach(string slot, string? name, UploadOutcome.Stored stored) =>
        new(new Document(slot, UploadName.Clean(name), stored.Hash, stored.Size, stored.Kind));

    private static async Task<IResult> KeepAsync(string id, HttpContext http, CaseReader reader, CaseClock clock, Uploads uploads, CaseUploads noted, CancellationToken ct)
    {
        if (await reader.FindAsync(id, http, clock, ct) is not { } view)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (http.Actor().Roles.All(r => r == Role.Auditor))
        {
            return Refusal.RoleForbidden.ToProblem();
        }

        var outcome = await uploads.ReceiveAsync(http.Request, MaxFile, [], ct);
        if (outcome is not UploadOutcome.Stored stored)
        {
            return ((UploadOutcome.Refused)outcome).Why.ToProblem();
        }

        await noted.NoteAsync(view.Id, new(stored.Hash, stored.Size, stored.Kind, http.Actor().Id, clock.Now), ct);
        return Results.Ok(stored);
    }
}
