using Azure.Storage.Blobs;
using ProjectFlow.Adapters.Azure;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Tests.Azure;

namespace ProjectFlow.Adapters.Tests.Documents;

[Collection(nameof(OneAzurite))]
public sealed class BlobDocumentsConformance(Azurite azurite) : DocumentsConformance, IAsyncLifetime
{
    private readonly BlobServiceClient service = new(azurite.ConnectionString);
    private IDocuments? documents;

    protected override IDocuments Documents => documents!;

    public async ValueTask InitializeAsync() => documents = await BlobDocuments.OpenAsync(service, Ct);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override int Count() => service.GetBlobContainerClient("documents").GetBlobs().Count();

    [Fact]
    public async Task Nothing_is_left_on_the_local_disk()
    {
        await Put([1, 2, 3, 4]);

        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), "projectflow-*"));
    }
}
