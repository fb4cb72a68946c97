using System.Xml.Linq;

namespace ProjectFlow.Core.Tests;

/// <summary>References run one way (docs: README, the picture).</summary>
public class ArchitectureTests
{
    [Theory]
    [InlineData("Core", "")]
    [InlineData("Casework", "Core")]
    [InlineData("Adapters", "Casework")]
    [InlineData("Portal", "Casework")]
    [InlineData("Server", "Adapters Portal")]
    [InlineData("Worker", "Adapters Contracts Portal")] // the last only where the registry lacks the Functions packages
    public void A_project_references_only(string project, string others) =>
        Assert.Equal(others.Split(' ', StringSplitOptions.RemoveEmptyEntries), References(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r)).Order());

    [Theory]
    [InlineData("Core", "")]
    [InlineData("Casework", "DocumentFormat.OpenXml MiniExcel Sylvan.Data.Csv")] // tables are read and written where their rows are understood
    public void The_inner_projects_need_no_package_but(string project, string packages) =>
        Assert.Equal(packages.Split(' ', StringSplitOptions.RemoveEmptyEntries), References(project, "PackageReference").Concat(References(project, "FrameworkReference")).Order());

    [Fact]
    public void The_rulebook_knows_only_the_base_library() => Assert.All(
        typeof(Core.Cases.Lifecycle).Assembly.GetReferencedAssemblies().Where(a => a.Name is not ("netstandard" or "Microsoft.CodeCoverage.Instrumentation.Static.Coverage.Net")), // a coverage run adds these
        a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));

    [Theory]
    [InlineData("DateTime.Now")]
    [InlineData("DateTime.UtcNow")]
    [InlineData("DateTimeOffset.Now")]
    [InlineData("DateTimeOffset.UtcNow")]
    [InlineData("TimeProvider")]
    [InlineData("async ")]
    [InlineData("Environment.")]
    [InlineData("Guid.NewGuid")]
    [InlineData("double ")]
    [InlineData("float ")]
    public void The_rulebook_has_no_clock_no_waiting_and_no_floating_point(string word) => Assert.DoesNotContain(
        Directory.EnumerateFiles(Path.Combine(Shipped.Root, "functions/Core"), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal)),
        f => File.ReadAllText(f).Contains(word, StringComparison.Ordinal));

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(Shipped.Root, "functions", project, project + ".csproj")).Descendants(kind).Select(r => r.Attribute("Include")!.Value);
}
