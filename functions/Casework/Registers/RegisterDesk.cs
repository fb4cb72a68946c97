using ProjectFlow.Casework.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Casework.Registers;

/// <summary>Puts records on a register: finds the case their key names and hands it to the desk. For people and imports alike.</summary>
public sealed class RegisterDesk(Desk desk, RegisterShelf shelf)
{
    /// <param name="id">The register; the record is put under its newest version.</param>
    /// <param name="source">Where the content came from; null = typed.</param>
    /// <exception cref="Ports.StorageUnavailableException">Nothing was changed; the put may be sent again with the same id.</exception>
    public async Task<Answer> PutAsync(string id, FormContent content, string? source, Actor by, DateTimeOffset at, OperationId operation, long? expectedVersion, CancellationToken ct)
    {
        if (shelf.Newest(id) is not { } register || !RecordAccess.Knows(register, by))
        {
            return new Answer.Refused(Refusal.NotFound);
        }

        var put = new RecordCommand.PutRecord(register.Ref, content, source) { By = by, At = at };
        return !RecordAccess.MayWrite(register, by) ? new Answer.Refused(Refusal.RoleForbidden)
            : RecordDecider.Refusal(register, content) is { } refusal ? new Answer.Refused(refusal)
            : await desk.HandleAsync(RecordKeys.CaseOf(register, content)!, put, operation, expectedVersion, ct);
    }
}
