using System.Text.Json;
using System.Text.Json.Nodes;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Portal.Pages.Forms;

/// <summary>One section of a form as a page shows it.</summary>
/// <param name="Values">What stands in the fields: stored, or as typed.</param>
/// <param name="Form">The whole form, for conditions and totals.</param>
public sealed record FormView(FormDefinition Definition, FormSection Section, JsonObject? Values, FormContent Form)
{
    public bool Editable { get; init; }

    public IReadOnlyList<Problem> Problems { get; init; } = [];

    public IReadOnlyList<CommentThread> Threads { get; init; } = [];

    /// <summary>Who looks may write comments.</summary>
    public bool MayComment { get; init; }

    /// <summary>Who looks may mark a comment as settled.</summary>
    public bool MayResolve { get; init; }

    /// <summary>The table that gets one more blank row, because that was asked for.</summary>
    public string? GrowTable { get; init; }

    public IReadOnlyDictionary<string, decimal?> Computed { get; init; } = new Dictionary<string, decimal?>();

    /// <summary>Where comments go; null where there are none.</summary>
    public string? Address { get; init; }
}

/// <summary>One field, or one cell of a table.</summary>
/// <param name="Path">Such as <c>budget.lines[2].fiscal</c>; it names the input, too.</param>
/// <param name="Of">The page's form.</param>
public sealed record FieldView(Field Field, string Path, JsonNode? Value, FormView Of)
{
    public string Id => Parts.Ids.Of(Path);

    /// <summary>Text in the input; numbers as they were typed.</summary>
    public string Text => TextOf(Value);

    public string Label(bool english) => english ? Field.LabelEn : Field.LabelZh;

    public IEnumerable<Problem> Wrong => Of.Problems.Where(p => p.Path == Path || (Field.Type != FieldType.Table && (p.Path.StartsWith(Path + ".", StringComparison.Ordinal) || p.Path.StartsWith(Path + "[", StringComparison.Ordinal))));

    public bool IsWrong => Wrong.Any();

    public string Member(string name) => Value is JsonObject o ? TextOf(o[name]) : name == "name" ? Text : "";

    public FieldView Cell(Field column, int row) => new(column, $"{Path}[{row}].{column.Id}", (Value as JsonArray)?.ElementAtOrDefault(row)?[column.Id], Of);

    /// <summary>A row goes by its number, unless the table says what its rows are.</summary>
    public string RowName(int row, bool english) =>
        Field.Rows.Count <= row ? (row + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)
        : !english && Field.RowsZh.Count > 0 ? Field.RowsZh[row] : Field.Rows[row];

    /// <summary>What an option is called; options themselves may be in one language only.</summary>
    public string Option(string option, bool english) =>
        !english && Field.OptionsZh.Count > 0 ? Field.OptionsZh[Field.Options.ToList().IndexOf(option)] : option;

    private static string TextOf(JsonNode? node) => node switch
    {
        null => "",
        JsonValue v when v.GetValueKind() == JsonValueKind.String => v.GetValue<string>(),
        _ => node.ToJsonString(),
    };
}
