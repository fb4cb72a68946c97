using System.Globalization;
using System.Text.Json;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Core.Registers;

/// <summary>What a register reads from a record's content: its natural key, its title, whom it is about and where it points.</summary>
public static class RecordKeys
{
    private const int MostKeyLength = 300;
    private const string Month = ":month";

    /// <summary>The record's natural key, a blank part empty; null while a required part is blank, or it is longer than 300 characters.</summary>
    public static string? Of(Register register, FormContent content)
    {
        var parts = register.Key.Select(part => (Value: Part(register.Form, content, part), register.Form.Find(PathOf(part))!.Required)).ToList();
        var key = string.Join('/', parts.Select(p => Escaped(p.Value ?? "")));
        return parts.Any(p => p.Required && p.Value is null) || key.Length > MostKeyLength ? null : key;
    }

    /// <summary>The path of a key part, which may ask for a date's month: <c>voucher.on:month</c>.</summary>
    public static string PathOf(string part) => part.EndsWith(Month, StringComparison.Ordinal) ? part[..^Month.Length] : part;

    /// <summary>The case a put of this content is about; null while its key is incomplete.</summary>
    public static CaseId? CaseOf(Register register, FormContent content) => Of(register, content) is { } key ? CaseId.Record(register.Ref.Id, key) : null;

    /// <summary>The record whose closing day seals this one; null when the register does not seal by a link, or it points nowhere.</summary>
    public static RecordTarget? SealOf(Register register, FormContent content) => register.SealedUntil?.Register is { } other
        && register.Links.FirstOrDefault(l => l.Register == other) is { } link && Target(register, content, link) is { } target ? target : null;

    internal static RecordFace Face(Register register, FormContent content, string key, string state, DateTimeOffset at, DateTimeOffset? sealedUntil) => new(
        Text(content, register.Title) ?? key,
        Org(register, content),
        register.Area is { } area ? Text(content, area) : null,
        Day(content, register.EnteredOn) ?? ChinaTime.DateOf(at),
        sealedUntil,
        PointsAt(register, content, state));

    internal static OrgId? Org(Register register, FormContent content) => register.Org is { } path && Part(register.Form, content, path) is { } code ? new OrgId(code) : null;

    internal static DateOnly? Day(FormContent content, string? path) => path is not null && Text(content, path) is { } text
        && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    internal static bool IsNumber(FieldType type) =>
        type is FieldType.Int or FieldType.Decimal or FieldType.Percent or FieldType.MoneyYuan or FieldType.MoneyWanyuan or FieldType.Year;

    private static IReadOnlyList<RecordTarget> PointsAt(Register register, FormContent content, string state) =>
        [.. register.Links.Where(l => l.While.Count == 0 || l.While.Contains(state)).Select(l => Target(register, content, l)).OfType<RecordTarget>().Distinct()];

    private static RecordTarget? Target(Register register, FormContent content, RegisterLink link) =>
        Part(register.Form, content, link.By) is { } part ? new(link.Register, Escaped(part)) : null;

    private static string Escaped(string part) => part.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);

    private static string? Part(FormDefinition form, FormContent content, string part) =>
        form.Find(PathOf(part)) is not { } field || FormValues.At(content, PathOf(part)) is not { } value ? null
        : IsNumber(field.Type) ? Numeral.Parse(value) is Numeral.Exact n ? RecordContent.Shortest(n.Value).ToString(CultureInfo.InvariantCulture) : null
        : value.ValueKind != JsonValueKind.String || Text(field, value) is not { Length: > 0 } text ? null
        : part.EndsWith(Month, StringComparison.Ordinal) ? text[..^3]
        : text;

    /// <summary>Full-width and half-width writing of the same text are one key.</summary>
    private static string Text(Field field, JsonElement value) => Width.Narrow(RecordContent.Text(field, value.GetString()!)).Trim();

    private static string? Text(FormContent content, string path) => FormValues.At(content, path)?.ToString().Trim() is { Length: > 0 } text ? text : null;
}
