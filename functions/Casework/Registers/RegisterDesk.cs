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
    public async Task<Answer> PutAsync(string id, FormContent content, string? source, Actor by, DateTimeOffset at, OperationId operation, long? expectedVersion, CancellationToken ct) =>
        Ask(id, content, source, by, at, out var of, out var put) is { } refusal ? new Answer.Refused(refusal) : await desk.HandleAsync(of!, put!, operation, expectedVersion, ct);

    /// <summary>What <see cref="PutAsync"/> would answer now; nothing is written.</summary>
    public async Task<Answer> JudgeAsync(string id, FormContent content, Actor by, DateTimeOffset at, CancellationToken ct) =>
        Ask(id, content, null, by, at, out var of, out var put) is { } refusal ? new Answer.Refused(refusal) : await desk.JudgeAsync(of!, put!, ct);

    private Refusal? Ask(string id, FormContent content, string? source, Actor by, DateTimeOffset at, out CaseId? of, out RecordCommand.PutRecord? put)
    {
        (of, put) = (null, null);
        if (shelf.Newest(id) is not { } register || !RecordAccess.Knows(register, by))
        {
            return Refusal.NotFound;
        }

        (of, put) = (RecordKeys.CaseOf(register, content), new(register.Ref, content, source) { By = by, At = at });
        return !RecordAccess.MayWrite(register, by) ? Refusal.RoleForbidden : RecordDecider.Refusal(register, content);
    }
}
