using System.Security.Cryptography;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Tests.Documents;

/// <summary>What every document store must do.</summary>
public abstract class DocumentsConformance
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract IDocuments Documents { get; }

    /// <returns>How many documents the store holds, or a negative number when it cannot be told.</returns>
    protected abstract int Count();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65536)]
    [InlineData(3_000_000)]
    public async Task What_is_put_is_found_under_its_sha256(int size)
    {
        var bytes = RandomNumberGenerator.GetBytes(size);

        var stored = await Put(bytes);

        Assert.Equal(new StoredDocument(Convert.ToHexStringLower(SHA256.HashData(bytes)), size), stored);
        Assert.Equal(bytes, await Read(stored!.Hash));
    }

    [Fact]
    public async Task The_same_content_is_stored_once()
    {
        var bytes = RandomNumberGenerator.GetBytes(1000);
        var before = Count();

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Put(bytes)));

        Assert.Single(all.Distinct());
        Assert.True(before < 0 || Count() == before + 1);
        Assert.Equal(bytes, await Read(all[0]!.Hash));
    }

    [Fact]
    public async Task The_limit_is_inclusive_and_beyond_it_nothing_is_kept()
    {
        var before = Count();
        Assert.Null(await Documents.PutAsync(new MemoryStream(new byte[101]), 100, Ct));
        Assert.Equal(before, Count());

        Assert.NotNull(await Documents.PutAsync(new MemoryStream(new byte[100]), 100, Ct));
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("ABCDEF0000000000000000000000000000000000000000000000000000000000")]
    public async Task An_unknown_or_malformed_hash_opens_nothing(string hash) => Assert.Null(await Documents.OpenAsync(hash, Ct));

    [Fact]
    public async Task A_document_opens_seekable_and_for_several_readers()
    {
        var stored = await Put([1, 2, 3]);
        await using var first = await Documents.OpenAsync(stored!.Hash, Ct);
        await using var second = await Documents.OpenAsync(stored.Hash, Ct);

        Assert.True(first!.CanSeek);
        Assert.Equal(3, second!.Length);
        first.Position = 2;
        Assert.Equal(3, first.ReadByte());
    }

    [Fact]
    public async Task A_sender_who_breaks_off_leaves_nothing()
    {
        var before = Count();

        await Assert.ThrowsAsync<IOException>(() => Documents.PutAsync(new BreakingStream(100_000), long.MaxValue, Ct));

        Assert.Equal(before, Count());
    }

    [Fact]
    public async Task Going_through_every_document_meets_each_once_in_the_order_of_hashes()
    {
        string[] put = [.. (await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Put(RandomNumberGenerator.GetBytes(10))))).Select(d => d!.Hash)];

        var met = await ((IEveryDocument)Documents).EveryDocumentAsync(Ct).ToListAsync(Ct);

        Assert.Equal(met.Order(StringComparer.Ordinal).Distinct(), met);
        Assert.Empty(put.Except(met));
    }

    protected Task<StoredDocument?> Put(byte[] bytes) => Documents.PutAsync(new MemoryStream(bytes), long.MaxValue, Ct);

    protected async Task<byte[]> Read(string hash)
    {
        await using var stream = await Documents.OpenAsync(hash, Ct);
        var copy = new MemoryStream();
        await stream!.CopyToAsync(copy, Ct);
        return copy.ToArray();
    }

    private sealed class BreakingStream(int after) : MemoryStream(new byte[after])
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length ? base.ReadAsync(buffer, cancellationToken) : throw new IOException("the sender has gone");
    }
}
