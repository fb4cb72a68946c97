using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Mails;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;

namespace ProjectFlow.Portal.Api;

/// <param name="Next">Where the next page begins; null on the last page.</param>
public sealed record MailPage(IReadOnlyList<KeptMail> Mails, string? Next);

/// <param name="Next">Where the next page begins; null on the last page.</param>
public sealed record SuppressionPage(IReadOnlyList<Suppression> Addresses, string? Next);

/// <param name="Address">Upper and lower case are one.</param>
public sealed record LiftRequest(string Address);

/// <summary>What an administrator looks after: mail sent, and effects that could not be performed.</summary>
internal static class OperationsApi
{
    private const int UsualPage = 50;

    public static void MapOperations(this IEndpointRouteBuilder api)
    {
        api.MapGet("/mail", MailAsync).WithTags("Operations").RequireAuthorization(Policies.Administrator).Produces<MailPage>();
        var mail = api.MapGroup("/mail").WithTags("Operations").RequireAuthorization(Policies.Administrator);
        mail.MapPost("/{id}/resend", ResendAsync).Produces(StatusCodes.Status204NoContent);
        mail.MapGet("/suppressions", SuppressionsAsync).Produces<SuppressionPage>();
        mail.MapPost("/suppressions/lift", LiftAsync).Produces(StatusCodes.Status204NoContent);
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

    private static async Task<IResult> ResendAsync(string id, MailResends resends, CaseClock clock, CancellationToken ct) =>
        await resends.ResendAsync(id, clock.Now, ct) is { } why ? why.ToProblem() : Results.NoContent();

    private static async Task<IResult> SuppressionsAsync(string? after, int? max, Suppressions suppressions, CancellationToken ct)
    {
        if (QueryRefusals.OfPage(after, max) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var size = max ?? UsualPage;
        var found = await suppressions.PageAsync(after ?? "", size + 1, ct);
        return Results.Ok(new SuppressionPage([.. found.Take(size)], found.Count > size ? Suppressions.CursorOf(found[size - 1]) : null));
    }

    /// <summary>A repeat finds it lifted and is answered 404.</summary>
    private static async Task<IResult> LiftAsync(LiftRequest lift, HttpContext http, Suppressions suppressions, CaseClock clock, CancellationToken ct) =>
        await suppressions.LiftAsync(lift.Address, http.Actor().Id, clock.Now, ct) ? Results.NoContent() : Refusal.NotFound.ToProblem();

    /// <summary>A repeat finds the letter gone and is answered 404.</summary>
    private static async Task<IResult> RetryAsync(string @case, string key, DeadLetters letters, CaseClock clock, CancellationToken ct) =>
        CaseId.TryParse(@case, out var id) && await letters.RetryAsync(id, key, clock.Now, ct) ? Results.NoContent() : Refusal.NotFound.ToProblem();
}
