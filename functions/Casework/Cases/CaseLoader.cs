using System.Security.Cryptography;
using System.Text;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Casework.Cases;

/// <summary>A case as read for one command, in one round trip.</summary>
/// <param name="RowVersion">Of the state row; null when the case does not exist.</param>
internal sealed record LoadedCase(StoredState? Stored, string? RowVersion, StoredOperation? Earlier, FormContent? Form)
{
    public long Version => Stored?.Version ?? 0;

    public CaseState? State => Stored?.State;
}

internal static class CaseLoader
{
    public static async Task<LoadedCase> LoadAsync(this IRows rows, CaseId id, string operation, Needs needs, CancellationToken ct)
    {
        string[] keys = needs.HasFlag(Needs.Form)
            ? [CaseKeys.State, CaseKeys.Operation(operation), CaseKeys.Form]
            : [CaseKeys.State, CaseKeys.Operation(operation)];
        var found = await rows.FindAsync(id.Value, keys, ct);

        return new(
            found.TryGetValue(CaseKeys.State, out var state) ? CaseJson.Read<StoredState>(state.Body) : null,
            state?.Version,
            found.TryGetValue(CaseKeys.Operation(operation), out var earlier) ? CaseJson.Read<StoredOperation>(earlier.Body) : null,
            found.TryGetValue(CaseKeys.Form, out var form) ? FormContent.Parse(form.Body) : null);
    }

    /// <summary>Tells a repeat from another command under the same id: person and content count, the time does not.</summary>
    public static string Fingerprint(CaseCommand command) =>
        Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes($"{command.By.Id}\n{EventNames.Of(command)}\n"), .. CaseJson.WriteAsItself(command)]));
}
