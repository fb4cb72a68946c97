using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Accounts;

/// <param name="Key">To be typed into the authenticator, in groups of four.</param>
/// <param name="Link">Opens an authenticator on the same machine.</param>
/// <param name="Codes">Recovery codes just made; shown once.</param>
public sealed record SecondFactorModel(bool On, string Key, string Link, IReadOnlyList<string> Codes, Refusal? Why = null);

/// <summary>The second factor: an authenticator's code of the moment (RFC 6238).</summary>
internal static class SecondFactorRoutes
{
    private const int RecoveryCodes = 10;

    public static void MapSecondFactor(this IEndpointRouteBuilder account)
    {
        account.MapGet("/second-factor", SeeAsync);
        account.MapPost("/second-factor", TurnOnAsync);
        account.MapPost("/second-factor/off", TurnOffAsync);
    }

    private static async Task<IResult> SeeAsync(HttpContext http, AccountSignIn signIn)
    {
        var account = await signIn.AccountAsync(http);
        if (!account.TwoFactorEnabled && account.AuthenticatorKey is null)
        {
            await signIn.UserManager.ResetAuthenticatorKeyAsync(account);
            await signIn.SignInAsync(account, isPersistent: false); // a new key ends all sessions
        }

        return Show.Page<SecondFactorPage>(Model(account, []));
    }

    private static async Task<IResult> TurnOnAsync(HttpContext http, AccountSignIn signIn, CancellationToken ct)
    {
        var code = (await http.Request.ReadFormAsync(ct))["code"].ToString().Replace(" ", "", StringComparison.Ordinal);
        var account = await signIn.AccountAsync(http);
        if (!await signIn.UserManager.VerifyTwoFactorTokenAsync(account, signIn.Options.Tokens.AuthenticatorTokenProvider, code))
        {
            return Show.Again<SecondFactorPage>(Model(account, []) with { Why = AccountRefusals.WrongCode }, AccountRefusals.WrongCode);
        }

        await signIn.UserManager.SetTwoFactorEnabledAsync(account, true);
        var codes = await signIn.UserManager.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes) ?? [];
        await signIn.SignInAsync(account, isPersistent: false);
        return Show.Page<SecondFactorPage>(Model(account, [.. codes]));
    }

    private static async Task<IResult> TurnOffAsync(HttpContext http, AccountSignIn signIn, CancellationToken ct)
    {
        var password = (await http.Request.ReadFormAsync(ct))["password"].ToString();
        var account = await signIn.AccountAsync(http);
        if (!await signIn.UserManager.CheckPasswordAsync(account, password))
        {
            return Show.Again<SecondFactorPage>(Model(account, []) with { Why = AccountRefusals.WrongPassword }, AccountRefusals.WrongPassword);
        }

        await signIn.UserManager.SetTwoFactorEnabledAsync(account, false);
        await signIn.UserManager.ResetAuthenticatorKeyAsync(account);
        await signIn.SignInAsync(account, isPersistent: false);
        return Show.Next("/account");
    }

    private static SecondFactorModel Model(Account account, IReadOnlyList<string> codes)
    {
        var key = account.AuthenticatorKey ?? "";
        var link = $"otpauth://totp/ProjectFlow:{Uri.EscapeDataString(account.Email ?? "")}?secret={key}&issuer=ProjectFlow&digits=6";
        return new(account.TwoFactorEnabled, string.Join(' ', key.Chunk(4).Select(c => new string(c))), link, codes);
    }
}
