using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Importing;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Casework.Sheets;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Registers;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Requests;

namespace ProjectFlow.Portal.Api;

/// <param name="Columns">By header as written: the path of a field, or empty to leave the column out.</param>
public sealed record ColumnsRequest(IReadOnlyDictionary<string, string> Columns);

/// <summary>Tables into registers and out of them. An import is its person's alone.</summary>
internal static class ImportApi
{
    private const int UsualWait = 5;
    private const int MaxWait = 25;
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Csv = "text/csv; charset=utf-8";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly string[] BadHeader = ["工作表 Sheet", "行 Row", "列 Column", "表头 Header", "代码 Code", "原因", "Reason"];

    public static void MapImports(this IEndpointRouteBuilder api)
    {
        var register = api.MapGroup("/registers/{id}").WithTags("Imports").RequireAuthorization(Policies.Person);

        // The upload itself counts the bytes.
        register.MapPost("/imports", UploadAsync).WithMetadata(new DisableRequestSizeLimitAttribute()).Produces<ImportJob>().Produces<ImportJob>(StatusCodes.Status202Accepted);
        register.MapPost("/imports/{import}/run", RunAsync).Produces<ImportJob>().Produces<ImportJob>(StatusCodes.Status202Accepted);
        register.MapGet("/imports/{import}", FindAsync).Produces<ImportJob>();
        register.MapGet("/imports/{import}/columns", ColumnsAsync).Produces<IReadOnlyList<SheetMapping>>();
        register.MapGet("/imports/{import}/bad-rows", BadRowsAsync).Produces(StatusCodes.Status200OK, contentType: "text/csv");
        register.MapGet("/mappings/{headerSet}", MappingAsync).Produces<ColumnsRequest>();
        register.MapPut("/mappings/{headerSet}", RememberAsync).Produces(StatusCodes.Status204NoContent);
        register.MapGet("/export", ExportAsync).Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
        register.MapGet("/template", TemplateAsync).Produces(StatusCodes.Status200OK, contentType: Xlsx);
    }

    private static async Task<IResult> UploadAsync(
        string id, string? name, string? mode, bool? dryRun, int? wait, HttpContext http, Imports imports, ImportStore store, SheetUploads uploads, WaitingImports queue, CaseClock clock, CancellationToken ct)
    {
        if ((imports.RefusalOf(id, http.Actor()) ?? RefusalOf(mode, wait)) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var (hash, why) = await uploads.ReceiveAsync(http.Request, ct);
        return why is not null ? why.ToProblem()
            : await FollowAsync(await imports.AskAsync(id, hash!, name, ModeOf(mode, dryRun), Nothing, http.Actor(), clock.Now, ct), wait, store, queue, ct);
    }

    /// <summary>The same file once more, such as after a dry run.</summary>
    private static async Task<IResult> RunAsync(
        string id, string import, string? mode, bool? dryRun, int? wait, HttpContext http, Imports imports, ImportStore store, WaitingImports queue, CaseClock clock, CancellationToken ct)
    {
        if ((imports.RefusalOf(id, http.Actor()) ?? RefusalOf(mode, wait)) is { } refusal)
        {
            return refusal.ToProblem();
        }

        return await OwnAsync(id, import, http, store, ct) is not { } job ? Refusal.NotFound.ToProblem()
            : await FollowAsync(await imports.AskAsync(id, job.Document, job.FileName, ModeOf(mode, dryRun), job.Columns, http.Actor(), clock.Now, ct), wait, store, queue, ct);
    }

    /// <summary>Small files are through before anybody asks again.</summary>
    private static async Task<IResult> FollowAsync(ImportJob job, int? wait, ImportStore store, WaitingImports queue, CancellationToken ct)
    {
        queue.Add(job.Id);
        var until = DateTime.UtcNow.AddSeconds(wait ?? UsualWait);
        while (!job.IsOver && DateTime.UtcNow < until)
        {
            await Task.Delay(Look, ct);
            job = await store.FindAsync(job.Id, ct) ?? job;
        }

        return job.IsOver ? Results.Ok(job) : Results.Accepted($"/api/registers/{job.Register}/imports/{job.Id}", job);
    }

    private static async Task<IResult> FindAsync(string id, string import, HttpContext http, ImportStore store, CancellationToken ct) =>
        await OwnAsync(id, import, http, store, ct) is { } job ? Results.Ok(job) : Refusal.NotFound.ToProblem();

    private static async Task<IResult> ColumnsAsync(string id, string import, HttpContext http, Imports imports, ImportStore store, CancellationToken ct)
    {
        if (imports.RefusalOf(id, http.Actor()) is { } refusal)
        {
            return refusal.ToProblem();
        }

        try
        {
            return await OwnAsync(id, import, http, store, ct) is { } job ? Results.Ok(await imports.ProposeAsync(id, job.Document, ct)) : Refusal.NotFound.ToProblem();
        }
        catch (SheetRefusedException e)
        {
            return e.Why.ToProblem();
        }
    }

    private static async Task<IResult> BadRowsAsync(string id, string import, HttpContext http, ImportStore store, CancellationToken ct)
    {
        if (await OwnAsync(id, import, http, store, ct) is not { } job)
        {
            return Refusal.NotFound.ToProblem();
        }

        var rows = store.BadAsync(job.Id, ct).Select(b => (IReadOnlyList<object?>)[b.Sheet, b.Row, b.Column, b.Header, b.Code, b.Zh, b.En]);
        return await TableFile.SendAsync(http, "bad-rows.csv", Csv, file => SheetWriter.WriteCsvAsync(file, BadHeader, rows, ct));
    }

    private static async Task<IResult> MappingAsync(string id, string headerSet, HttpContext http, Imports imports, ImportStore store, CancellationToken ct) =>
        imports.RefusalOf(id, http.Actor()) is { } refusal ? refusal.ToProblem() : Results.Ok(new ColumnsRequest(await store.MappingAsync(id, headerSet, ct)));

    private static async Task<IResult> RememberAsync(string id, string headerSet, ColumnsRequest body, HttpContext http, Imports imports, CancellationToken ct) =>
        imports.RefusalOf(id, http.Actor()) is { } refusal ? refusal.ToProblem()
        : headerSet.Length != 32 || !headerSet.All(char.IsAsciiHexDigitLower) ? Refusal.NotFound.ToProblem()
        : await imports.RememberAsync(id, headerSet, body.Columns, ct) is { } wrong ? wrong.ToProblem() : Results.NoContent();

    private static async Task<IResult> ExportAsync(
        string id, string? format, string? state, string? area, HttpContext http, RegisterShelf shelf, RegisterSheets sheets, CaseClock clock, CancellationToken ct)
    {
        if (shelf.Newest(id) is not { } register || RecordAccess.ListOf(register, http.Actor(), state, area) is not { } list)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (state is not null && register.State(state) is null)
        {
            return QueryRefusals.State([.. register.States.Select(s => s.Id)]).ToProblem();
        }

        return format is not (null or "csv" or "xlsx") ? BadFormat.ToProblem()
            : await TableFile.SendAsync(http, $"{id}.{format ?? "csv"}", format == "xlsx" ? Xlsx : Csv, file => sheets.WriteAsync(file, register, list, format == "xlsx", http.Actor(), clock.Now, ct));
    }

    private static async Task<IResult> TemplateAsync(string id, HttpContext http, Imports imports, RegisterShelf shelf, CancellationToken ct) =>
        imports.RefusalOf(id, http.Actor()) is { } refusal ? refusal.ToProblem()
        : await TableFile.SendAsync(http, $"{id}-template.xlsx", Xlsx, file => RegisterSheets.WriteTemplateAsync(file, shelf.Newest(id)!, ct));

    private static async Task<ImportJob?> OwnAsync(string register, string import, HttpContext http, ImportStore store, CancellationToken ct) =>
        await store.FindAsync(import, ct) is { } job && job.Register == register && job.By == http.Actor().Id ? job : null;

    private static Refusal? RefusalOf(string? mode, int? wait) =>
        mode is not (null or "all" or "good") ? BadMode : wait is < 0 or > MaxWait ? BadWait : null;

    private static ImportMode ModeOf(string? mode, bool? dryRun) => dryRun == true ? ImportMode.DryRun : mode == "good" ? ImportMode.GoodRows : ImportMode.AllOrNothing;

    private static IReadOnlyDictionary<string, string> Nothing { get; } = new Dictionary<string, string>();

    private static Refusal BadMode { get; } = new(RefusalKind.Invalid, "bad-mode", "参数 mode 应为 all（全部或不导入）或 good（只导入合格的行）", "The parameter mode must be all (all or nothing) or good (the good rows only).");

    private static Refusal BadWait { get; } = new(RefusalKind.Invalid, "bad-wait", "参数 wait 应为 0 至 25 秒", "The parameter wait must be 0 to 25 seconds.");

    private static Refusal BadFormat { get; } = new(RefusalKind.Invalid, "bad-format", "参数 format 应为 csv 或 xlsx", "The parameter format must be csv or xlsx.");
}
