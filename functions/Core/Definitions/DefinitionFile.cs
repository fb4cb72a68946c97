using System.Text.Json;

namespace ProjectFlow.Core.Definitions;

/// <summary>Parses one definition file, collecting every problem instead of stopping at the first.</summary>
public sealed class DefinitionFile(string name)
{
    private readonly List<FileProblem> _problems = [];

    public IReadOnlyList<FileProblem> Problems => _problems;

    /// <param name="name">The file's name as problems show it.</param>
    /// <param name="read">Reads the root object.</param>
    public static Parsed<T> Parse<T>(string name, ReadOnlySpan<byte> utf8, Func<DefinitionObject, T?> read)
        where T : class
    {
        var file = new DefinitionFile(name);
        var value = file.Root(utf8) is { } root ? read(root) : null;
        return file._problems.Count == 0 ? new(value, []) : new(null, file._problems);
    }

    public void Report(int line, string field, string expected, string found) => _problems.Add(new(name, line, field, expected, found));

    private DefinitionObject? Root(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var root = new LocatedReader(utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8).Read();
            if (root is LocatedNode.Map map)
            {
                return new(this, map, "");
            }

            Report(root.Line, "", "an object", root.Found);
        }
        catch (JsonException e)
        {
            Report((int)(e.LineNumber ?? 0) + 1, "", "valid JSON", e.Message);
        }

        return null;
    }
}
