using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Importing;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Registers;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Requests;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Registers;

/// <param name="Job">Null before a file was chosen.</param>
/// <param name="Sheets">What the file's columns would fill.</param>
/// <param name="Bad">The first of what is wrong.</param>
public sealed record ImportModel(Register Register, ImportJob? Job, IReadOnlyList<SheetMapping> Sheets, IReadOnlyList<ImportField> Fields, IReadOnlyList<BadCell> Bad, Refusal? Why = null)
{
    public string Address => $"/registers/{Register.Ref.Id}/import";
}

/// <summary>A table into a register: look at it first, choose columns, then write.</summary>
internal static class ImportPages
{
    /// <summary>The largest file, with room for the rest of the form.</summary>
    public const long MaxUpload = Imports.MaxBytes + (64 * 1024);

    private const int BadShown = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    public static IResult Begin(string id, HttpContext http, Imports imports, RegisterShelf shelf) =>
        imports.RefusalOf(id, http.Actor()) is { } refusal ? refusal.ToProblem() : Show.Page<ImportPage>(Model(shelf.Newest(id)!));

    public static async Task<IResult> UploadAsync(string id, HttpContext http, Imports imports, ImportStore store, SheetUploads uploads, WaitingImports queue, RegisterShelf shelf, CaseClock clock, CancellationToken ct)
    {
        if (imports.RefusalOf(id, http.Actor()) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var form = await http.Request.ReadFormAsync(ct);
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            return Again(Model(shelf.Newest(id)!), new(RefusalKind.Invalid, "file-missing", "请选择文件", "Choose a file.") { Problems = [new("file", "required", "请选择CSV或XLSX文件", "Choose a CSV or XLSX file.")] });
        }

        await using var content = file.OpenReadStream();
        var (hash, why) = await uploads.StoreAsync(content, ct);
        if (why is not null)
        {
            return Again(Model(shelf.Newest(id)!), why);
        }

        var job = await imports.AskAsync(id, hash!, file.FileName, ImportMode.DryRun, new Dictionary<string, string>(), http.Actor(), clock.Now, ct);
        return await FollowAsync(job, store, queue, ct);
    }

    public static async Task<IResult> RunAsync(string id, string import, HttpContext http, Imports imports, ImportStore store, WaitingImports queue, CaseClock clock, CancellationToken ct)
    {
        if (imports.RefusalOf(id, http.Actor()) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (await OwnAsync(id, import, http, store, ct) is not { } job)
        {
            return Refusal.NotFound.ToProblem();
        }

        var form = await http.Request.ReadFormAsync(ct);
        var columns = form.Where(f => f.Key.StartsWith("column:", StringComparison.Ordinal)).ToDictionary(f => f.Key["column:".Length..], f => f.Value.ToString());
        var mode = Enum.TryParse<ImportMode>(form["mode"], out var asked) && Enum.IsDefined(asked) ? asked : ImportMode.DryRun;
        return await FollowAsync(await imports.AskAsync(id, job.Document, job.FileName, mode, columns, http.Actor(), clock.Now, ct), store, queue, ct);
    }

    public static async Task<IResult> SeeAsync(string id, string import, HttpContext http, Imports imports, ImportStore store, RegisterShelf shelf, CancellationToken ct)
    {
        if (imports.RefusalOf(id, http.Actor()) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (await OwnAsync(id, import, http, store, ct) is not { } job)
        {
            return Refusal.NotFound.ToProblem();
        }

        var register = shelf.Newest(id)!;
        var sheets = job.IsOver ? await imports.ProposeAsync(id, job.Document, ct) : [];
        var bad = await store.BadAsync(job.Id, ct).Take(BadShown).ToListAsync(ct);
        return Show.Page<ImportPage>(new ImportModel(register, job, sheets, ImportField.Of(register.Form), bad, job.Why));
    }

    /// <summary>Small files are through before the page is shown.</summary>
    private static async Task<IResult> FollowAsync(ImportJob job, ImportStore store, WaitingImports queue, CancellationToken ct)
    {
        queue.Add(job.Id);
        for (var until = DateTime.UtcNow + Patience; !job.IsOver && DateTime.UtcNow < until; job = await store.FindAsync(job.Id, ct) ?? job)
        {
            await Task.Delay(Look, ct);
        }

        return Show.Next($"/registers/{job.Register}/imports/{job.Id}");
    }

    private static ImportModel Model(Register register) => new(register, null, [], [], []);

    private static IResult Again(ImportModel model, Refusal why) => Show.Again<ImportPage>(model with { Why = why }, why);

    private static async Task<ImportJob?> OwnAsync(string register, string import, HttpContext http, ImportStore store, CancellationToken ct) =>
        await store.FindAsync(import, ct) is { } job && job.Register == register && job.By == http.Actor().Id ? job : null;
}
