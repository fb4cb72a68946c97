using ProjectFlow.Adapters.Folder;
using ProjectFlow.Adapters.Sqlite;
using ProjectFlow.Casework.Settings;
using ProjectFlow.Casework.Transfer;

namespace ProjectFlow.Adapters.Tests.Transfer;

public sealed class CommandTests : IDisposable
{
    private static readonly TimeProvider Clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 18, 0, 5, TimeSpan.Zero));

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--demo")]
    [InlineData("--data", "export")]
    [InlineData("--urls", "http://127.0.0.1:5080", "--data", "x")]
    public void Any_other_call_serves(params string[] args) => Assert.Null(TransferCommand.Parse(args));

    [Theory]
    [InlineData("--to", "export")]
    [InlineData("--to", "export", "--to")]
    [InlineData("--to", "export", "--data", "x")]
    [InlineData("import", "import")]
    [InlineData("import", "import", "")]
    [InlineData("import", "import", "--data", "x")]
    public void A_call_without_a_file_is_told_what_is_missing(string missing, params string[] args) =>
        Assert.StartsWith($"Setting '{missing}' is ''", Assert.Throws<ConfigurationException>(() => TransferCommand.Parse(args)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Into_a_folder_the_file_is_named_by_the_time_and_0_says_that_all_was_moved()
    {
        Assert.Equal(0, await RunAsync("first", fill: true, "export", "--to", folder.Path, "--data", "ignored"));
        Assert.Equal(0, await RunAsync("second", fill: false, "import", folder.File("projectflow-20260302-180005.zip"), "--data", "ignored"));
        Assert.Equal(0, await RunAsync("second", fill: false, "export", "--data", "ignored", "--to", folder.File("again.zip")));

        Assert.Equal(await File.ReadAllBytesAsync(folder.File("projectflow-20260302-180005.zip"), Ct), await File.ReadAllBytesAsync(folder.File("again.zip"), Ct));
    }

    [Fact]
    public async Task What_is_refused_is_1()
    {
        Assert.Equal(1, await RunAsync("first", fill: false, "export", "--to", folder.File("empty.zip")));
        Assert.Equal(1, await RunAsync("first", fill: false, "import", folder.File("nowhere.zip")));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<int> RunAsync(string store, bool fill, params string[] args)
    {
        if (fill)
        {
            using var filled = OneStore.OfMachine(folder.File(store));
            await filled.FillAsync();
        }

        using var rows = SqliteRows.Open(folder.File(store));
        return await TransferCommand.Parse(args)!.RunAsync(rows, FolderDocuments.Open(Path.Combine(folder.File(store), "documents")), Clock, Ct);
    }
}
