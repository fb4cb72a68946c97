using System.Runtime.CompilerServices;
using ProjectFlow.Casework.Sheets;
using ProjectFlow.Server.Demo;
using ProjectFlow.Server.Tests.Demo.Sheets;

namespace ProjectFlow.Server.Tests.Demo;

/// <summary>The files the demonstration imports. Run with UPDATE_DEMO_FILES=1 to write them anew.</summary>
public sealed class YearFilesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static IReadOnlyList<YearFile> All =>
        [.. EnterpriseSheets.All(), .. PeopleSheets.All(), .. ResearchSheets.All(), .. MoneySheets.All(), .. PoolSheets.All(), .. CertificateSheets.All()];

    public static TheoryData<string> Names => [.. All.Select(f => f.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task A_committed_file_says_what_the_plan_of_the_year_says(string name)
    {
        var written = await All.Single(f => f.Name == name).WriteAsync(Ct);
        if (Environment.GetEnvironmentVariable("UPDATE_DEMO_FILES") == "1")
        {
            await File.WriteAllBytesAsync(Path.Combine(Source(), name + ".xlsx"), written, Ct);
        }

        var kept = await File.ReadAllBytesAsync(Path.Combine(Source(), name + ".xlsx"), Ct);

        Assert.Equal(await CellsAsync(written), await CellsAsync(kept));
    }

    [Fact]
    public void Every_file_is_imported_and_all_are_small()
    {
        var kept = new DirectoryInfo(Source()).GetFiles("*.xlsx");

        Assert.Equal(All.Select(f => f.Name).Order(StringComparer.Ordinal), kept.Select(f => Path.GetFileNameWithoutExtension(f.Name)).Order(StringComparer.Ordinal));
        Assert.Equal(DemoSheets.All.Select(s => s.File).Order(StringComparer.Ordinal), All.Select(f => f.Name).Order(StringComparer.Ordinal));
        Assert.True(kept.Sum(f => f.Length) < 1 << 20);
    }

    private static async Task<IReadOnlyList<string>> CellsAsync(byte[] file)
    {
        using var content = new MemoryStream(file);
        using var reader = await SheetReader.OpenAsync(content, Ct);
        return [.. reader.Sheets.Select(s => $"{s.Sheet} {s.Row} {s.Unit}"), .. reader.Rows().SelectMany(r => r.Cells.Select(c => $"{r.Sheet}!{c.Column}{r.Number} {c.Header} {c.Kind} {c.Text}"))];
    }

    private static string Source([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../functions/Server/Demo/Files"));
}
