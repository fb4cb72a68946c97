using Microsoft.Extensions.Time.Testing;
using ProjectFlow.Adapters.Folder;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Tests.Documents;

public sealed class FolderDocumentsConformance : DocumentsConformance, IDisposable
{
    private readonly TempFolder folder = new();

    public FolderDocumentsConformance() => Documents = FolderDocuments.Open(folder.Path);

    protected override IDocuments Documents { get; }

    public void Dispose() => folder.Dispose();

    /// <summary>Counts unfinished ones too: they must not stay either.</summary>
    protected override int Count() => Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Length;

    [Fact]
    public async Task A_document_lies_under_the_first_two_digits_of_its_hash()
    {
        var stored = await Put([]);

        Assert.StartsWith("e3b0c442", stored!.Hash, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder.Path, "e3", stored.Hash[2..])));
    }

    [Fact]
    public async Task What_a_crash_left_unfinished_is_swept_after_a_day()
    {
        var file = Path.Combine(folder.Path, "incoming", "left");
        await File.WriteAllTextAsync(file, "half", Ct);
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc));

        FolderDocuments.Open(folder.Path, new FakeTimeProvider(new(2026, 3, 3, 0, 0, 0, TimeSpan.Zero)));
        Assert.True(File.Exists(file));

        FolderDocuments.Open(folder.Path, new FakeTimeProvider(new(2026, 3, 3, 0, 0, 1, TimeSpan.Zero)));
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_says_so_and_resumes_by_itself()
    {
        var incoming = Path.Combine(folder.Path, "incoming");
        var stored = await Put([1]);
        Directory.Delete(incoming);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Put([2]));
        Assert.Equal([1], await Read(stored!.Hash));

        Directory.CreateDirectory(incoming);
        Assert.NotNull(await Put([2]));
    }

    /// <summary>/dev/full answers every write as a full disk does.</summary>
    [Fact]
    public void A_full_disk_is_called_by_its_name()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /dev/full");
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0);

        var error = Assert.Throws<IOException>(() => full.Write([1]));

        Assert.Equal("disk full", FolderErrors.Unavailable(error).Message);
    }
}
