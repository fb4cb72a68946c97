namespace ProjectFlow.Core.Forms;

/// <summary>An application form as data: sections of fields. Renderer, check and API all read this.</summary>
public sealed record FormDefinition(IReadOnlyList<FormSection> Sections)
{
    public static FormDefinition Empty { get; } = new([]);
}

public sealed record FormSection(string Id, string TitleZh, string TitleEn, IReadOnlyList<Field> Fields);

public enum FieldType
{
    Text,
    LongText,
    Int,
    Decimal,

    /// <summary>Money entered in yuan, at most 2 decimals.</summary>
    MoneyYuan,

    /// <summary>Money entered in 万元, at most 6 decimals.</summary>
    MoneyWanyuan,
    Percent,
    Date,

    /// <summary>From one date to another, both included.</summary>
    Period,
    Bool,
    Enum,
    MultiEnum,

    /// <summary>Unified social credit code.</summary>
    Uscc,
    Person,
    Phone,
    Email,

    /// <summary>Six-digit GB/T 2260 code.</summary>
    Region,
    Table,

    /// <summary>Files attached to the case, by slot.</summary>
    File,

    /// <summary>Worked out from other fields by <see cref="Field.Expression"/>; never typed.</summary>
    Computed,

    /// <summary>A statement that must be ticked.</summary>
    Declaration,

    /// <summary>A calendar month as <c>2023-03</c>; to figures its first day.</summary>
    Month,

    /// <summary>A calendar year from 1900 to 2100; to figures its first day.</summary>
    Year,
}

/// <summary>One field, or one column of a table. Limits are inclusive.</summary>
public sealed record Field(string Id, FieldType Type, string LabelZh, string LabelEn)
{
    public bool Required { get; init; }

    /// <summary>Needed already for guidance review ("min" field).</summary>
    public bool RequiredForGuidance { get; init; }

    public string? Unit { get; init; }

    /// <summary>Smallest number, or fewest rows or choices.</summary>
    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    /// <summary>Longest text in UTF-16 units; by default 200 for text, 10 000 for long text.</summary>
    public int? MaxLength { get; init; }

    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>The options in Chinese, in the same order; empty = the options are shown as they are.</summary>
    public IReadOnlyList<string> OptionsZh { get; init; } = [];

    /// <summary>Columns of a table.</summary>
    public IReadOnlyList<Field> Columns { get; init; } = [];

    /// <summary>What the rows of a table are, in order, where it has just these and none can be added; empty = rows are added as needed.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];

    /// <summary>The names of the rows in Chinese, in the same order; empty = they are shown as they are.</summary>
    public IReadOnlyList<string> RowsZh { get; init; } = [];

    /// <summary>The table ends with a row of totals of its columns of numbers; a blank cell counts as 0.</summary>
    public bool Totals { get; init; }

    /// <summary>
    /// For <see cref="FieldType.Computed"/>, such as <c>sum(budget.lines.fiscal) + sum(budget.lines.self)</c>. In a column it names
    /// other columns of the same row, such as <c>total(federal) + total(own)</c>.
    /// </summary>
    public string? Expression { get; init; }

    /// <summary>Shown and asked only while this holds, such as <c>project.basis = "科技副总"</c>; null = always.</summary>
    public string? When { get; init; }

    public string? HelpZh { get; init; }

    public string? HelpEn { get; init; }
}
