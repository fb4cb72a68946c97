using System.Globalization;
using System.Text.Json;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Core.Registers;

/// <summary>What a record says of itself to figures: its fields by their path, and each row of its tables apart.</summary>
public static class RecordFacts
{
    private const int FenPerYuan = 100;
    private const int FenPerWanyuan = 1_000_000;

    /// <summary>None for a record that was removed. A sealed one says that it is there, not what it holds.</summary>
    public static IReadOnlyList<CaseFacts> Of(Register register, RegisterRecord r)
    {
        if (r.IsStub || r.RemovedOn is not null)
        {
            return [];
        }

        var own = Standing(r);
        if (r.SealedUntil is null)
        {
            foreach (var (path, fact) in Fields(register.Form, r.Content))
            {
                own[path] = fact;
            }
        }

        var source = $"register:{register.Ref.Id}";
        return [new(source, own), .. r.SealedUntil is null ? Rows(register.Form, r.Content, source, own) : []];
    }

    private static Dictionary<string, Fact> Standing(RegisterRecord r)
    {
        var facts = new Dictionary<string, Fact> { ["state"] = new Fact.Text(r.RecordState), ["key"] = new Fact.Text(r.Key), ["createdOn"] = new Fact.Day(r.CreatedOn!.Value) };
        if (r.Org is { } org)
        {
            facts["org"] = new Fact.Text(org.Value);
        }

        if (r.Area is { } area)
        {
            facts["area"] = new Fact.Text(area);
        }

        foreach (var (state, day) in r.Entered)
        {
            facts[$"entered.{state}"] = new Fact.Day(day);
        }

        if (r.Entered.TryGetValue(r.RecordState, out var since))
        {
            facts[$"in.{r.RecordState}"] = new Fact.Day(since);
        }

        foreach (var (other, records) in r.Linked)
        {
            facts[$"linked.{other}"] = new Fact.Number(records.Count);
        }

        return facts;
    }

    private static IEnumerable<(string Path, Fact Fact)> Fields(FormDefinition form, FormContent content)
    {
        var values = new FormValues(form, content);
        return form.Sections.SelectMany(s => s.Fields.Where(f => FormCheck.Asked(f, content)).SelectMany(f => f.Type == FieldType.Computed
            ? Computed($"{s.Id}.{f.Id}", f, values.Number($"{s.Id}.{f.Id}"))
            : FormValues.At(content, $"{s.Id}.{f.Id}") is { } value ? Of(f, value, $"{s.Id}.{f.Id}") : []));
    }

    private static IEnumerable<CaseFacts> Rows(FormDefinition form, FormContent content, string source, Dictionary<string, Fact> own) =>
        from section in form.Sections
        from table in section.Fields
        where table.Type == FieldType.Table && FormCheck.Asked(table, content)
        let value = FormValues.At(content, $"{section.Id}.{table.Id}")
        where value is { ValueKind: JsonValueKind.Array }
        from row in value.Value.EnumerateArray()
        select new CaseFacts($"{source}/{section.Id}.{table.Id}", Row(table, row, own));

    private static Dictionary<string, Fact> Row(Field table, JsonElement row, Dictionary<string, Fact> own)
    {
        var facts = new Dictionary<string, Fact>(own);
        foreach (var (name, fact) in table.Columns.SelectMany(c => row.TryGetProperty(c.Id, out var cell) ? Of(c, cell, c.Id) : []))
        {
            facts[name] = fact;
        }

        return facts;
    }

    private static IEnumerable<(string Path, Fact Fact)> Computed(string path, Field field, decimal? value) => value is not { } number ? []
        : [(path, new Fact.Number(number * (field.Unit switch { "元" => FenPerYuan, "万元" => FenPerWanyuan, _ => 1 })))];

    /// <summary>Persons, files and lists of choices are no scalars: figures do not ask for them.</summary>
    private static IEnumerable<(string Path, Fact Fact)> Of(Field field, JsonElement value, string path) => field.Type switch
    {
        FieldType.Period => Day(Member(value, "from"), path + ".from").Concat(Day(Member(value, "to"), path + ".to")),
        FieldType.Date => Day(value, path),
        FieldType.Month => Day(value, path, "-01"),
        FieldType.Year => Numeral.Parse(value) is Numeral.Exact n ? [(path, new Fact.Day(new((int)n.Value, 1, 1)))] : [],
        FieldType.Bool or FieldType.Declaration => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? [(path, new Fact.Flag(value.GetBoolean()))] : [],
        FieldType.MoneyYuan => Number(value, path, FenPerYuan),
        FieldType.MoneyWanyuan => Number(value, path, FenPerWanyuan),
        FieldType.Int or FieldType.Decimal or FieldType.Percent => Number(value, path, 1),
        FieldType.Person or FieldType.File or FieldType.MultiEnum or FieldType.Table or FieldType.Computed => [],
        _ => value.ValueKind == JsonValueKind.String ? [(path, new Fact.Text(value.GetString()!))] : [],
    };

    private static IEnumerable<(string Path, Fact Fact)> Number(JsonElement value, string path, int times) => Numeral.Parse(value) is Numeral.Exact n ? [(path, new Fact.Number(n.Value * times))] : [];

    private static IEnumerable<(string Path, Fact Fact)> Day(JsonElement? value, string path, string rest = "") => value is { ValueKind: JsonValueKind.String } v
        && DateOnly.TryParseExact(v.GetString()!.Trim() + rest, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? [(path, new Fact.Day(day))] : [];

    private static JsonElement? Member(JsonElement value, string name) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : null;
}
