using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Accounts;

/// <param name="Current">The session of this request.</param>
public sealed record MyAccountModel(Account Account, Person? Person, Organisation? Org, IReadOnlyList<AccountSession> Sessions, string? Current, int RecoveryCodes, Refusal? Why = null);

/// <param name="Forced">The password was chosen by somebody else.</param>
public sealed record PasswordModel(bool Forced, Refusal? Why = null);

/// <summary>What a person does with the own account.</summary>
internal static class MyAccountRoutes
{
    public static void MapMyAccount(this IEndpointRouteBuilder pages)
    {
        var account = pages.MapGroup("/account").RequireAuthorization();
        account.MapGet("/", OverviewAsync);
        account.MapGet("/password", PasswordAsync);
        account.MapPost("/password", ChangeAsync).RequireRateLimiting(SignInLimit.Policy);
        account.MapPost("/sessions/end", EndAsync);
        account.MapPost("/sessions/end-all", EndAllAsync);
        account.MapSecondFactor();
        account.MapPasskeys();
        account.MapDigest();
        account.MapRelations();
        account.MapAbsence();
    }

    /// <summary>The account of the person signed in.</summary>
    public static async Task<Account> AccountAsync(this AccountSignIn signIn, HttpContext http) =>
        await signIn.UserManager.GetUserAsync(http.User) ?? throw new InvalidOperationException("A session without account is ended before.");

    private static async Task<IResult> OverviewAsync(HttpContext http, AccountSignIn signIn, MyAccountPages overview, CancellationToken ct) =>
        Show.Page<MyAccountPage>(await overview.ModelAsync(http, await signIn.AccountAsync(http), ct));

    private static async Task<IResult> PasswordAsync(HttpContext http, AccountSignIn signIn) =>
        Show.Page<PasswordPage>(new PasswordModel((await signIn.AccountAsync(http)).MustChangePassword));

    private static async Task<IResult> ChangeAsync(HttpContext http, AccountSignIn signIn, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var account = await signIn.AccountAsync(http);
        var forced = account.MustChangePassword;
        var why = form["new"] != form["repeat"] ? AccountRefusals.Repeat : await ReplaceAsync(signIn, account, form["old"].ToString(), form["new"].ToString());
        return why is null ? Show.Next("/account") : Show.Again<PasswordPage>(new PasswordModel(forced, why), why);
    }

    /// <summary>All other sessions end; this one goes on.</summary>
    private static async Task<Refusal?> ReplaceAsync(AccountSignIn signIn, Account account, string old, string chosen)
    {
        var result = await signIn.UserManager.ChangePasswordAsync(account, old, chosen);
        if (!result.Succeeded)
        {
            return AccountRefusals.PasswordRefused(result);
        }

        await signIn.SignInAsync(account, isPersistent: false);
        return null;
    }

    private static async Task<IResult> EndAsync(HttpContext http, AccountSignIn signIn, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        await signIn.EndAsync(await signIn.AccountAsync(http), form["session"].ToString());
        return Show.Next("/account");
    }

    /// <summary>Programs with a token of this account are shut out as well.</summary>
    private static async Task<IResult> EndAllAsync(HttpContext http, AccountSignIn signIn)
    {
        var account = await signIn.AccountAsync(http);
        await signIn.UserManager.UpdateSecurityStampAsync(account);
        await signIn.SignInAsync(account, isPersistent: false);
        return Show.Next("/account");
    }
}

/// <summary>The overview of the own account.</summary>
internal sealed class MyAccountPages(AccountSignIn signIn, PeopleDirectory directory)
{
    public async Task<MyAccountModel> ModelAsync(HttpContext http, Account account, CancellationToken ct)
    {
        var person = await directory.PersonAsync(new(account.Id), ct);
        var org = person?.Org is { } id ? await directory.OrgAsync(id, ct) : null;
        var codes = await signIn.UserManager.CountRecoveryCodesAsync(account);
        return new(account, person, org, [.. AccountSignIn.Open(account).Reverse()], http.User.FindFirst(AccountSignIn.SessionClaim)?.Value, codes);
    }
}
