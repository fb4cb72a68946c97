using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Adapters.Azure;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Worker.Hosting;

/// <summary>The data account: tables <c>rows</c> and <c>due</c>, containers <c>documents</c> and <c>setup</c>.</summary>
internal sealed record Stores(AzureRows Rows, BlobDocuments Documents, BlobContainerClient Setup)
{
    /// <exception cref="StorageUnavailableException">The account cannot be reached or refuses us.</exception>
    public static async Task<Stores> OpenAsync(StorageAddress address, CancellationToken ct)
    {
        var (tables, blobs) = Services(address);
        var rows = await AzureRows.OpenAsync(tables, IsCase, TimeProvider.System, ct);
        var documents = await BlobDocuments.OpenAsync(blobs, ct);
        var setup = blobs.GetBlobContainerClient("setup");
        await setup.CreateIfNotExistsAsync(cancellationToken: ct);
        return new(rows, documents, setup);
    }

    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IRows>(Rows);
        services.AddSingleton<AzureRows>(Rows);
        services.AddSingleton<IDocuments>(Documents);
        services.AddDataProtection().SetApplicationName("ProjectFlow");
        services.Configure<KeyManagementOptions>(o => o.XmlRepository = new BlobKeys(Setup));
    }

    /// <summary>Into a blob and not into a log, which more people read and which is kept for months.</summary>
    public void HandOver(string password) =>
        Setup.GetBlobClient("first-administrator.txt").Upload(BinaryData.FromString($"{Portal.Accounts.FirstAdministrator.Email}\n{password}\n"), overwrite: true);

    private static (TableServiceClient Tables, BlobServiceClient Blobs) Services(StorageAddress address) => address switch
    {
        StorageAddress.ByConnectionString s => (new(s.Text), new(s.Text)),
        StorageAddress.ByIdentity s when new DefaultAzureCredential() is var identity => (new(s.Tables, identity), new(s.Blobs, identity)),
        _ => throw new InvalidOperationException($"Unknown address {address.GetType().Name}."),
    };

    private static bool IsCase(string partition) => CaseId.TryParse(partition, out _);
}
