using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProjectFlow.Casework.Cases;

/// <summary>How rows hold records: the one place that knows. Names of cases, events and effects are literals on the types.</summary>
public static class CaseJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>Without the name of its type.</summary>
    public static byte[] WriteAsItself(object value) => JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Options);

    /// <exception cref="InvalidDataException">The row does not hold what its key promises.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body.Span, Options) ?? throw new InvalidDataException($"A row holds null instead of {typeof(T).Name}.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"A row does not hold a readable {typeof(T).Name}: {e.Message}", e);
        }
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Chinese stays readable, and half as long
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
        };
        options.Converters.Add(new JsonStringEnumConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
