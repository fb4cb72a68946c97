using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Uploads;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Requests;

namespace ProjectFlow.Portal.Pages.Rounds;

/// <summary>
/// A file handed in once for many cases. A form that is sent again carries a sealed note instead of the file: a bare hash
/// would let anybody name somebody else's document.
/// </summary>
internal sealed class KeptPapers(IDataProtectionProvider protection, Uploads uploads, CaseClock clock)
{
    private const long MaxFile = 20L * 1024 * 1024;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(12);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("papers-of-a-batch").ToTimeLimitedDataProtector();

    /// <summary>The file of the form, or that of an earlier one; null, without a refusal, when there is neither.</summary>
    public async Task<(CaseUpload? Paper, Refusal? Why)> ReadAsync(IFormCollection form, string name, Actor who, CancellationToken ct)
    {
        if (form.Files.GetFile(name) is not { Length: > 0 } file)
        {
            return (Open(form[name + ".kept"], who), null);
        }

        await using var content = file.OpenReadStream();
        return await uploads.ReceiveAsync(content, MaxFile, [], ct) switch
        {
            UploadOutcome.Stored stored => (new(stored.Hash, stored.Size, stored.Kind, who.Id, clock.Now), null),
            UploadOutcome.Refused refused => (null, refused.Why with { Problems = [new(name, refused.Why.Code, refused.Why.Zh, refused.Why.En)] }),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };
    }

    public string Seal(CaseUpload paper) => protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{paper.By} {paper.Hash} {paper.Size} {paper.Kind}"), Kept);

    private CaseUpload? Open(string? note, Actor who)
    {
        try
        {
            return !string.IsNullOrEmpty(note) && protector.Unprotect(note).Split(' ') is [var by, var hash, var size, var kind] && by == who.Id.Value
                ? new(hash, long.Parse(size, CultureInfo.InvariantCulture), kind, who.Id, clock.Now) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // too old, or not ours: the file is asked for again
        }
    }
}
