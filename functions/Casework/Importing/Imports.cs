using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Casework.Sheets;
using ProjectFlow.Casework.Uploads;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Casework.Importing;

/// <summary>The columns of a file's sheet and what each would fill.</summary>
/// <param name="Columns">In the file's order; no path = left out.</param>
public sealed record SheetMapping(string Sheet, string HeaderSet, IReadOnlyList<MappedColumn> Columns);

/// <param name="Path">Of the field; empty = the column is left out.</param>
public sealed record MappedColumn(string Column, string Header, string Path);

/// <summary>Takes files in for a register, and tells what their columns would fill.</summary>
public sealed class Imports(ImportStore store, IDocuments documents, RegisterShelf shelf)
{
    /// <summary>Of an uploaded file, inclusive.</summary>
    public const long MaxBytes = SheetReader.MaxBytes;

    /// <summary>Whether the person may import into the register at all; null when they may.</summary>
    public Refusal? RefusalOf(string register, Actor who) =>
        shelf.Newest(register) is not { } known || !RecordAccess.Knows(known, who) ? Refusal.NotFound
        : RecordAccess.MayWrite(known, who) ? null : Refusal.RoleForbidden;

    /// <summary>
    /// Asks for an import of a file already stored. Asked for again while it runs, it is the same import; asked for again when
    /// it is over, it runs anew and finds what is on record already.
    /// </summary>
    /// <param name="columns">By header: a path, or empty to leave the column out; remembered for the next file with these columns.</param>
    /// <exception cref="StorageUnavailableException">Nothing was begun.</exception>
    public async Task<ImportJob> AskAsync(string register, string document, string? fileName, ImportMode mode, IReadOnlyDictionary<string, string> columns, Actor by, DateTimeOffset at, CancellationToken ct)
    {
        var name = UploadName.Clean(fileName);
        var id = IdOf(register, document, mode, columns, by.Id, name);
        if (await store.FindAsync(id, ct) is { IsOver: false } running)
        {
            return running;
        }

        var job = new ImportJob(id, register, by.Id, document, name, mode, columns, at);
        await store.SaveAsync(job, null, ct);
        return job;
    }

    /// <summary>What the sheets' columns would fill, by what was remembered and by their names; a sheet without any such column is told too.</summary>
    /// <exception cref="SheetRefusedException">The document cannot be read as a table.</exception>
    public async Task<IReadOnlyList<SheetMapping>> ProposeAsync(string register, string document, CancellationToken ct)
    {
        await using var content = await documents.OpenAsync(document, ct) ?? throw new SheetRefusedException(ImportRefusals.FileGone);
        using var file = await SheetReader.OpenAsync(content, ct);
        var fields = ImportField.Of(shelf.Newest(register)!.Form);
        var sheets = new List<SheetMapping>();
        foreach (var head in file.Sheets)
        {
            var set = ColumnMapping.HashOf(ColumnMapping.HeadersOf(head));
            var mapping = ColumnMapping.Propose(fields, ColumnMapping.HeadersOf(head), await store.MappingAsync(register, set, ct));
            sheets.Add(new(head.Sheet, set, [.. head.Columns.Select(c => new MappedColumn(c.Column, c.Header, mapping.GetValueOrDefault(c.Header, ColumnMapping.Ignored)))]));
        }

        return sheets;
    }

    /// <returns>What is wrong with the choice; null when it was remembered.</returns>
    /// <param name="headerSet">As <see cref="SheetMapping.HeaderSet"/>.</param>
    public async Task<Refusal?> RememberAsync(string register, string headerSet, IReadOnlyDictionary<string, string> columns, CancellationToken ct)
    {
        var fields = ImportField.Of(shelf.Newest(register)!.Form);
        if (columns.FirstOrDefault(c => c.Value != ColumnMapping.Ignored && fields.All(f => f.Path != c.Value)) is { Key: { } header, Value: var path })
        {
            return ImportRefusals.UnknownField(header, path);
        }

        await store.RememberAsync(register, headerSet, columns, ct);
        return null;
    }

    private static string IdOf(string register, string document, ImportMode mode, IReadOnlyDictionary<string, string> columns, PersonId by, string name)
    {
        var said = JsonSerializer.Serialize(new { register, document, mode, columns = columns.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new[] { c.Key, c.Value }), by = by.Value, name });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)))[..32];
    }
}
