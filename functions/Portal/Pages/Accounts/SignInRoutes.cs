using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Identity;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Accounts;

/// <param name="To">Where to go afterwards; on this site.</param>
public sealed record SignInModel(string To, string Email = "", Refusal? Why = null);

/// <param name="To">Where to go afterwards; on this site.</param>
public sealed record SignInCodeModel(string To, Refusal? Why = null);

/// <summary>In and out.</summary>
internal static class SignInRoutes
{
    public static void MapSignIn(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sign-in", (string? to) => Show.Page<SignInPage>(new SignInModel(PageRequests.LocalOr(to)))).AllowAnonymous();
        pages.MapPost("/sign-in", SignInAsync).AllowAnonymous().RequireRateLimiting(SignInLimit.Policy);
        pages.MapGet("/sign-in/code", (string? to) => Show.Page<SignInCodePage>(new SignInCodeModel(PageRequests.LocalOr(to)))).AllowAnonymous();
        pages.MapPost("/sign-in/code", CodeAsync).AllowAnonymous().RequireRateLimiting(SignInLimit.Policy);
        pages.MapPasskeySignIn();
        pages.MapPost("/sign-out", SignOutAsync).RequireAuthorization();
        pages.MapGet("/forgotten", () => Show.Page<ForgottenPage>(new ForgottenModel())).AllowAnonymous();
        pages.MapPost("/forgotten", Recovery.AskAsync).AllowAnonymous().RequireRateLimiting(SignInLimit.Policy);
        pages.MapGet("/reset", (string? id, string? code) => Show.Page<ResetPage>(new ResetModel(id ?? "", code ?? ""))).AllowAnonymous();
        pages.MapPost("/reset", Recovery.ResetAsync).AllowAnonymous().RequireRateLimiting(SignInLimit.Policy);
    }

    private static async Task<IResult> SignInAsync(HttpContext http, SignInManager<Account> signIn, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var (email, to) = (form["email"].ToString().Trim(), PageRequests.LocalOr(form["to"]));
        var result = await signIn.PasswordSignInAsync(email, form["password"].ToString(), isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded)
        {
            return Show.Next(to);
        }

        return result.RequiresTwoFactor ? Show.Next("/sign-in/code?to=" + Uri.EscapeDataString(to)) : Again(result.IsLockedOut ? AccountRefusals.LockedOut : AccountRefusals.WrongPassword);

        IResult Again(Refusal why) => Show.Again<SignInPage>(new SignInModel(to, email, why), why);
    }

    /// <summary>The second factor: a code of the moment, or one of the recovery codes.</summary>
    private static async Task<IResult> CodeAsync(HttpContext http, SignInManager<Account> signIn, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var (code, to) = (form["code"].ToString().Replace(" ", "", StringComparison.Ordinal), PageRequests.LocalOr(form["to"]));
        var result = code.Length == 6 && code.All(char.IsAsciiDigit)
            ? await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false)
            : await signIn.TwoFactorRecoveryCodeSignInAsync(code);
        if (result.Succeeded)
        {
            return Show.Next(to);
        }

        var why = result.IsLockedOut ? AccountRefusals.LockedOut : AccountRefusals.WrongCode;
        return Show.Again<SignInCodePage>(new SignInCodeModel(to, why), why);
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, AccountSignIn signIn)
    {
        if (await signIn.UserManager.GetUserAsync(http.User) is { } account && http.User.FindFirst(AccountSignIn.SessionClaim) is { } session)
        {
            await signIn.EndAsync(account, session.Value);
        }

        await signIn.SignOutAsync();
        return Show.Next("/sign-in");
    }
}
