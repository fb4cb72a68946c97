namespace ProjectFlow.Core.Definitions;

/// <summary>Checks every part of a programme file shares.</summary>
internal static class FileChecks
{
    public static void Expect(this DefinitionObject o, bool holds, string name, string expected)
    {
        if (!holds)
        {
            o.Report(name, expected);
        }
    }

    public static void Unique(this DefinitionObject o, string name, IEnumerable<string> ids)
    {
        foreach (var twice in ids.GroupBy(i => i).Where(g => g.Count() > 1))
        {
            o.Report(name, "each id once", $"\"{twice.Key}\" {twice.Count()} times");
        }
    }
}
