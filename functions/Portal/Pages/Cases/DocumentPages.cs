using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Uploads;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Requests;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Cases;

/// <param name="Slot">Where the refused file was meant to go.</param>
public sealed record DocumentsModel(CaseContext Case, string? Slot = null, Refusal? Why = null);

/// <summary>The papers of an application, slot by slot.</summary>
internal static class DocumentPages
{
    private const long MiB = 1024 * 1024;

    public static async Task<IResult> SeeAsync(string id, HttpContext http, CaseDesk desk, CancellationToken ct) =>
        await desk.FindAsync(http, id, ct) is { } found ? Show.Page<DocumentsPage>(new DocumentsModel(found)) : Refusal.NotFound.ToProblem();

    public static async Task<IResult> AttachAsync(string id, string slot, HttpContext http, CaseDesk desk, Uploads uploads, CancellationToken ct)
    {
        if (await desk.FindAsync(http, id, ct) is not { } found || found.Programme.Documents.FirstOrDefault(d => d.Id == slot) is not { } rule)
        {
            return Refusal.NotFound.ToProblem();
        }

        // Asked before anything is stored: a file nobody may attach would stay for ever.
        if (!found.May("attach-document"))
        {
            return Refusal.NotAllowedNow.ToProblem();
        }

        var form = await http.Request.ReadFormAsync(ct);
        var why = form.Files.Count == 0 ? UploadPageRefusals.NoFile : null;
        for (var i = 0; why is null && i < form.Files.Count; i++)
        {
            why = await AttachAsync(http, desk, uploads, found, rule, form.Files[i], $"{form["operation"]}-{i}", ct);
        }

        if (PageRequests.IsScript(http.Request))
        {
            return why is null ? Results.Json(new { ok = true }) : why.ToProblem();
        }

        return why is null ? Show.Next($"{found.Address}/documents#slot-{slot}") : Show.Again<DocumentsPage>(new DocumentsModel((await desk.FindAsync(http, id, ct))!, slot, why), why);
    }

    public static async Task<IResult> RemoveAsync(string id, string slot, HttpContext http, CaseDesk desk, CancellationToken ct)
    {
        if (await desk.FindAsync(http, id, ct) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        var form = await http.Request.ReadFormAsync(ct);
        var why = await desk.GiveAsync(http, found, new ApplicationCommand.RemoveDocument(slot, form["hash"].ToString()), form["operation"], ct);
        return why is null ? Show.Next($"{found.Address}/documents#slot-{slot}") : Show.Again<DocumentsPage>(new DocumentsModel(found, slot, why), why);
    }

    public static async Task<IResult> SendAsync(string id, string hash, HttpContext http, CaseReader reader, CaseClock clock, Downloads downloads, CancellationToken ct)
    {
        var found = (await reader.DocumentsAsync(id, http, clock, ct) ?? []).Where(r => r.Hash == hash).OrderBy(r => r.Name is null).FirstOrDefault();
        return found is null ? Refusal.NotFound.ToProblem() : await downloads.SendAsync(http, found, ct);
    }

    private static async Task<Refusal?> AttachAsync(HttpContext http, CaseDesk desk, Uploads uploads, CaseContext found, DocumentRule rule, IFormFile file, string operation, CancellationToken ct)
    {
        await using var content = file.OpenReadStream();
        return await uploads.ReceiveAsync(content, rule.MaxMb * MiB, rule.Types, ct) switch
        {
            UploadOutcome.Refused refused => refused.Why,
            UploadOutcome.Stored stored => await desk.GiveAsync(http, found, new ApplicationCommand.AttachDocument(new Document(rule.Id, UploadName.Clean(file.FileName), stored.Hash, stored.Size, stored.Kind)), operation, ct),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };
    }
}

internal static class UploadPageRefusals
{
    public static Refusal NoFile { get; } = new(RefusalKind.Invalid, "no-file", "请先选择文件", "Choose a file first.");
}
