using System.Text.Json;
using System.Text.Json.Nodes;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Core.Applications;

/// <summary>Something of an earlier form that has no place in a new one.</summary>
/// <param name="Path">In the earlier form, such as <c>project.basis</c> or <c>budget.lines.note</c>.</param>
public sealed record LeftOut(string Path, string LabelZh, string LabelEn, string Zh, string En);

/// <summary>
/// What an earlier form still says in a new one: fields of the same name and kind whose values are still right. Documents,
/// declarations and what is worked out are never carried over, and not left out either: they are given anew each time.
/// </summary>
public sealed record CarriedOver(FormContent Form, IReadOnlyList<LeftOut> LeftOut)
{
    private static readonly FieldType[] Never = [FieldType.Declaration, FieldType.File, FieldType.Computed];

    /// <param name="then">What the earlier form was filled in by.</param>
    public static CarriedOver Of(FormDefinition then, FormContent earlier, FormDefinition now)
    {
        var (root, left) = (new JsonObject(), new List<LeftOut>());
        foreach (var (section, field) in then.Sections.SelectMany(s => s.Fields.Where(IsCarried).Select(f => (s.Id, f))))
        {
            var path = $"{section}.{field.Id}";
            if (FormValues.At(earlier, path) is { } value && !FieldCheck.IsBlank(value) && Fitting(field, value, now.Find(path), path, (field.LabelZh, field.LabelEn), left) is { } node)
            {
                root[section] ??= new JsonObject();
                root[section]![field.Id] = node;
            }
        }

        return Whole(now, root, left);
    }

    private static bool IsCarried(Field field) => !Never.Contains(field.Type);

    private static JsonNode? Fitting(Field field, JsonElement value, Field? now, string path, (string Zh, string En) label, List<LeftOut> left)
    {
        if (now is null || !IsSameKind(field, now))
        {
            left.Add(new(path, label.Zh, label.En, now is null ? "新表已无此项" : "填写方式已改变", now is null ? "no longer asked" : "asked in another way now"));
            return null;
        }

        if (field.Type == FieldType.Table)
        {
            return value.ValueKind == JsonValueKind.Array ? Rows(field, value, now, path, label, left) : null;
        }

        if (FieldCheck.Value(now, value, path).FirstOrDefault() is not { } wrong)
        {
            return JsonSerializer.SerializeToNode(value);
        }

        left.Add(new(path, label.Zh, label.En, wrong.Zh, wrong.En));
        return null;
    }

    /// <summary>Row by row; a row of which nothing fits stays as a blank one, because rows may have fixed places.</summary>
    private static JsonArray Rows(Field table, JsonElement rows, Field now, string path, (string Zh, string En) label, List<LeftOut> left)
    {
        var carried = new JsonArray();
        foreach (var row in rows.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.Object))
        {
            var cells = new JsonObject();
            foreach (var column in table.Columns.Where(IsCarried))
            {
                if (row.TryGetProperty(column.Id, out var value) && !FieldCheck.IsBlank(value)
                    && Fitting(column, value, now.Columns.FirstOrDefault(c => c.Id == column.Id), $"{path}.{column.Id}", ($"{label.Zh} · {column.LabelZh}", $"{label.En} · {column.LabelEn}"), left) is { } cell)
                {
                    cells[column.Id] = cell;
                }
            }

            carried.Add((JsonNode)cells);
        }

        return carried;
    }

    /// <summary>What is wrong only as a whole, such as a table of too many rows, goes as a whole.</summary>
    private static CarriedOver Whole(FormDefinition now, JsonObject root, List<LeftOut> left)
    {
        foreach (var wrong in FormCheck.Types(now, FormContent.From(JsonSerializer.SerializeToElement(root))).DistinctBy(p => Place(p)))
        {
            var (section, field) = Place(wrong);
            var of = now.Find($"{section}.{field}");
            (root[section] as JsonObject)?.Remove(field);
            left.Add(new($"{section}.{field}", of?.LabelZh ?? field, of?.LabelEn ?? field, wrong.Zh, wrong.En));
        }

        return new(FormContent.From(JsonSerializer.SerializeToElement(root)), [.. left.DistinctBy(l => l.Path)]);
    }

    private static (string Section, string Field) Place(Problem problem) =>
        problem.Path.Split('.', '[') is [var section, var field, ..] ? (section, field) : (problem.Path, "");

    private static bool IsSameKind(Field then, Field now) => then.Unit == now.Unit && then.Rows.SequenceEqual(now.Rows)
        && (then.Type == now.Type || (then.Type, now.Type) is (FieldType.Text, FieldType.LongText) or (FieldType.Int, FieldType.Decimal));
}
