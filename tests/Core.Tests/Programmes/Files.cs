using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Tests.Programmes;

/// <summary>The programme files of the repository.</summary>
internal static class Files
{
    public static string Folder { get; } = Find();

    public static IEnumerable<string> All => Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal);

    public static Programme Read(string name) => ProgrammeFile.Parse(name, File.ReadAllBytes(Path.Combine(Folder, name + ".json"))).Value!;

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "ProjectFlow.sln")))
        {
            at = at.Parent!;
        }

        return Path.Combine(at.FullName, "functions", "Programmes");
    }
}
