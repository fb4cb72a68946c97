using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProjectFlow.Core.Metrics;

/// <summary>What a case says of itself to figures.</summary>
/// <param name="Source">Such as <c>application</c> or <c>register:ip</c>.</param>
public sealed record CaseFacts(string Source, IReadOnlyDictionary<string, Fact> Values);

[JsonConverter(typeof(FactJson))]
public abstract record Fact
{
    public sealed record Text(string Value) : Fact;

    /// <summary>A figure; money in fen.</summary>
    public sealed record Number(decimal Value) : Fact;

    public sealed record Day(DateOnly Value) : Fact;

    public sealed record Flag(bool Value) : Fact;

    private Fact() { }
}

/// <summary>A text, number or flag as it is; a day as <c>{"day":"2023-03-01"}</c>.</summary>
internal sealed class FactJson : JsonConverter<Fact>
{
    private const string Day = "day";

    public override Fact Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.ValueKind switch
        {
            JsonValueKind.String => new Fact.Text(value.RootElement.GetString()!),
            JsonValueKind.Number => new Fact.Number(value.RootElement.GetDecimal()),
            JsonValueKind.True or JsonValueKind.False => new Fact.Flag(value.RootElement.GetBoolean()),
            JsonValueKind.Object when value.RootElement.TryGetProperty(Day, out var day) && DateOnly.TryParseExact(day.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) => new Fact.Day(on),
            _ => throw new JsonException("not a fact"),
        };
    }

    public override void Write(Utf8JsonWriter writer, Fact value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case Fact.Text t:
                writer.WriteStringValue(t.Value);
                break;
            case Fact.Number n:
                writer.WriteNumberValue(n.Value);
                break;
            case Fact.Flag f:
                writer.WriteBooleanValue(f.Value);
                break;
            case Fact.Day d:
                writer.WriteStartObject();
                writer.WriteString(Day, d.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                writer.WriteEndObject();
                break;
            default:
                throw new InvalidOperationException($"No way to write {value.GetType().Name}.");
        }
    }
}
