using System.Text.Json;

namespace ProjectFlow.Core.Definitions;

/// <summary>A JSON value that knows its line.</summary>
/// <param name="Line">From 1.</param>
public abstract record LocatedNode(int Line)
{
    public sealed record Map(int Line, IReadOnlyList<Member> Members) : LocatedNode(Line);

    public sealed record List(int Line, IReadOnlyList<LocatedNode> Items) : LocatedNode(Line);

    public sealed record String(int Line, string Value) : LocatedNode(Line);

    /// <param name="Text">As written.</param>
    public sealed record Number(int Line, string Text) : LocatedNode(Line);

    public sealed record Bool(int Line, bool Value) : LocatedNode(Line);

    public sealed record Null(int Line) : LocatedNode(Line);

    /// <summary>As a problem quotes it.</summary>
    public string Found => this switch
    {
        Map => "an object",
        List => "a list",
        String s => $"\"{(s.Value.Length > 60 ? s.Value[..60] + "…" : s.Value)}\"",
        Number n => n.Text,
        Bool b => b.Value ? "true" : "false",
        _ => "null",
    };
}

/// <param name="Line">Of the name.</param>
public sealed record Member(string Name, int Line, LocatedNode Value);

/// <summary>Reads JSON into nodes with lines. Comments and trailing commas are allowed: people write these files.</summary>
internal ref struct LocatedReader(ReadOnlySpan<byte> utf8)
{
    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private Utf8JsonReader _json = new(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 32 });
    private long _counted;
    private int _line = 1;

    /// <exception cref="JsonException">Not JSON, a string that is no text, or a name twice in one object; <see cref="JsonException.LineNumber"/> counts from 0.</exception>
    public LocatedNode Read()
    {
        _json.Read();
        var root = Value();
        _json.Read(); // throws when anything follows
        return root;
    }

    private LocatedNode Value() => _json.TokenType switch
    {
        JsonTokenType.StartObject => Map(),
        JsonTokenType.StartArray => List(),
        JsonTokenType.String => new LocatedNode.String(Line(), Text()),
        JsonTokenType.Number => new LocatedNode.Number(Line(), System.Text.Encoding.UTF8.GetString(_json.ValueSpan)),
        JsonTokenType.True or JsonTokenType.False => new LocatedNode.Bool(Line(), _json.GetBoolean()),
        _ => new LocatedNode.Null(Line()),
    };

    private LocatedNode.Map Map()
    {
        var line = Line();
        var members = new List<Member>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndObject)
        {
            var (name, at) = (Text(), Line());
            if (members.Exists(m => m.Name == name))
            {
                throw new JsonException($"\"{name}\" for the second time", null, at - 1, null);
            }

            _json.Read();
            members.Add(new(name, at, Value()));
        }

        return new(line, members);
    }

    private LocatedNode.List List()
    {
        var line = Line();
        var items = new List<LocatedNode>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Value());
        }

        return new(line, items);
    }

    /// <summary>The reader finds half a surrogate pair and broken UTF-8 only when asked for the text, and does not say where.</summary>
    private string Text()
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException(e.Message, null, Line() - 1, null, e);
        }
    }

    private int Line()
    {
        _line += _utf8[(int)_counted..(int)_json.TokenStartIndex].Count((byte)'\n');
        _counted = _json.TokenStartIndex;
        return _line;
    }
}
