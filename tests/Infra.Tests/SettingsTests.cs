using System.Text.RegularExpressions;
using ProjectFlow.Worker.Hosting;

namespace ProjectFlow.Infra.Tests;

/// <summary>What settings.bicep tells the program and what the program asks for.</summary>
public sealed partial class SettingsTests
{
    /// <summary>Have a default that is right on Azure, or are for the emulator.</summary>
    private static readonly string[] ByHandOnly = ["Storage:ConnectionString", "Smtp:Port", "Smtp:Security", "Mail:SendGrid:Address"];

    private static readonly string[] Kept = ["ours"];
    private static readonly string[] BySmtp = ["ours", "bySmtp"];
    private static readonly string[] BySendGrid = ["ours", "bySendGrid"];

    [Fact]
    public void The_program_starts_with_what_it_is_told() =>
        Assert.All([Kept, BySmtp, BySendGrid], groups => Assert.Equal("https://kjj.example", WorkerSettings.Read(Told(groups).GetValueOrDefault).PublicUrl));

    [Fact]
    public void It_is_told_nothing_that_it_does_not_read() =>
        Assert.All([Kept, BySmtp, BySendGrid], groups => Assert.Empty(Told(groups).Keys.Except(Asked(groups))));

    [Fact]
    public void It_reads_nothing_that_it_is_not_told() =>
        Assert.Empty(new[] { Kept, BySmtp, BySendGrid }.SelectMany(Asked).Distinct().Except(Told(["ours", "platform", "bySmtp", "bySendGrid"]).Keys).Except(ByHandOnly));

    [Fact]
    public void Each_is_in_the_table_of_the_documentation()
    {
        var documented = InTable().Matches(File.ReadAllText(Path.Combine(Bicep.Root, "docs", "azure.md"))).Select(m => m.Groups[1].Value);
        Assert.Empty(Told(["ours", "bySmtp", "bySendGrid"]).Keys.Concat(ByHandOnly).Except(documented));
    }

    /// <summary>By name; the values are such as Azure would put in.</summary>
    private static Dictionary<string, string> Told(IEnumerable<string> groups) =>
        Groups().Matches(File.ReadAllText(Path.Combine(Bicep.Infra, "settings.bicep"))).Where(g => groups.Contains(g.Groups[1].Value))
            .SelectMany(g => g.Groups[2].Captures.Select(c => c.Value))
            .ToDictionary(name => name.Replace("__", ":", StringComparison.Ordinal), Value);

    private static HashSet<string> Asked(IEnumerable<string> groups)
    {
        var (told, asked) = (Told(groups), new HashSet<string>());
        WorkerSettings.Read(name => asked.Add(name) ? told.GetValueOrDefault(name) : told.GetValueOrDefault(name));
        return asked;
    }

    private static string Value(string name) => name switch
    {
        _ when name.EndsWith("Url", StringComparison.Ordinal) || name.EndsWith("Uri", StringComparison.Ordinal) => "https://kjj.example/",
        _ when name.EndsWith("From", StringComparison.Ordinal) => "kjj@example.gov.cn",
        "Mail__SendGrid__Key" => "SG.taken-from-the-vault",
        "Mail__SendGrid__WebhookKey" => "",
        _ => "text",
    };

    [GeneratedRegex(@"^var (\w+) = \{\n(?:  (\w+): .*\n)+\}", RegexOptions.Multiline, 1000)]
    private static partial Regex Groups();

    [GeneratedRegex(@"^\| `([\w:]+)` \|", RegexOptions.Multiline, 1000)]
    private static partial Regex InTable();
}
