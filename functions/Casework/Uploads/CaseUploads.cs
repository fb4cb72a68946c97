using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Uploads;

/// <summary>A file handed in for one case, to be named by its commands.</summary>
/// <param name="Kind">By content: <c>pdf docx xlsx png jpg</c>.</param>
public sealed record CaseUpload(string Hash, long Size, string Kind, PersonId By, DateTimeOffset At);

/// <summary>
/// Notes in a case's own partition what was uploaded for it. Documents are shared by all cases, so knowing a hash must not be
/// enough: who names a file has handed it in here, and so has had it.
/// </summary>
public sealed class CaseUploads(IRows rows)
{
    /// <summary>Uploading the same again changes nothing that counts.</summary>
    /// <exception cref="StorageUnavailableException">Nothing was noted; the upload may be repeated.</exception>
    public Task NoteAsync(CaseId id, CaseUpload upload, CancellationToken ct) =>
        rows.CommitAsync(id.Value, [new Write.Put(new(CaseKeys.Upload(upload.Hash), CaseJson.Write(upload)))], Guid.NewGuid().ToString("N"), ct);
}
