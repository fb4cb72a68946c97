using System.Globalization;
using System.Text.Json.Nodes;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Core.Pools;

/// <summary>Writes a fact the way a field is typed, in the field's own unit; nothing when the field cannot hold it.</summary>
internal static class FillWriter
{
    private const int FenPerYuan = 100;
    private const int FenPerWanyuan = 1_000_000;
    private const int Decimals = 6;

    public static JsonNode? Write(Field field, Fact fact) => (field.Type, fact) switch
    {
        (FieldType.Text or FieldType.LongText or FieldType.Uscc or FieldType.Phone or FieldType.Email or FieldType.Region, Fact.Text t) => JsonValue.Create(t.Value),
        (FieldType.Enum, Fact.Text t) when field.Options.Contains(t.Value) => JsonValue.Create(t.Value),
        (FieldType.Int, Fact.Number n) when n.Value == decimal.Truncate(n.Value) => Number(n.Value),
        (FieldType.Decimal or FieldType.Percent, Fact.Number n) => Number(n.Value),
        (FieldType.MoneyYuan, Fact.Number n) => Number(Fen(n.Value) / FenPerYuan),
        (FieldType.MoneyWanyuan, Fact.Number n) => Number(Fen(n.Value) / FenPerWanyuan),
        (FieldType.Date, Fact.Day d) => JsonValue.Create(d.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        (FieldType.Month, Fact.Day d) => JsonValue.Create(d.Value.ToString("yyyy-MM", CultureInfo.InvariantCulture)),
        (FieldType.Year or FieldType.Int, Fact.Day d) => JsonValue.Create(d.Value.Year),
        (FieldType.Bool, Fact.Flag f) => JsonValue.Create(f.Value),
        _ => null,
    };

    private static decimal Fen(decimal fen) => Math.Round(fen, MidpointRounding.AwayFromZero);

    // Dividing by one with all its decimals drops the zeros at the end.
    private static JsonValue? Number(decimal value) => JsonValue.Create(Math.Round(value, Decimals, MidpointRounding.AwayFromZero) / 1.0000000000000000000000000000m);
}
