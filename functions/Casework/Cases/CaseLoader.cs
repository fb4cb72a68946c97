using System.Security.Cryptography;
using System.Text;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Uploads;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Casework.Cases;

/// <summary>A case as read for one command, in one round trip.</summary>
/// <param name="RowVersion">Of the state row; null when the case does not exist.</param>
internal sealed record LoadedCase(StoredState? Stored, string? RowVersion, StoredOperation? Earlier, FormContent? Form)
{
    /// <summary>Those of the hashes asked for that were uploaded for this case.</summary>
    public IReadOnlyList<string> Uploaded { get; init; } = [];

    public long Version => Stored?.Version ?? 0;

    public CaseState? State => Stored?.State;

    /// <summary>The first document that was neither uploaded for this case nor stands in it; null when all may be named.</summary>
    public DocumentRef? Foreign(IReadOnlyList<DocumentRef> named)
    {
        var unknown = named.Where(n => !Uploaded.Contains(n.Hash)).ToList();
        return unknown.Count == 0 || State is null ? unknown.FirstOrDefault() : unknown.ExceptBy(DocumentRefs.Of(State).Select(r => r.Hash), n => n.Hash).FirstOrDefault();
    }
}

internal static class CaseLoader
{
    /// <summary>Far more than any command has a place for; what lies beyond is not looked up, and so counts as unknown.</summary>
    private const int MaxNamed = 100;

    public static async Task<LoadedCase> LoadAsync(this IRows rows, CaseId id, string operation, Needs needs, IReadOnlyList<DocumentRef> named, CancellationToken ct)
    {
        string[] hashes = [.. named.Select(n => n.Hash).Distinct().Take(MaxNamed)];
        string[] keys =
        [
            CaseKeys.State,
            CaseKeys.Operation(operation),
            .. needs.HasFlag(Needs.Form) ? [CaseKeys.Form] : Array.Empty<string>(),
            .. hashes.Select(CaseKeys.Upload),
        ];
        var found = await rows.FindAsync(id.Value, keys, ct);

        return new(
            found.TryGetValue(CaseKeys.State, out var state) ? CaseRows.State(id, state) : null,
            state?.Version,
            found.TryGetValue(CaseKeys.Operation(operation), out var earlier) ? CaseRows.Read<StoredOperation>(id, earlier) : null,
            found.TryGetValue(CaseKeys.Form, out var form) ? CaseRows.Form(id, form) : null)
        {
            Uploaded = [.. hashes.Where(h => found.ContainsKey(CaseKeys.Upload(h)))],
        };
    }

    /// <summary>Tells a repeat from another command under the same id: person and content count, the time does not.</summary>
    public static string Fingerprint(CaseCommand command) =>
        Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes($"{command.By.Id}\n{EventNames.Of(command)}\n"), .. CaseJson.WriteByHash(command)]));
}
