using System.Text.Json.Nodes;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Server.Demo;

/// <summary>Fills any form in a plausible way, the same each time.</summary>
internal static class DemoForm
{
    public static FormContent Fill(FormDefinition form, DemoCase of)
    {
        var root = new JsonObject();
        foreach (var section in form.Sections)
        {
            root[section.Id] = Fields(section.Fields, of);
        }

        return FormContent.Parse(System.Text.Encoding.UTF8.GetBytes(root.ToJsonString()));
    }

    private static JsonObject Fields(IReadOnlyList<Field> fields, DemoCase of)
    {
        var values = new JsonObject();
        foreach (var field in fields)
        {
            if (Value(field, of) is { } value)
            {
                values[field.Id] = value;
            }
        }

        return values;
    }

    private static JsonNode? Value(Field field, DemoCase of) => field.Type switch
    {
        FieldType.Text when field.Id == "title" => of.Title,
        FieldType.Text or FieldType.LongText => Short(field, of),
        FieldType.Int when field.Id.StartsWith("openProjects", StringComparison.Ordinal) || field.Id == "runningProjects" => 0,
        FieldType.Int => (long)Number(field, 3),
        FieldType.Decimal or FieldType.Percent or FieldType.MoneyYuan => Number(field, 10),
        FieldType.MoneyWanyuan when field.Id == "htIncome" => Sales(of, 2) * 4 / 5,
        FieldType.MoneyWanyuan => Number(field, of.Award.Wanyuan > 0 ? of.Award.Wanyuan : 50),
        FieldType.Date when field.Id == "estDate" => "2012-05-18",
        FieldType.Date => field.Id.EndsWith("To", StringComparison.Ordinal) ? "2024-12-31" : "2023-01-16",
        FieldType.Period => new JsonObject { ["from"] = "2023-07-01", ["to"] = "2025-06-30" },
        FieldType.Bool or FieldType.Declaration => true,
        FieldType.Enum => field.Options.Count > 0 ? field.Options[0] : null,
        FieldType.MultiEnum => new JsonArray([.. field.Options.Take((int)(field.Min ?? 1)).Select(o => (JsonNode)o)]),
        FieldType.Uscc => DemoPeople.Enterprise(of.Enterprise).Value,
        FieldType.Person => new JsonObject { ["name"] = of.Leader },
        FieldType.Phone => "0516-88000000",
        FieldType.Email => DemoPeople.Editor(of.Enterprise) + "@demo.example",
        FieldType.Region => "320381",
        FieldType.Table when field.Id == "years" => new JsonArray([.. Enumerable.Range(0, 3).Select(i => (JsonNode)Year(field.Columns, of, i))]),
        FieldType.Table => new JsonArray([.. Enumerable.Range(0, Math.Max(1, (int)(field.Min ?? 1))).Select(_ => (JsonNode)Fields(field.Columns, of))]),
        _ => null,
    };

    /// <summary>One of the three years before, growing; R&amp;D is some 7 % of sales.</summary>
    private static JsonObject Year(IReadOnlyList<Field> columns, DemoCase of, int i)
    {
        var values = Fields(columns, of);
        var sales = Sales(of, i);
        foreach (var (name, value) in new[] { ("year", 2020 + i), ("sales", sales), ("totalIncome", sales + 20), ("rdTotal", sales / 14), ("rdDomestic", sales / 14), ("netAssets", sales / 2) }.Where(v => values.ContainsKey(v.Item1)))
        {
            values[name] = value;
        }

        return values;
    }

    private static int Sales(DemoCase of, int i) => 1_800 + (of.No * 23) + (i * 640);

    private static decimal Number(Field field, decimal wanted) => Math.Min(Math.Max(wanted, field.Min ?? 0), field.Max ?? decimal.MaxValue);

    private static string Short(Field field, DemoCase of)
    {
        var text = $"{of.Title}：{field.LabelZh}";
        return text[..Math.Min(text.Length, field.MaxLength ?? 200)];
    }
}
