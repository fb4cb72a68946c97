using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Identifiers;

namespace ProjectFlow.Core.Registers;

/// <summary>One way of writing the same content, so that what is the same compares the same.</summary>
internal static class RecordContent
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Fields in the form's order, blanks left out, texts trimmed, codes and numbers in their shortest form.</summary>
    /// <param name="content">Already checked against the form.</param>
    public static FormContent Canonical(FormDefinition form, FormContent content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            foreach (var section in form.Sections.Where(s => s.Fields.Any(f => Given(content, s, f))))
            {
                json.WriteStartObject(section.Id);
                section.Fields.Where(f => Given(content, section, f)).ToList().ForEach(f => Write(json, f, FormValues.At(content, $"{section.Id}.{f.Id}")!.Value));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return FormContent.Parse(buffer.WrittenMemory.ToArray());
    }

    /// <summary>The content with the fields of another laid over it.</summary>
    public static FormContent Merge(FormContent content, FormContent over)
    {
        var root = (JsonObject)JsonNode.Parse(content.Utf8.Span)!;
        foreach (var section in over.Root.EnumerateObject().Where(s => s.Value.ValueKind == JsonValueKind.Object))
        {
            var into = root[section.Name] as JsonObject ?? [];
            root[section.Name] = into;
            foreach (var field in section.Value.EnumerateObject())
            {
                into[field.Name] = JsonNode.Parse(field.Value.GetRawText());
            }
        }

        return FormContent.From(JsonSerializer.SerializeToElement(root));
    }

    private static bool Given(FormContent content, FormSection section, Field field) => !FieldCheck.IsBlank(FormValues.At(content, $"{section.Id}.{field.Id}"));

    private static void Write(Utf8JsonWriter json, Field field, JsonElement value)
    {
        json.WritePropertyName(field.Id);
        if (field.Type == FieldType.Table)
        {
            Rows(json, field, value);
        }
        else if (RecordKeys.IsNumber(field.Type) && Numeral.Parse(value) is Numeral.Exact n)
        {
            json.WriteNumberValue(Shortest(n.Value));
        }
        else if (value.ValueKind == JsonValueKind.String)
        {
            json.WriteStringValue(Text(field, value.GetString()!));
        }
        else
        {
            value.WriteTo(json);
        }
    }

    private static void Rows(Utf8JsonWriter json, Field table, JsonElement rows)
    {
        json.WriteStartArray();
        foreach (var row in rows.EnumerateArray())
        {
            json.WriteStartObject();
            foreach (var column in table.Columns.Where(c => row.TryGetProperty(c.Id, out var cell) && !FieldCheck.IsBlank(cell)))
            {
                Write(json, column, row.GetProperty(column.Id));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static string Text(Field field, string text) => field.Type != FieldType.Uscc ? text.Trim() : CreditCode.Parse(text) switch
    {
        CreditCode.Valid v => v.Id.Value,
        CreditCode.Doubtful d => d.Id.Value,
        _ => text.Trim(),
    };

    // Dividing by one with all its decimals drops the zeros at the end.
    internal static decimal Shortest(decimal value) => value / 1.0000000000000000000000000000m;
}
