using System.Globalization;

namespace ProjectFlow.Portal.Pages.Commands;

public enum InputKind
{
    Line,
    Text,
    Day,
    Number,

    /// <summary>Yuan, at most two decimals.</summary>
    Money,
    Tick,
    File,
    Choice,

    /// <summary>Any number of the options.</summary>
    Choices,

    /// <summary>A row for each option, with the columns in each.</summary>
    Table,
}

/// <summary>One thing a command asks for. Its name is that of the command's member, so that a refusal finds its place.</summary>
public sealed record CommandInput(string Name, InputKind Kind, bool Required = true)
{
    /// <summary>Of a table; each cell is an input of its own, such as <c>budget[0].fiscal</c>.</summary>
    public IReadOnlyList<CommandInput> Columns { get; init; } = [];

    /// <summary>What is typed in: the cells of a table, or the input itself.</summary>
    public IEnumerable<CommandInput> Cells => Kind != InputKind.Table ? [this] : Options.SelectMany((row, i) => Columns.Select(c => Cell(i, c)).Append(new(RowName(i), InputKind.Line, false)));

    public CommandInput Cell(int row, CommandInput column) => column with { Name = string.Create(CultureInfo.InvariantCulture, $"{Name}[{row}].{column.Name}") };

    /// <summary>Carries what the row is for.</summary>
    public string RowName(int row) => string.Create(CultureInfo.InvariantCulture, $"{Name}[{row}]");

    /// <summary>Null = the wording <c>input.{Name}</c>.</summary>
    public (string Zh, string En)? Label { get; init; }

    /// <summary>What can be chosen, with its wording in both languages.</summary>
    public IReadOnlyList<(string Value, string Zh, string En)> Options { get; init; } = [];
}
