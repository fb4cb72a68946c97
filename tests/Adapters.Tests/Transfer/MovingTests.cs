using System.IO.Compression;
using System.Text;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Transfer;
using ProjectFlow.Tests.Azure;

namespace ProjectFlow.Adapters.Tests.Transfer;

/// <summary>An emulator of its own: a store is moved into an empty account.</summary>
public sealed class MovingTests(Azurite azurite) : IClassFixture<Azurite>, IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task There_and_back_every_row_and_document_is_the_same_and_so_is_the_export()
    {
        using var first = await FilledAsync("first");
        using var cloud = await OneStore.OfAzureAsync(azurite.ConnectionString);
        using var second = OneStore.OfMachine(folder.File("second"));
        string[] files = [folder.File("1.zip"), folder.File("2.zip"), folder.File("3.zip")];

        await first.Exporter.WriteAsync(files[0], Ct);
        await cloud.Importer.ReadAsync(files[0], Quietly, Ct);
        await cloud.Exporter.WriteAsync(files[1], Ct);
        await second.Importer.ReadAsync(files[1], Quietly, Ct);
        var manifest = await second.Exporter.WriteAsync(files[2], Ct);

        Assert.Equal((258, 3, 70_001), (manifest.Rows, manifest.Documents, manifest.Bytes));
        Assert.Equal(await first.ContentAsync(), await cloud.ContentAsync());
        Assert.Equal(await first.ContentAsync(), await second.ContentAsync());
        Assert.All(files, f => Assert.Equal(File.ReadAllBytes(files[0]), File.ReadAllBytes(f)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    public async Task An_import_that_breaks_off_is_gone_on_with(int at)
    {
        using var first = await FilledAsync("first");
        await first.Exporter.WriteAsync(folder.File("1.zip"), Ct);
        using var second = OneStore.OfMachine(folder.File("second"));
        var broken = second with { Rows = new BreakingRows(second.Rows, at) };

        await Assert.ThrowsAsync<StorageUnavailableException>(() => broken.Importer.ReadAsync(folder.File("1.zip"), Quietly, Ct));
        Assert.NotEqual(await first.ContentAsync(), await second.ContentAsync());
        await second.Importer.ReadAsync(folder.File("1.zip"), Quietly, Ct);

        Assert.Equal(await first.ContentAsync(), await second.ContentAsync());
    }

    [Fact]
    public async Task Until_then_neither_another_file_nor_an_export_is_taken()
    {
        using var first = await FilledAsync("first");
        await first.Exporter.WriteAsync(folder.File("1.zip"), Ct);
        await first.Rows.CommitAsync("z", [new Write.Insert(new("one", ReadOnlyMemory<byte>.Empty))], "one-more", Ct);
        await first.Exporter.WriteAsync(folder.File("2.zip"), Ct);
        using var second = OneStore.OfMachine(folder.File("second"));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => (second with { Rows = new BreakingRows(second.Rows, 3) }).Importer.ReadAsync(folder.File("1.zip"), Quietly, Ct));

        await RefusedAsync("transfer", second, "2.zip");
        Assert.Equal("transfer", (await Assert.ThrowsAsync<TransferException>(() => second.Exporter.WriteAsync(folder.File("3.zip"), Ct))).Place);
    }

    [Fact]
    public async Task A_store_that_is_not_empty_is_left_alone()
    {
        using var first = await FilledAsync("first");
        await first.Exporter.WriteAsync(folder.File("1.zip"), Ct);
        var before = await first.ContentAsync();

        await RefusedAsync("a-0001", first, "1.zip");

        Assert.Equal(before, await first.ContentAsync());
    }

    [Theory]
    [InlineData("rows/000001.jsonl", "\"key\":\"e:0002\"", "\"key\":\"e:0003\"", "rows/000001.jsonl:3")] // a key
    [InlineData("rows/000001.jsonl", "eyJuIjo3fQ==", "eyJuIjo4fQ==", "rows/000001.jsonl:8")] // a body
    [InlineData("rows/000001.jsonl", "{\"partition\":\"a-0002\"", "{partition:\"a-0002\"", "rows/000001.jsonl:251")] // no JSON any more
    [InlineData("documents.txt", " 70000\n", " 70001\n", "documents.txt")]
    [InlineData("manifest.json", "\"rows\": 258", "\"rows\": 257", "manifest.json")]
    [InlineData("manifest.json", "\"format\": 1", "\"format\": 2", "manifest.json")]
    [InlineData("manifest.json", "{", "", "manifest.json")]
    public async Task Damage_is_told_with_its_place_and_nothing_is_written(string entry, string sound, string damaged, string place)
    {
        await ChangedAsync(zip => Rewrite(zip, entry, text => text[..text.IndexOf(sound, StringComparison.Ordinal)] + damaged + text[(text.IndexOf(sound, StringComparison.Ordinal) + sound.Length)..]));

        await RefusedAsync(place);
    }

    [Fact]
    public async Task A_damaged_document_is_told_by_its_name()
    {
        var name = "";
        await ChangedAsync(zip => Rewrite(zip, name = zip.Entries.First(e => e.Length == 70_000).FullName, text => "x" + text[1..]));

        await RefusedAsync(name);
    }

    [Theory]
    [InlineData("rows/000001.jsonl", "rows/000001.jsonl")]
    [InlineData("documents.txt", "documents.txt")]
    [InlineData("manifest.json", "manifest.json")]
    public async Task So_is_what_is_missing(string entry, string place)
    {
        await ChangedAsync(zip => zip.GetEntry(entry)!.Delete());

        await RefusedAsync(place);
    }

    [Fact]
    public async Task What_is_too_much_is_refused_as_well()
    {
        await ChangedAsync(zip => zip.CreateEntry("rows/000002.jsonl"));

        await RefusedAsync("zip");
    }

    [Fact]
    public async Task An_export_overwrites_nothing()
    {
        using var first = await FilledAsync("first");
        await File.WriteAllTextAsync(folder.File("1.zip"), "kept", Ct);

        await Assert.ThrowsAsync<TransferException>(() => first.Exporter.WriteAsync(folder.File("1.zip"), Ct));

        Assert.Equal("kept", await File.ReadAllTextAsync(folder.File("1.zip"), Ct));
    }

    [Fact]
    public async Task An_empty_store_is_not_exported_since_it_is_hardly_the_one_that_was_meant()
    {
        using var empty = OneStore.OfMachine(folder.File("empty"));

        Assert.Equal("rows", (await Assert.ThrowsAsync<TransferException>(() => empty.Exporter.WriteAsync(folder.File("1.zip"), Ct))).Place);
        Assert.False(File.Exists(folder.File("1.zip")));
    }

    private static void Quietly(string line) => Assert.NotEmpty(line);

    private async Task<OneStore> FilledAsync(string name)
    {
        var store = OneStore.OfMachine(folder.File(name));
        await store.FillAsync();
        return store;
    }

    private async Task ChangedAsync(Action<ZipArchive> change)
    {
        using var first = await FilledAsync("first");
        await first.Exporter.WriteAsync(folder.File("1.zip"), Ct);
        await using var zip = await ZipFile.OpenAsync(folder.File("1.zip"), ZipArchiveMode.Update, Ct);
        change(zip);
    }

    private async Task RefusedAsync(string place)
    {
        using var second = OneStore.OfMachine(folder.File("second"));
        await RefusedAsync(place, second, "1.zip");
        Assert.Empty(await second.ContentAsync());
    }

    private async Task RefusedAsync(string place, OneStore store, string file) =>
        Assert.Equal(place, (await Assert.ThrowsAsync<TransferException>(() => store.Importer.ReadAsync(folder.File(file), Quietly, Ct))).Place);

    private static void Rewrite(ZipArchive zip, string entry, Func<string, string> change)
    {
        using var stream = zip.GetEntry(entry)!.Open();
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        var changed = Encoding.Latin1.GetBytes(change(Encoding.Latin1.GetString(copy.ToArray())));
        stream.SetLength(0);
        stream.Write(changed);
    }

    /// <summary>Does not answer from the n-th commit on.</summary>
    private sealed class BreakingRows(IRows inner, int at) : IRows
    {
        private int commits;

        public Task<IReadOnlyDictionary<string, StoredRow>> FindAsync(string partition, IReadOnlyCollection<string> keys, CancellationToken ct) => inner.FindAsync(partition, keys, ct);

        public Task<IReadOnlyList<StoredRow>> RangeAsync(string partition, string from, string to, int max, CancellationToken ct) => inner.RangeAsync(partition, from, to, max, ct);

        public Task<CommitResult> CommitAsync(string partition, IReadOnlyList<Write> writes, string operation, CancellationToken ct) =>
            Interlocked.Increment(ref commits) > at ? throw new StorageUnavailableException("gone") : inner.CommitAsync(partition, writes, operation, ct);

        public Task<IReadOnlyList<DueRow>> DueAsync(DateTimeOffset until, int max, CancellationToken ct) => inner.DueAsync(until, max, ct);
    }
}
