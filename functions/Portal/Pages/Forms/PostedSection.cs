using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Portal.Pages.Forms;

/// <summary>
/// Turns the fields of a posted page into the content of one section. A field the page did not show keeps what was stored;
/// what cannot be read as its type is kept as typed, so that the form check can say so.
/// </summary>
internal sealed class PostedSection(IFormCollection posted)
{
    /// <param name="stored">The section as it stands; null when nothing is stored yet.</param>
    public JsonObject Read(FormSection section, JsonObject? stored)
    {
        var content = stored is null ? [] : (JsonObject)stored.DeepClone();
        foreach (var field in section.Fields.Where(f => f.Type != FieldType.Computed && posted[$"choose.{section.Id}.{f.Id}"] != "theirs"))
        {
            Put(content, field, $"{section.Id}.{field.Id}");
        }

        return content;
    }

    private void Put(JsonObject content, Field field, string path)
    {
        if (!IsPosted(field, path))
        {
            return;
        }

        content.Remove(field.Id, out var stored);
        if (Value(field, path, stored) is { } value)
        {
            content[field.Id] = value;
        }
    }

    private bool IsPosted(Field field, string path) => field.Type switch
    {
        FieldType.Period => posted.ContainsKey(path + ".from") || posted.ContainsKey(path + ".to"),
        FieldType.Person => PersonMembers.Shown.Any(m => posted.ContainsKey($"{path}.{m}")),
        _ => posted.ContainsKey(path),
    };

    private JsonNode? Value(Field field, string path, JsonNode? stored) => field.Type switch
    {
        FieldType.Table => Table(field, path),
        FieldType.Period => Members(path, stored as JsonObject, ["from", "to"]),
        FieldType.Person => Members(path, stored as JsonObject, PersonMembers.Shown),
        FieldType.MultiEnum => posted[path].Where(v => !string.IsNullOrEmpty(v)).Select(v => (JsonNode?)v).ToArray() is { Length: > 0 } chosen ? new JsonArray(chosen) : null,
        FieldType.Bool or FieldType.Declaration => Last(path) switch { "true" => true, "false" => false, _ => null },
        FieldType.Int or FieldType.Decimal or FieldType.MoneyYuan or FieldType.MoneyWanyuan or FieldType.Percent or FieldType.Year => Number(Last(path)),
        _ => Last(path) is { Length: > 0 } text ? text : null,
    };

    /// <summary>Rows in the order of their numbers. Blank rows at the end were never filled in and are dropped.</summary>
    private JsonArray? Table(Field table, string path)
    {
        var rows = RowNumbers(path).Select(n => Row(table, $"{path}[{n.ToString(CultureInfo.InvariantCulture)}]")).ToList();
        while (rows.Count > 0 && rows[^1].Count == 0)
        {
            rows.RemoveAt(rows.Count - 1);
        }

        return rows.Count == 0 ? null : new JsonArray([.. rows]);
    }

    private JsonObject Row(Field table, string path)
    {
        var row = new JsonObject();
        foreach (var column in table.Columns.Where(c => c.Type != FieldType.Computed))
        {
            Put(row, column, $"{path}.{column.Id}");
        }

        return row;
    }

    /// <summary>Numbers of the rows the page had, in order; they need not follow each other.</summary>
    private IEnumerable<int> RowNumbers(string path) => posted.Keys
        .Where(k => k.StartsWith(path + "[", StringComparison.Ordinal))
        .Select(k => k[(path.Length + 1)..].Split(']')[0])
        .Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)
        .Where(n => n >= 0).Distinct().Order();

    private JsonObject? Members(string path, JsonObject? stored, IReadOnlyList<string> names)
    {
        var value = stored is null ? [] : (JsonObject)stored.DeepClone();
        foreach (var name in names.Where(n => posted.ContainsKey($"{path}.{n}")))
        {
            value.Remove(name);
            if (Last($"{path}.{name}") is { Length: > 0 } text)
            {
                value[name] = text;
            }
        }

        return value.Count == 0 ? null : value;
    }

    /// <summary>The last of a name: a box that is ticked comes after the blank that says the box was shown.</summary>
    private string Last(string path) => (posted[path].LastOrDefault() ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Trim();

    /// <summary>Full-width digits, separators and blanks inside are put right, as people copy them from tables.</summary>
    private static JsonValue? Number(string typed)
    {
        var text = string.Concat(Width.Narrow(typed).Where(c => c != ',' && !char.IsWhiteSpace(c)));
        return text.Length == 0 ? null
            : decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
            : JsonValue.Create(typed);
    }
}
