using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Uploads;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Guards;

namespace ProjectFlow.Portal.Requests;

internal static class CaseRequests
{
    /// <summary>The documents of the case of an address; null as in <see cref="FindAsync"/>.</summary>
    public static async Task<IReadOnlyList<DocumentRef>?> DocumentsAsync(this CaseReader reader, string id, HttpContext http, CaseClock clock, CancellationToken ct) =>
        CaseId.TryParse(id, out var of) ? await reader.DocumentsAsync(of, http.Actor(), clock.Now, ct) : null;

    /// <summary>The case of an address as the person signed in sees it; null for no id, no case, or none of theirs.</summary>
    public static async Task<CaseView?> FindAsync(this CaseReader reader, string id, HttpContext http, CaseClock clock, CancellationToken ct) =>
        CaseId.TryParse(id, out var of) ? await reader.FindAsync(of, http.Actor(), clock.Now, ct) : null;
}
