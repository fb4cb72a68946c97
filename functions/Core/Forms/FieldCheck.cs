using System.Globalization;
using System.Text.Json;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Identifiers;

namespace ProjectFlow.Core.Forms;

/// <summary>Checks one value against its field; a blank is never wrong.</summary>
internal static class FieldCheck
{
    private const int TextLength = 200;
    private const int LongTextLength = 10_000;
    private static readonly string[] PersonMembers = ["name", "idNumber", "birthDate", "gender", "title", "degree", "org", "phone", "email"];

    public static bool IsBlank(JsonElement? value) => value is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } v || (v.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(v.GetString()));

    /// <summary>Filled in, so that a required field is content.</summary>
    public static bool IsGiven(Field field, JsonElement? value) => !IsBlank(value) && value is { } v && field.Type switch
    {
        FieldType.Declaration => v.ValueKind == JsonValueKind.True,
        FieldType.MultiEnum => v.ValueKind == JsonValueKind.Array && v.GetArrayLength() >= Math.Max(field.Min ?? 1, 1),
        FieldType.File => v.ValueKind != JsonValueKind.Array || v.GetArrayLength() > 0,
        FieldType.Period => !IsBlank(Member(v, "from")) && !IsBlank(Member(v, "to")),
        FieldType.Person => v.ValueKind == JsonValueKind.String || !IsBlank(Member(v, "name")),
        _ => true,
    };

    public static IEnumerable<Problem> Value(Field field, JsonElement value, string path) => IsBlank(value) ? [] : field.Type switch
    {
        FieldType.Text => Text(value, path, field.MaxLength ?? TextLength),
        FieldType.LongText => Text(value, path, field.MaxLength ?? LongTextLength),
        FieldType.Int => Number(field, value, path, 0),
        FieldType.MoneyYuan => Number(field with { Min = field.Min ?? 0 }, value, path, 2),
        FieldType.Decimal or FieldType.Percent => Number(field, value, path, 6),
        FieldType.MoneyWanyuan => Number(field with { Min = field.Min ?? 0 }, value, path, 6),
        FieldType.Date => Date(value, path),
        FieldType.Month => Matching(value, path, t => DateOnly.TryParseExact(t, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : FormProblems.NotAMonth(path)),
        FieldType.Year => Number(field with { Min = field.Min ?? 1900, Max = field.Max ?? 2100 }, value, path, 0),
        FieldType.Period => Period(value, path),
        FieldType.Bool or FieldType.Declaration => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? [] : [FormProblems.WrongType(path, "是或否", "true or false")],
        FieldType.Enum => Enum(field, value, path),
        FieldType.MultiEnum => Choices(field, value, path),
        FieldType.Uscc => Matching(value, path, t => CreditCode.Parse(t, path) is CreditCode.Blocked b ? FormProblems.BadCreditCode(path, b.Why) : null),
        FieldType.Phone => Matching(value, path, t => Contact.IsPhone(t) ? null : FormProblems.WrongType(path, "电话号码", "a telephone number")),
        FieldType.Email => Matching(value, path, t => Contact.IsEmail(t) ? null : FormProblems.WrongType(path, "电子邮箱", "an e-mail address")),
        FieldType.Region => Matching(value, path, t => Contact.IsRegion(t) ? null : FormProblems.WrongType(path, "六位行政区划代码", "a six-digit region code")),
        FieldType.Person => Person(value, path),
        _ => Slots(value, path),
    };

    private static IEnumerable<Problem> Text(JsonElement value, string path, int most) => Matching(value, path, t => t.Length > most ? FormProblems.TooLong(path, most) : null);

    private static IEnumerable<Problem> Matching(JsonElement value, string path, Func<string, Problem?> check)
    {
        var problem = value.ValueKind == JsonValueKind.String ? check(value.GetString()!.Trim()) : FormProblems.WrongType(path, "文字", "a text");
        return problem is null ? [] : [problem];
    }

    private static IEnumerable<Problem> Number(Field field, JsonElement value, string path, int decimals) => Numeral.Parse(value) switch
    {
        Numeral.TooLarge => [FormProblems.OutOfRange(path, field.Min, field.Max)],
        Numeral.Exact n when n.Decimals > decimals => [decimals == 0 ? FormProblems.WrongType(path, "整数", "a whole number") : FormProblems.TooManyDecimals(path, decimals)],
        Numeral.Exact n when n.Value < field.Min || n.Value > field.Max => [FormProblems.OutOfRange(path, field.Min, field.Max)],
        Numeral.Exact => [],
        _ => [FormProblems.WrongType(path, "数字", "a number")],
    };

    private static IEnumerable<Problem> Date(JsonElement value, string path) =>
        value.ValueKind != JsonValueKind.String ? [FormProblems.WrongType(path, "日期", "a date")] : Day(value) is null ? [FormProblems.NotADate(path)] : [];

    private static List<Problem> Period(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return [FormProblems.WrongType(path, "起止日期", "a first and a last day")];
        }

        var wrong = value.EnumerateObject().SelectMany(m => m.Name is "from" or "to" ? IsBlank(m.Value) ? [] : Date(m.Value, $"{path}.{m.Name}") : [FormProblems.UnknownField($"{path}.{m.Name}")]).ToList();
        return wrong.Count == 0 && Day(Member(value, "from")) > Day(Member(value, "to")) ? [FormProblems.BadPeriod(path)] : wrong;
    }

    private static IEnumerable<Problem> Enum(Field field, JsonElement value, string path) =>
        value.ValueKind != JsonValueKind.String ? [FormProblems.WrongType(path, "一个选项", "one of the options")] : field.Options.Contains(value.GetString()!) ? [] : [FormProblems.NotAnOption(path)];

    private static List<Problem> Choices(Field field, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return [FormProblems.WrongType(path, "若干选项", "a list of options")];
        }

        var wrong = value.EnumerateArray().SelectMany((v, i) => Enum(field, v, $"{path}[{i}]")).ToList();
        return wrong.Count == 0 && value.GetArrayLength() > (field.Max ?? field.Options.Count) ? [FormProblems.OutOfRange(path, field.Min, field.Max ?? field.Options.Count)] : wrong;
    }

    private static IEnumerable<Problem> Person(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.String => Text(value, path, 100),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(m => PersonMembers.Contains(m.Name) ? IsBlank(m.Value) ? [] : Member(m, $"{path}.{m.Name}") : [FormProblems.UnknownField($"{path}.{m.Name}")]),
        _ => [FormProblems.WrongType(path, "人员", "a person")],
    };

    private static IEnumerable<Problem> Member(JsonProperty member, string path) => member.Name switch
    {
        "birthDate" => Date(member.Value, path),
        "idNumber" => Matching(member.Value, path, t => ResidentId.IsValid(t) ? null : FormProblems.WrongType(path, "身份证号码", "a resident identity number")),
        "phone" => Matching(member.Value, path, t => Contact.IsPhone(t) ? null : FormProblems.WrongType(path, "电话号码", "a telephone number")),
        "email" => Matching(member.Value, path, t => Contact.IsEmail(t) ? null : FormProblems.WrongType(path, "电子邮箱", "an e-mail address")),
        _ => Text(member.Value, path, 100),
    };

    private static IEnumerable<Problem> Slots(JsonElement value, string path) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray().SelectMany((v, i) => Text(v, $"{path}[{i}]", TextLength))
        : Text(value, path, TextLength);

    private static JsonElement? Member(JsonElement value, string name) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : null;

    private static DateOnly? Day(JsonElement? value) => value is { ValueKind: JsonValueKind.String } v
        && DateOnly.TryParseExact(v.GetString()!.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
