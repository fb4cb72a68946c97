using System.Globalization;
using ProjectFlow.Core.Calendar;

namespace ProjectFlow.Core.Definitions;

/// <summary>
/// Reads the members of one object. Each getter reports what is wrong with its member and then answers with a default, so that
/// one look at a file finds all its problems. <see cref="Done"/> reports what nobody asked for.
/// </summary>
public sealed class DefinitionObject(DefinitionFile file, LocatedNode.Map map, string path)
{
    private readonly HashSet<string> _asked = [];

    public int Line => map.Line;

    public string Path => path;

    public bool Has(string name) => map.Members.Any(m => m.Name == name && m.Value is not LocatedNode.Null);

    public string Text(string name) => Text(name, null) ?? "";

    public string? Text(string name, string? otherwise, int maxLength = 4000) => Get(name, otherwise is null, $"a text of 1 to {maxLength} characters", n =>
        n is LocatedNode.String { Value.Length: > 0 } s && s.Value.Length <= maxLength ? s.Value : null) ?? otherwise;

    public string? OptionalText(string name, int maxLength = 4000) => Has(name) ? Text(name, null, maxLength) : Skip(name);

    public int Int(string name, int? otherwise = null, int min = 0, int max = int.MaxValue) => Value(name, otherwise, $"a whole number from {min} to {max}", n =>
        n is LocatedNode.Number x && int.TryParse(x.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var v) && v >= min && v <= max ? v : null);

    public int? OptionalInt(string name, int min = 0, int max = int.MaxValue) => Has(name) ? Int(name, null, min, max) : Skip<int>(name);

    public long? OptionalLong(string name, long min = 0) => Has(name) ? Value<long>(name, null, $"a whole number from {min}", n =>
        n is LocatedNode.Number x && long.TryParse(x.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var v) && v >= min ? v : null) : Skip<long>(name);

    public decimal? OptionalDecimal(string name) => Has(name) ? Value<decimal>(name, null, "a number", n =>
        n is LocatedNode.Number x && decimal.TryParse(x.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v : null) : Skip<decimal>(name);

    public bool Flag(string name, bool otherwise = false) => Value<bool>(name, otherwise, "true or false", n => n is LocatedNode.Bool b ? b.Value : null);

    /// <summary>A day of the years 1900 to 2999; null also when it is told as wrong.</summary>
    public DateOnly? OptionalDate(string name) => Given<DateOnly>(name, "a date such as 2023-03-15", Date);

    /// <summary>An instant with offset, such as <c>2023-03-15T18:00:00+08:00</c>; null also when it is told as wrong.</summary>
    public DateTimeOffset? OptionalInstant(string name) => Given<DateTimeOffset>(name, "a date-time with offset such as 2023-03-15T18:00:00+08:00", Instant);

    /// <summary>The first moment too late: an instant as given, or for a date the end of that day in Asia/Shanghai; null also when it is told as wrong.</summary>
    public DateTimeOffset? OptionalEnd(string name) =>
        Given<DateTimeOffset>(name, "a date such as 2023-03-15, or a date-time with offset", n => Date(n) is { } day ? ChinaTime.EndOf(day) : Instant(n));

    /// <summary>One of a closed list of words.</summary>
    public T Word<T>(string name, IReadOnlyDictionary<string, T> words, T? otherwise = null)
        where T : struct => Value(name, otherwise, "one of " + string.Join(", ", words.Keys), n => n is LocatedNode.String s && words.TryGetValue(s.Value, out var v) ? v : null);

    public IReadOnlyList<string> Texts(string name) => [.. Items(name).Select((n, i) => One(n, $"{At(name)}[{i}]")).OfType<string>()];

    /// <summary>The object under that name, read by <paramref name="read"/>; null when it is not there.</summary>
    public T? Object<T>(string name, Func<DefinitionObject, T?> read)
        where T : class
    {
        _asked.Add(name);
        return !Has(name) ? null : Get(name, false, "an object", n => n as LocatedNode.Map) is { } found ? read(new(file, found, At(name))) : null;
    }

    public T? Required<T>(string name, Func<DefinitionObject, T?> read)
        where T : class
    {
        if (!Has(name))
        {
            _asked.Add(name);
            file.Report(map.Line, At(name), "an object", "nothing");
        }

        return Object(name, read);
    }

    /// <summary>The objects of a list; an absent list is empty.</summary>
    public IReadOnlyList<T> Objects<T>(string name, Func<DefinitionObject, T?> read)
        where T : class =>
        [.. Items(name).Select((n, i) => n is LocatedNode.Map m ? read(new(file, m, $"{At(name)}[{i}]")) : Wrong<T>(n, $"{At(name)}[{i}]", "an object")).OfType<T>()];

    /// <summary>The items of a list as they are; an absent list is empty.</summary>
    public IReadOnlyList<LocatedNode> Items(string name)
    {
        _asked.Add(name);
        return !Has(name) ? [] : Get(name, false, "a list", n => n as LocatedNode.List)?.Items ?? [];
    }

    public LocatedNode? Node(string name)
    {
        _asked.Add(name);
        return map.Members.FirstOrDefault(m => m.Name == name)?.Value;
    }

    public DefinitionObject Of(LocatedNode.Map other, string otherPath) => new(file, other, otherPath);

    /// <summary>Reports a problem at a member, or at the object when the member is not there.</summary>
    public void Report(string name, string expected, string? found = null)
    {
        var member = map.Members.FirstOrDefault(m => m.Name == name);
        file.Report(member?.Line ?? map.Line, At(name), expected, found ?? member?.Value.Found ?? "nothing");
    }

    public void ReportAt(LocatedNode node, string at, string expected) => file.Report(node.Line, at, expected, node.Found);

    /// <summary>Reports every member that nobody asked for.</summary>
    public void Done()
    {
        foreach (var member in map.Members.Where(m => !_asked.Contains(m.Name)))
        {
            file.Report(member.Line, At(member.Name), "one of " + string.Join(", ", _asked.Order(StringComparer.Ordinal)), $"\"{member.Name}\"");
        }
    }

    private string At(string name) => path.Length == 0 ? name : path + "." + name;

    private T? Get<T>(string name, bool required, string expected, Func<LocatedNode, T?> read)
        where T : class
    {
        _asked.Add(name);
        if (!Has(name))
        {
            if (required)
            {
                Report(name, expected);
            }

            return null;
        }

        var node = map.Members.First(m => m.Name == name).Value;
        return read(node) ?? Wrong<T>(node, At(name), expected);
    }

    private T Value<T>(string name, T? otherwise, string expected, Func<LocatedNode, T?> read)
        where T : struct
    {
        object? Boxed(LocatedNode n) => read(n);
        return (T?)Get(name, otherwise is null, expected, Boxed) ?? otherwise ?? default;
    }

    private T? Given<T>(string name, string expected, Func<LocatedNode, T?> read)
        where T : struct
    {
        object? Boxed(LocatedNode n) => read(n);
        return (T?)Get(name, required: false, expected, Boxed);
    }

    private string? One(LocatedNode node, string at) => node is LocatedNode.String { Value.Length: > 0 } s ? s.Value : Wrong<string>(node, at, "a text");

    private T? Wrong<T>(LocatedNode node, string at, string expected)
        where T : class
    {
        file.Report(node.Line, at, expected, node.Found);
        return null;
    }

    private string? Skip(string name)
    {
        _asked.Add(name);
        return null;
    }

    private T? Skip<T>(string name)
        where T : struct
    {
        _asked.Add(name);
        return null;
    }

    private static DateOnly? Date(LocatedNode node) =>
        node is LocatedNode.String s && DateOnly.TryParseExact(s.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and < 3000 ? day : null;

    private static DateTimeOffset? Instant(LocatedNode node) =>
        node is LocatedNode.String s && DateTimeOffset.TryParseExact(s.Value, "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;
}
