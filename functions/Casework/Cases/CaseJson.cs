using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Casework.Cases;

/// <summary>How rows hold records: the one place that knows. Names of cases, events and effects are literals on the types.</summary>
public static class CaseJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static readonly JsonSerializerOptions ByHash = new(Options) { Converters = { new FormHash() } };

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>Without the name of its type, and with the hash of each form instead of its content.</summary>
    public static byte[] WriteByHash(object value) => JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), ByHash);

    /// <exception cref="InvalidDataException">The row does not hold what its key promises.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body.Span, Options) ?? throw new InvalidDataException($"A row holds null instead of {typeof(T).Name}.");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException) // the latter where a row does not say of which kind it is
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

    private sealed class FormHash : JsonConverter<FormContent>
    {
        public override FormContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("a hash is no form");

        public override void Write(Utf8JsonWriter writer, FormContent value, JsonSerializerOptions options) => writer.WriteStringValue(value.Hash);
    }
}
