using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Sheets;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Casework.Importing;

/// <summary>Writes a register as a table that can be imported again, and an empty one to fill in.</summary>
public sealed class RegisterSheets(CaseLists lists, CaseReader reader)
{
    private const int AtATime = 16;

    /// <summary>All records of a list, as the person sees them, in the order of their keys.</summary>
    /// <param name="list">As <see cref="RecordAccess.ListOf"/> gives it.</param>
    public Task WriteAsync(Stream to, Register register, string list, bool xlsx, Actor who, DateTimeOffset at, CancellationToken ct)
    {
        IReadOnlyList<string> header = [.. ImportField.Of(register.Form).Select(HeaderOf), .. Extra(register.Form).Select(f => f.Field.LabelZh), "状态"];
        var rows = RowsAsync(register, list, who, at, ct);
        return xlsx ? SheetWriter.WriteXlsxAsync(to, register.NameZh, header, rows, ct) : SheetWriter.WriteCsvAsync(to, header, rows, ct);
    }

    /// <summary>A workbook with the header, and a second sheet that says what belongs in each column.</summary>
    public static Task WriteTemplateAsync(Stream to, Register register, CancellationToken ct)
    {
        var fields = ImportField.Of(register.Form);
        IEnumerable<IReadOnlyList<object?>> hints = fields.Select(f => (IReadOnlyList<object?>)[HeaderOf(f), f.Field.LabelEn, f.Field.Required ? "必填 Required" : "", ImportHints.Of(f.Field), f.Field.HelpZh ?? "", f.Field.HelpEn ?? ""]);
        return SheetWriter.WriteXlsxAsync(to, [new(register.NameZh, [], [.. fields.Select(HeaderOf)], []), new("填写说明 Hints", [], ["列 Column", "英文名 English", "必填 Required", "怎样填写 How", "说明 Help", "English help"], [.. hints])], ct);
    }

    /// <summary>With the unit, so that a filled table says by itself what its figures are.</summary>
    internal static string HeaderOf(ImportField field) => MoneyUnit.Of(field.Field) is { } unit ? $"{field.Header}（{unit}）" : field.Header;

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(Register register, string list, Actor who, DateTimeOffset at, [EnumeratorCancellation] CancellationToken ct)
    {
        var fields = ImportField.Of(register.Form);
        var extra = Extra(register.Form).ToList();
        for (var after = ""; after is not null;)
        {
            var page = await lists.PageAsync(list, after, CaseLists.MaxPage, ct);
            foreach (var some in page.Lines.Chunk(AtATime))
            {
                foreach (var view in await Task.WhenAll(some.Select(l => reader.FindAsync(l.Case, who, at, ct))))
                {
                    if (view?.State is RegisterRecord { RemovedOn: null } record)
                    {
                        yield return Row(register, fields, extra, record);
                    }
                }
            }

            after = page.Next;
        }
    }

    private static List<object?> Row(Register register, IReadOnlyList<ImportField> fields, IReadOnlyList<(string Path, Field Field)> extra, RegisterRecord record)
    {
        var computed = FormCheck.Compute(register.Form, record.Content);
        return
        [
            .. fields.Select(f => FormValues.At(record.Content, f.Path) is { } value ? Cell(f.Field, value) : null),
            .. extra.Select(f => f.Field.Type == FieldType.Computed ? computed.GetValueOrDefault(f.Path) : FormValues.At(record.Content, f.Path) is { } value ? (object)Lines(f.Field, value) : null),
            register.State(record.RecordState)?.NameZh ?? record.RecordState,
        ];
    }

    /// <summary>What is shown, but cannot be imported.</summary>
    private static IEnumerable<(string Path, Field Field)> Extra(FormDefinition form) =>
        form.Sections.SelectMany(s => s.Fields.Where(f => f.Type is FieldType.Table or FieldType.Computed or FieldType.Period).Select(f => ($"{s.Id}.{f.Id}", f)));

    private static object? Cell(Field field, JsonElement value) => (field.Type, value.ValueKind) switch
    {
        (FieldType.Date, JsonValueKind.String) when DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        (FieldType.Enum, JsonValueKind.String) => OptionOf(field, value.GetString()!),
        (FieldType.MultiEnum, JsonValueKind.Array) => string.Join('、', value.EnumerateArray().Select(v => OptionOf(field, v.ToString()))),
        (FieldType.Person, JsonValueKind.Object) => value.TryGetProperty("name", out var name) ? name.ToString() : null,
        (_, JsonValueKind.Number) => value.GetDecimal(),
        (_, JsonValueKind.True) => "是",
        (_, JsonValueKind.False) => "否",
        _ => value.ToString(),
    };

    /// <summary>One line for each row of a table, or the two days of a period.</summary>
    private static string Lines(Field field, JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? string.Join('\n', value.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.Object).Select(r => string.Join('；', field.Columns.Select(c => r.TryGetProperty(c.Id, out var cell) ? $"{c.LabelZh}：{Shown(Cell(c, cell))}" : null).OfType<string>())))
        : string.Join('至', value.EnumerateObject().Select(m => m.Value.ToString()));

    private static string? Shown(object? cell) => cell is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Convert.ToString(cell, CultureInfo.InvariantCulture);

    private static string OptionOf(Field field, string option) =>
        field.Options.ToList().IndexOf(option) is >= 0 and var at && at < field.OptionsZh.Count ? field.OptionsZh[at] : option;
}
