using System.Security.Cryptography;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Applications;

namespace ProjectFlow.Server.Demo;

/// <summary>Every file the year needs, each once.</summary>
internal sealed class DemoPapers
{
    private readonly Dictionary<string, byte[]> _files = [];

    /// <summary>A file for a slot of an application, of a kind the slot takes.</summary>
    public Document For(DemoCase of, string slot, string titleZh, IReadOnlyList<string> kinds)
    {
        // Beside the form itself, one file serves a programme: the store keeps what is the same once.
        var kind = kinds.Count == 0 ? (of.No % 3) switch { 0 => "docx", 1 => "xlsx", _ => "pdf" } : kinds.FirstOrDefault(k => k is "docx" or "xlsx") ?? "pdf";
        var content = kind switch
        {
            "docx" => DemoFiles.Docx(titleZh, of.Programme),
            "xlsx" => DemoFiles.Xlsx("Sheet1", [("计划", of.Programme), ("材料", titleZh)]),
            _ => DemoFiles.Pdf("ProjectFlow demo", slot == "form" ? $"Case {of.Key}" : of.Programme, $"Document: {slot}", "Xinyi, 2023"),
        };
        return new(slot, $"{titleZh}.{kind}", Keep(content), content.Length, kind);
    }

    /// <summary>A paper of the bureau or the authority.</summary>
    /// <returns>Its hash.</returns>
    public string Paper(string kind, string about) => Keep(DemoFiles.Pdf("ProjectFlow demo", kind, about, "2023"));

    public Task StoreAsync(IDocuments documents, CancellationToken ct) => Parallel.ForEachAsync(_files.Values, ct, async (content, token) =>
    {
        using var stream = new MemoryStream(content, writable: false);
        await documents.PutAsync(stream, content.Length, token);
    });

    private string Keep(byte[] content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        _files[hash] = content;
        return hash;
    }
}
