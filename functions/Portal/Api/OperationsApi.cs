using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;

namespace ProjectFlow.Portal.Api;

/// <param name="Next">Where the next page begins; null on the last page.</param>
public sealed record MailPage(IReadOnlyList<KeptMail> Mails, string? Next);

/// <summary>What an administrator looks after: mail sent, and effects that could not be performed.</summary>
internal static class OperationsApi
{
    private const int UsualPage = 50;

    public static void MapOperations(this IEndpointRouteBuilder api)
    {
        api.MapGet("/mail", MailAsync).WithTags("Operations").RequireAuthorization(Policies.Administrator).Produces<MailPage>();
        var dead = api.MapGroup("/effects/dead").WithTags("Operations").RequireAuthorization(Policies.Administrator);
        dead.MapGet("/", (DeadLetters letters, CancellationToken ct) => letters.ListAsync(ct));
        dead.MapPost("/{case}/{key}/retry", RetryAsync).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> MailAsync(string? month, string? after, int? max, MailBox box, CancellationToken ct)
    {
        if (!DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
        {
            return QueryRefusals.Month.ToProblem();
        }

        return QueryRefusals.OfPage(after, max) is { } wrong ? wrong.ToProblem() : Results.Ok(await PageAsync(box, first, after ?? "", max ?? UsualPage, ct));
    }

    private static async Task<MailPage> PageAsync(MailBox box, DateOnly month, string after, int max, CancellationToken ct)
    {
        var mails = await box.OfMonthAsync(month.Year, month.Month, after, max + 1, ct);
        return new([.. mails.Take(max)], mails.Count > max ? MailBox.CursorOf(mails[max - 1]) : null);
    }

    /// <summary>A repeat finds the letter gone and is answered 404.</summary>
    private static async Task<IResult> RetryAsync(string @case, string key, DeadLetters letters, CaseClock clock, CancellationToken ct) =>
        CaseId.TryParse(@case, out var id) && await letters.RetryAsync(id, key, clock.Now, ct) ? Results.NoContent() : Refusal.NotFound.ToProblem();
}
