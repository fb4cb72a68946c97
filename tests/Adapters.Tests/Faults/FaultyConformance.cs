using ProjectFlow.Adapters.Azure;
using ProjectFlow.Adapters.Tests.Documents;
using ProjectFlow.Adapters.Tests.Rows;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Tests.Azure;

namespace ProjectFlow.Adapters.Tests.Faults;

/// <summary>Everything a row store must do, while every third request is lost on its way there or back.</summary>
[Collection(nameof(OneAzurite))]
public sealed class FaultyRowsConformance(Azurite azurite) : RowsConformance
{
    private readonly FaultyTransport wire = FaultyAzure.EveryThird();

    protected override async Task<IRows> OpenAsync() =>
        await AzureRows.OpenAsync(FaultyAzure.Tables(azurite, wire), staysSmall: _ => true, TimeProvider.System, Ct);

    protected override Task CloseAsync() => Task.CompletedTask;

    [Fact]
    public async Task Requests_are_lost_indeed()
    {
        await Committed(new Write.Put(Row("k")));
        Assert.InRange(wire.Faults, 1, 10);
    }
}

/// <summary>The same for documents.</summary>
[Collection(nameof(OneAzurite))]
public sealed class FaultyDocumentsConformance(Azurite azurite) : DocumentsConformance, IAsyncLifetime
{
    private readonly global::Azure.Storage.Blobs.BlobServiceClient plain = new(azurite.ConnectionString);
    private IDocuments? documents;

    protected override IDocuments Documents => documents!;

    public async ValueTask InitializeAsync() => documents = await BlobDocuments.OpenAsync(FaultyAzure.Blobs(azurite, FaultyAzure.EveryThird()), Ct);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override int Count() => plain.GetBlobContainerClient("documents").GetBlobs().Count();
}
