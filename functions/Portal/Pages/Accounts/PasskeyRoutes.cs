using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Accounts;

/// <summary>
/// Passkeys: added and removed on the account page, used on the sign-in page. A script asks for options, lets the browser
/// make or use the key, and sends the form with what came of it; without scripts there is the password.
/// </summary>
internal static class PasskeyRoutes
{
    private const int MaxName = 60;
    private const int MaxPasskeys = 20;

    public static void MapPasskeys(this IEndpointRouteBuilder account)
    {
        account.MapPost("/passkeys/options", CreationAsync);
        account.MapPost("/prove/options", async (HttpContext http, AccountSignIn signIn) => Options(await signIn.MakePasskeyRequestOptionsAsync(await signIn.AccountAsync(http))));
        account.MapPost("/passkeys", AddAsync).RequireRateLimiting(SignInLimit.Policy);
        account.MapPost("/passkeys/remove", RemoveAsync);
        account.MapPost("/passkeys/rename", RenameAsync);
    }

    public static void MapPasskeySignIn(this IEndpointRouteBuilder pages)
    {
        pages.MapPost("/sign-in/passkey/options", async (SignInManager<Account> signIn) => Options(await signIn.MakePasskeyRequestOptionsAsync(null))).AllowAnonymous().RequireRateLimiting(SignInLimit.Policy);
        pages.MapPost("/sign-in/passkey", SignInAsync).AllowAnonymous().RequireRateLimiting(SignInLimit.Policy);
    }

    /// <summary>Names a passkey in a form.</summary>
    public static string IdOf(AccountPasskey passkey) => WebEncoders.Base64UrlEncode(passkey.CredentialId);

    /// <summary>Whether a passkey of this account was used just now.</summary>
    public static async Task<bool> IsOfAsync(AccountSignIn signIn, Account account, string credential)
    {
        try
        {
            return await signIn.PerformPasskeyAssertionAsync(credential) is { Succeeded: true } used && used.User.Id == account.Id
                && (await signIn.UserManager.AddOrUpdatePasskeyAsync(account, used.Passkey)).Succeeded;
        }
        catch (Exception e) when (IsNonsense(e))
        {
            return false;
        }
    }

    private static async Task<IResult> CreationAsync(HttpContext http, AccountSignIn signIn)
    {
        var account = await signIn.AccountAsync(http);
        var name = account.Email ?? account.Id;
        return Options(await signIn.MakePasskeyCreationOptionsAsync(new() { Id = account.Id, Name = name, DisplayName = name }));
    }

    /// <summary>The password is asked once more: a key added at a machine left open would open the account for good.</summary>
    private static async Task<IResult> AddAsync(HttpContext http, AccountSignIn signIn, MyAccountPages pages, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var account = await signIn.AccountAsync(http);
        var why = await WhyNotAsync(signIn, account, form);
        return why is null ? Show.Next("/account#passkeys") : Show.Again<MyAccountPage>(await pages.ModelAsync(http, account, ct) with { Why = why }, why);
    }

    private static async Task<Refusal?> WhyNotAsync(AccountSignIn signIn, Account account, IFormCollection form)
    {
        if (await signIn.UserManager.IsLockedOutAsync(account))
        {
            return AccountRefusals.LockedOut;
        }

        if (!await signIn.UserManager.CheckPasswordAsync(account, form["password"].ToString()))
        {
            await signIn.UserManager.AccessFailedAsync(account);
            return AccountRefusals.WrongPassword;
        }

        var made = await MadeAsync(signIn, form["credential"].ToString());
        if (made is not { Succeeded: true } || made.UserEntity.Id != account.Id || account.Passkeys.Count >= MaxPasskeys)
        {
            return AccountRefusals.PasskeyNotAdded;
        }

        made.Passkey.Name = NameIn(form);
        var result = await signIn.UserManager.AddOrUpdatePasskeyAsync(account, made.Passkey);
        return result.Succeeded ? null : AccountRefusals.PasskeyNotAdded;
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, AccountSignIn signIn, CancellationToken ct)
    {
        var account = await signIn.AccountAsync(http);
        if (Find(account, (await http.Request.ReadFormAsync(ct))["passkey"].ToString()) is { } passkey)
        {
            await signIn.UserManager.RemovePasskeyAsync(account, passkey.CredentialId);
        }

        return Show.Next("/account#passkeys");
    }

    private static async Task<IResult> RenameAsync(HttpContext http, AccountSignIn signIn, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var account = await signIn.AccountAsync(http);
        if (Find(account, form["passkey"].ToString())?.Info() is { } passkey)
        {
            passkey.Name = NameIn(form);
            await signIn.UserManager.AddOrUpdatePasskeyAsync(account, passkey);
        }

        return Show.Next("/account#passkeys");
    }

    private static async Task<IResult> SignInAsync(HttpContext http, SignInManager<Account> signIn, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var to = PageRequests.LocalOr(form["to"]);
        var result = await UsedAsync(signIn, form["credential"].ToString());
        var why = result.IsLockedOut ? AccountRefusals.LockedOut : AccountRefusals.PasskeyUnknown;
        return result.Succeeded ? Show.Next(to) : Show.Again<SignInPage>(new SignInModel(to, Why: why), why);
    }

    /// <summary>What a browser sends may be anything; what asked for it may be long gone.</summary>
    private static bool IsNonsense(Exception e) => e is InvalidOperationException or JsonException or ArgumentException or FormatException;

    private static async Task<PasskeyAttestationResult?> MadeAsync(AccountSignIn signIn, string credential)
    {
        try
        {
            return await signIn.PerformPasskeyAttestationAsync(credential);
        }
        catch (Exception e) when (IsNonsense(e))
        {
            return null;
        }
    }

    private static async Task<SignInResult> UsedAsync(SignInManager<Account> signIn, string credential)
    {
        try
        {
            return await signIn.PasskeySignInAsync(credential);
        }
        catch (Exception e) when (IsNonsense(e))
        {
            return SignInResult.Failed;
        }
    }

    private static AccountPasskey? Find(Account account, string id) => account.Passkeys.FirstOrDefault(p => IdOf(p) == id);

    private static string NameIn(IFormCollection form) => form["name"].ToString().Trim() is { Length: > 0 } name ? name[..Math.Min(name.Length, MaxName)] : "—";

    private static IResult Options(string json) => Results.Text(json, "application/json");
}
