using System.Text.Json;
using System.Text.Json.Nodes;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Rules;

namespace ProjectFlow.Core.Pools;

/// <summary>A programme's form as far as registers know its answers already. What they do not know stays blank.</summary>
public static class Prefilled
{
    /// <param name="facts">What the cases about the enterprise say of themselves.</param>
    /// <param name="on">The day by which accounting years are over.</param>
    public static FormContent Of(Programme programme, IReadOnlyList<CaseFacts> facts, DateOnly on)
    {
        IReadOnlyList<CaseFacts> over = [.. AccountingYears.Over(facts, on)];
        var filled = programme.Prefill.Select(f => (f.To, Value: Of(f, programme.Form.Find(f.To)!, over, on))).Where(f => f.Value is not null).ToList();
        var content = Content(filled);
        var wrong = FormCheck.Types(programme.Form, content).Select(p => p.Path.Split('[')[0]).ToHashSet();
        return wrong.Count == 0 ? content : Content([.. filled.Where(f => !wrong.Contains(f.To))]);
    }

    private static FormContent Content(List<(string To, JsonNode? Value)> filled)
    {
        var root = new JsonObject();
        foreach (var section in filled.GroupBy(f => f.To.Split('.')[0]))
        {
            root[section.Key] = new JsonObject(section.Select(f => KeyValuePair.Create(f.To.Split('.')[1], f.Value?.DeepClone())));
        }

        return FormContent.Parse(JsonSerializer.SerializeToUtf8Bytes(root));
    }

    private static JsonNode? Of(Fill fill, Field field, IReadOnlyList<CaseFacts> facts, DateOnly on) => fill switch
    {
        Fill.Value { From: Expression.Path p } => new FactValues(facts, on).Last(p.Name) is { } fact ? FillWriter.Write(field, fact) : null,
        Fill.Value v => v.From.Evaluate(new FactValues(facts, on)) is { } number ? FillWriter.Write(field, new Fact.Number(number)) : null,
        Fill.Count c when Knows(c.Of, facts) => JsonValue.Create(c.Of.In(facts).Count()),
        Fill.Rows r when AccountingYears.Last(facts, r.Last, on).ToList() is var recent && Knows(r.Of, recent) => Rows(r, field, recent),
        Fill.First f => (f.Words.FirstOrDefault(w => w.Of.In(facts).Any())?.Value ?? f.Otherwise) is { } word ? JsonValue.Create(word) : null,
        _ => null,
    };

    /// <summary>A register that has nothing at all of the enterprise does not say that there is nothing.</summary>
    private static bool Knows(Selection of, IReadOnlyList<CaseFacts> facts) => facts.Any(f => f.Source == of.Source);

    private static JsonArray Rows(Fill.Rows fill, Field table, IReadOnlyList<CaseFacts> facts)
    {
        var rows = FactValues.InOrder(fill.Of.In(facts)).Select(f => Row(fill, table, f)).DistinctBy(r => r.ToJsonString()).ToList();
        return [.. rows.Skip(fill.Last is { } last ? Math.Max(0, rows.Count - last) : 0)];
    }

    private static JsonObject Row(Fill.Rows fill, Field table, CaseFacts facts)
    {
        var row = new JsonObject();
        foreach (var column in fill.Columns)
        {
            var fact = facts.Values.GetValueOrDefault(column.From);
            var said = fact is Fact.Text t && column.Words.TryGetValue(t.Value, out var word) ? new Fact.Text(word) : fact;
            if (said is not null && FillWriter.Write(table.Columns.First(c => c.Id == column.Id), said) is { } value)
            {
                row[column.Id] = value;
            }
        }

        return row;
    }
}
