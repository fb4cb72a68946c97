using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProjectFlow.Core.Forms;

/// <summary>
/// What was entered, as canonical JSON: <c>{ section: { field: value } }</c>. Numbers and money stand in the field's own
/// unit as JSON numbers or strings, dates as <c>yyyy-MM-dd</c>, tables as arrays of objects.
/// </summary>
[JsonConverter(typeof(FormContentJson))]
public sealed class FormContent
{
    public const int MaxBytes = 512 * 1024;

    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private FormContent(byte[] utf8, JsonElement root) => (Utf8, Root) = (utf8, root);

    public static FormContent Empty { get; } = Parse("{}"u8.ToArray());

    /// <summary>UTF-8 bytes, members in the order given; these are what is stored and hashed.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    public JsonElement Root { get; }

    /// <summary>SHA-256 of <see cref="Utf8"/>, 64 lower-case hex digits.</summary>
    public string Hash => field ??= Convert.ToHexStringLower(SHA256.HashData(Utf8.Span));

    /// <exception cref="JsonException">Not JSON, or not an object.</exception>
    public static FormContent Parse(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 16 });
        return From(document.RootElement);
    }

    public static FormContent From(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("form content must be an object");
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Canonical))
        {
            try
            {
                root.WriteTo(writer);
            }
            catch (InvalidOperationException e)
            {
                throw new JsonException("half a surrogate pair, or broken UTF-8", e);
            }
        }

        return new(buffer.ToArray(), root.Clone());
    }
}

internal sealed class FormContentJson : JsonConverter<FormContent>
{
    public override FormContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return FormContent.From(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, FormContent value, JsonSerializerOptions options) => value.Root.WriteTo(writer);
}
