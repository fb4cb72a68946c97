using Microsoft.AspNetCore.Http;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Accounts;

/// <param name="Command">What waits for the proof, by the name of the API.</param>
/// <param name="Action">Where the form was sent, and goes again.</param>
/// <param name="Back">Where nothing is done.</param>
/// <param name="Operation">That of the form; null for none.</param>
/// <param name="Fields">All that was typed.</param>
public sealed record ProveModel(string Command, string Action, string Back, string? Operation, IReadOnlyList<KeyValuePair<string, string>> Fields, bool SecondFactor, bool Passkeys, Refusal? Why = null);

/// <summary>
/// Asks whether it is still the same person before money is moved or something decided. The page carries all that was typed;
/// the same form goes to the same address once more, with the password in it.
/// </summary>
internal sealed class Proving(AccountSignIn signIn)
{
    public const string Command = "prove-for";
    public const string Back = "prove-back";
    public const string Password = "prove-password";
    public const string Code = "prove-code";
    public const string Credential = "credential";

    public static bool IsMissing(Refusal? why) => why?.Code == HttpRefusals.StepUpRequired.Code;

    /// <summary>A script that asks for passkey options sends the same form, still without the passkey.</summary>
    public static bool IsGivenIn(IFormCollection posted) => posted.ContainsKey(Command) && (posted.ContainsKey(Password) || posted[Credential].ToString().Length > 0);

    /// <param name="posted">The form as it came.</param>
    public Task<IResult> AskAsync(HttpContext http, string command, string back, IFormCollection posted) => AskAsync(http, command, back, Typed(posted), posted);

    /// <param name="typed">What takes the place of the values posted: files have come already.</param>
    public async Task<IResult> AskAsync(HttpContext http, string command, string back, IEnumerable<KeyValuePair<string, string>> typed, IFormCollection posted) =>
        Page(http, await signIn.AccountAsync(http), command, back, typed, posted, null);

    /// <summary>Null when the form proves who sent it.</summary>
    public async Task<IResult?> RefuseAsync(HttpContext http, IFormCollection posted)
    {
        var account = await signIn.AccountAsync(http);
        if (await WhyNotAsync(account, posted) is { } why)
        {
            return Page(http, account, posted[Command].ToString(), PageRequests.LocalOr(posted[Back]), Typed(posted), posted, why);
        }

        await signIn.NoteProofAsync();
        http.Features.Set(new Proof(true));
        return null;
    }

    private async Task<Refusal?> WhyNotAsync(Account account, IFormCollection posted)
    {
        if (posted[Credential].ToString() is { Length: > 0 } credential)
        {
            return await signIn.UserManager.IsLockedOutAsync(account) ? AccountRefusals.LockedOut : await PasskeyRoutes.IsOfAsync(signIn, account, credential) ? null : ProveRefusals.Passkey;
        }

        var result = await signIn.CheckPasswordSignInAsync(account, posted[Password].ToString(), lockoutOnFailure: true);
        return result.IsLockedOut ? AccountRefusals.LockedOut : !result.Succeeded ? ProveRefusals.Password
            : account.TwoFactorEnabled ? await WhyNotCodeAsync(account, posted[Code].ToString().Replace(" ", "", StringComparison.Ordinal)) : null;
    }

    private async Task<Refusal?> WhyNotCodeAsync(Account account, string code)
    {
        var accounts = signIn.UserManager;
        if (await accounts.VerifyTwoFactorTokenAsync(account, signIn.Options.Tokens.AuthenticatorTokenProvider, code) || (await accounts.RedeemTwoFactorRecoveryCodeAsync(account, code)).Succeeded)
        {
            await accounts.ResetAccessFailedCountAsync(account);
            return null;
        }

        await accounts.AccessFailedAsync(account);
        return await accounts.IsLockedOutAsync(account) ? AccountRefusals.LockedOut : ProveRefusals.Code;
    }

    private static IResult Page(HttpContext http, Account account, string command, string back, IEnumerable<KeyValuePair<string, string>> typed, IFormCollection posted, Refusal? why)
    {
        var operation = posted["operation"].ToString() is { Length: > 0 } text ? text : null;
        return Show.Again<ProvePage>(new ProveModel(command, http.Request.Path, back, operation, [.. typed], account.TwoFactorEnabled, account.Passkeys.Count > 0, why), why ?? HttpRefusals.StepUpRequired);
    }

    /// <summary>Neither a password nor what belongs to the form itself is carried on.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Typed(IFormCollection posted) =>
        posted.Where(f => f.Key is not ("operation" or Command or Back or Password or Code or Credential) && !f.Key.StartsWith("__", StringComparison.Ordinal))
            .SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? "")));
}

/// <summary>What is wrong with a proof, at its field.</summary>
internal static class ProveRefusals
{
    public static Refusal Password { get; } = At(Proving.Password, "password-wrong", "密码不正确，请重试", "The password is wrong; try again.");

    public static Refusal Code { get; } = At(Proving.Code, "code-wrong", "验证码不正确或已过期", "The code is wrong or out of date.");

    public static Refusal Passkey { get; } = new(RefusalKind.Invalid, "passkey-unknown", "无法用此通行密钥确认，请用密码确认", "This passkey cannot be used here; use the password.");

    private static Refusal At(string field, string code, string zh, string en) => new(RefusalKind.Invalid, code, zh, en) { Problems = [new(field, code, zh, en)] };
}
