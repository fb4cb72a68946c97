using System.Globalization;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Portal.Pages.Commands;

/// <summary>What was typed for a command, by the names of its inputs; files by their hash.</summary>
public sealed record CommandValues(IReadOnlyDictionary<string, IReadOnlyList<string>> Given)
{
    private const long MostYuan = 1_000_000_000_000;

    public string Text(string name) => Given.GetValueOrDefault(name) is [.., var last] ? last.Trim() : "";

    /// <summary>With one of them replaced or added.</summary>
    public CommandValues With(string name, string value) => new(new Dictionary<string, IReadOnlyList<string>>(Given) { [name] = [value] });

    public string? TextOrNull(string name) => Text(name) is { Length: > 0 } text ? text : null;

    public IReadOnlyList<string> All(string name) => [.. (Given.GetValueOrDefault(name) ?? []).Where(v => v.Length > 0)];

    public bool Tick(string name) => Text(name) == "true";

    public DateOnly? Day(string name) => DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public int? Number(string name) => int.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public Money? Money(string name) =>
        decimal.TryParse(Text(name).Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan)
        && Math.Abs(yuan) <= MostYuan && decimal.Round(yuan, 2) == yuan ? Core.Common.Money.FromYuan(yuan) : null;

    /// <summary>Line by line, without empty ones.</summary>
    public IReadOnlyList<string> Lines(string name) => Text(name).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The rows of a table: what each is for, and its place.</summary>
    public IEnumerable<(string For, string Path)> Rows(string name)
    {
        for (var i = 0; Given.ContainsKey($"{name}[{i}]"); i++)
        {
            yield return (Text($"{name}[{i}]"), $"{name}[{i}].");
        }
    }

    /// <summary>Inputs that were left out, or cannot be read as what they are.</summary>
    public IReadOnlyList<Problem> Problems(IEnumerable<CommandInput> inputs) => [.. inputs.SelectMany(i => i.Cells).Select(Problem).OfType<Problem>()];

    private Problem? Problem(CommandInput input) => (Text(input.Name).Length > 0, input) switch
    {
        (false, { Required: true, Kind: not InputKind.Tick }) => new(input.Name, "required", "此项必填", "This is required."),
        (true, { Kind: InputKind.Day }) when Day(input.Name) is null => new(input.Name, "not-a-date", "不是有效日期，应如2023-03-15", "Not a date that exists; write it as 2023-03-15."),
        (true, { Kind: InputKind.Number }) when Number(input.Name) is null => new(input.Name, "wrong-type", "应填写整数", "This must be a whole number."),
        (true, { Kind: InputKind.Money }) when Money(input.Name) is null => new(input.Name, "wrong-type", "应填写金额（元），最多2位小数", "This must be an amount in yuan with at most 2 decimals."),
        (true, { Kind: InputKind.Choice } i) when i.Options.All(o => o.Value != Text(i.Name)) => new(input.Name, "not-an-option", "不在可选范围内", "Not one of the options."),
        _ => null,
    };
}
