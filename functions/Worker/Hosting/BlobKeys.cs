using System.Xml.Linq;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ProjectFlow.Worker.Hosting;

/// <summary>Data Protection keys, a blob each, so that all instances read each other's cookies.</summary>
internal sealed class BlobKeys(BlobContainerClient container) : IXmlRepository
{
    private const string Prefix = "keys/";

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. container.GetBlobs(BlobTraits.None, BlobStates.None, Prefix, CancellationToken.None).Select(b => XElement.Parse(container.GetBlobClient(b.Name).DownloadContent().Value.Content.ToString()))];

    public void StoreElement(XElement element, string friendlyName) =>
        container.GetBlobClient($"{Prefix}{friendlyName}.xml").Upload(BinaryData.FromString(element.ToString(SaveOptions.DisableFormatting)), overwrite: true);
}
