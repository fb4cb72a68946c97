using System.Text.Json.Nodes;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Casework.Importing;

/// <summary>Reads ticks and options by their id, their Chinese name, or as people write yes and no.</summary>
internal static class CellChoices
{
    private static readonly string[] Yes = ["是", "有", "对", "√", "✓", "✔", "☑", "yes", "y", "true", "1"];
    private static readonly string[] No = ["否", "无", "没有", "不是", "×", "✗", "✘", "☐", "no", "n", "false", "0"];

    /// <param name="text">In half width.</param>
    public static CellValue Flag(string text) => Is(Yes, text) ? new CellValue.Given(true) : Is(No, text) ? new CellValue.Given(false)
        : new CellValue.Bad("not-a-flag", $"“{text}”应为“是”或“否”", $"'{text}' should be 是 (yes) or 否 (no).");

    public static CellValue One(Field field, string text) => Option(field, text) is { } option ? new CellValue.Given(option) : NotAnOption(field, text);

    public static CellValue Several(Field field, string text)
    {
        var parts = text.Split([';', ',', '、', '|', '/', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.FirstOrDefault(p => Option(field, p) is null) is { } wrong ? NotAnOption(field, wrong)
            : new CellValue.Given(new JsonArray([.. parts.Select(p => (JsonNode)Option(field, p)!).DistinctBy(o => o.GetValue<string>())]));
    }

    private static string? Option(Field field, string text)
    {
        var at = Index(field.Options, text) is >= 0 and var id ? id : Index(field.OptionsZh, text);
        return at < 0 ? null : field.Options[at];
    }

    private static int Index(IReadOnlyList<string> options, string text) =>
        options.ToList().FindIndex(o => string.Equals(CellValues.Half(o), text, StringComparison.OrdinalIgnoreCase));

    private static bool Is(string[] words, string text) => words.Contains(text, StringComparer.OrdinalIgnoreCase);

    private static CellValue.Bad NotAnOption(Field field, string text)
    {
        var (zh, en) = (string.Join('、', field.OptionsZh.Count > 0 ? field.OptionsZh : field.Options), string.Join(", ", field.Options));
        return new("not-an-option", $"“{text}”不在可选范围内：{zh}", $"'{text}' is not one of the options: {en}.");
    }
}
