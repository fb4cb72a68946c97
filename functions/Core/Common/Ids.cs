using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProjectFlow.Core.Common;

/// <summary>
/// The id of one case: <c>a-</c> application, <c>g-</c> grant, <c>c-</c> credential or <c>r-</c> register record, then
/// 26 characters of <c>0-9 a-z</c>. Fixed by what created the case, so that a retry meets the same case.
/// </summary>
[JsonConverter(typeof(CaseIdJson))]
public sealed record CaseId
{
    private CaseId(string value) => Value = value;

    public string Value { get; }

    public char Kind => Value[0];

    public static CaseId Application(string seed) => new("a-" + Digest(seed));

    /// <summary>The grant that follows from an application, a credential or an honours list: same source, same grant.</summary>
    public static CaseId Grant(string source) => new("g-" + Digest(source));

    public static CaseId Credential(string source) => new("c-" + Digest(source));

    /// <summary>The record of a register: same register and natural key, same record, so that nothing is entered twice.</summary>
    public static CaseId Record(string register, string key) => new("r-" + Digest($"{register}/{key}"));

    public static CaseId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a case id.");

    public static bool TryParse(string? text, [NotNullWhen(true)] out CaseId? id)
    {
        id = text is { Length: 28 } && text[0] is 'a' or 'g' or 'c' or 'r' && text![1] == '-' && text.AsSpan(2).IndexOfAnyExcept(AlphabetSet) < 0
            ? new(text) : null;
        return id is not null;
    }

    public override string ToString() => Value;

    private const string Alphabet = "0123456789abcdefghijklmnopqrstuv";

    private static readonly SearchValues<char> AlphabetSet = SearchValues.Create(Alphabet);

    private static string Digest(string seed)
    {
        var hash = BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));
        return string.Create(26, hash, static (span, value) =>
        {
            for (var i = span.Length - 1; i >= 0; i--, value >>= 5)
            {
                span[i] = Alphabet[(int)(value & 31)];
            }
        });
    }
}

/// <summary>A person with an account; never a name. 1 to 64 of <c>A-Z a-z 0-9 . _ -</c>.</summary>
[JsonConverter(typeof(PersonIdJson))]
public readonly record struct PersonId(string Value)
{
    /// <summary>The system itself: timers and flows.</summary>
    public static PersonId System { get; } = new("system");

    public override string ToString() => Value;
}

/// <summary>An organisation, by its normalised unified social credit code (18 characters, GB 32100-2015).</summary>
[JsonConverter(typeof(OrgIdJson))]
public readonly record struct OrgId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>The id a caller gives to one request, so that a repeat is known as such: 8 to 100 of <c>A-Z a-z 0-9 . _ : -</c>.</summary>
public sealed record OperationId
{
    private OperationId(string value) => Value = value;

    public string Value { get; }

    public static OperationId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not an operation id.");

    public static bool TryParse(string? text, [NotNullWhen(true)] out OperationId? id)
    {
        id = text is { Length: >= 8 and <= 100 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '-') ? new(text) : null;
        return id is not null;
    }

    public override string ToString() => Value;
}

internal sealed class CaseIdJson : JsonConverter<CaseId>
{
    public override CaseId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        CaseId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("not a case id");

    public override void Write(Utf8JsonWriter writer, CaseId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class PersonIdJson : JsonConverter<PersonId>
{
    public override PersonId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, PersonId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class OrgIdJson : JsonConverter<OrgId>
{
    public override OrgId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, OrgId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
