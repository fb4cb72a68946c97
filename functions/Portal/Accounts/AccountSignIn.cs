using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProjectFlow.Portal.Guards;

namespace ProjectFlow.Portal.Accounts;

/// <summary>Identity's sign-in; each one by cookie is noted with the account, so that the person can see and end it.</summary>
public sealed class AccountSignIn(
    UserManager<Account> accounts, IHttpContextAccessor accessor, IUserClaimsPrincipalFactory<Account> claims, IOptions<IdentityOptions> options,
    ILogger<AccountSignIn> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation, TimeProvider clock)
    : SignInManager<Account>(accounts, accessor, claims, options, log, schemes, confirmation)
{
    /// <summary>Names the session inside its cookie.</summary>
    public const string SessionClaim = "sid";

    private const int Attempts = 4;
    private const int MaxSessions = 20;
    private const int MaxAgent = 200;

    /// <summary>No machine is trusted so far that a password alone would do there.</summary>
    public override Task<bool> IsTwoFactorClientRememberedAsync(Account user) => Task.FromResult(false);

    public override async Task SignInWithClaimsAsync(Account user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        additionalClaims = [.. additionalClaims, .. ProofIn(user, additionalClaims)];
        if (AuthenticationScheme == IdentityConstants.ApplicationScheme)
        {
            var session = NewSession(user);
            await NoteAsync(user, session);
            additionalClaims = [.. additionalClaims, new(SessionClaim, session.Id)];
        }

        await base.SignInWithClaimsAsync(user, authenticationProperties, additionalClaims);
    }

    /// <summary>Notes in the cookie that the person has just proved who they are. No other session learns of it, and this one lasts no longer for it.</summary>
    public async Task NoteProofAsync()
    {
        var cookie = await Context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        if (cookie.Principal?.Identity is ClaimsIdentity identity)
        {
            var noted = new ClaimsIdentity(identity.Claims.Where(c => c.Type != Proof.ClaimType).Append(Proof.ClaimAt(clock.GetUtcNow())), identity.AuthenticationType, identity.NameClaimType, identity.RoleClaimType);
            await Context.SignInAsync(IdentityConstants.ApplicationScheme, new(noted), cookie.Properties);
        }
    }

    /// <summary>Those that have not been ended, by a changed password for one.</summary>
    public static IEnumerable<AccountSession> Open(Account user) => user.Sessions.Where(s => s.Stamp == user.SecurityStamp);

    public async Task EndAsync(Account user, string session)
    {
        user.Sessions = [.. Open(user).Where(s => s.Id != session)];
        Require(await UserManager.UpdateAsync(user));
    }

    /// <summary>Again when somebody was faster: a double click signs in twice at once. An account that has other credentials since is left alone.</summary>
    private async Task NoteAsync(Account user, AccountSession session)
    {
        var (account, result) = (user, IdentityResult.Failed());
        for (var attempt = 1; attempt <= Attempts && account?.SecurityStamp == session.Stamp; attempt++)
        {
            account!.Sessions = [.. Open(account).TakeLast(MaxSessions - 1), session];
            result = await UserManager.UpdateAsync(account);
            if (result.Succeeded)
            {
                break;
            }

            account = await UserManager.FindByIdAsync(user.Id);
        }

        Require(result);
    }

    /// <summary>Identity says how somebody proved who they are; where it says nothing, a session only goes on under a new cookie.</summary>
    private IEnumerable<Claim> ProofIn(Account user, IEnumerable<Claim> claims) =>
        claims.Any(c => c.Type == "amr") ? [Proof.ClaimAt(clock.GetUtcNow())]
        : UserManager.GetUserId(Context.User) == user.Id && Context.User.FindFirst(Proof.ClaimType) is { } before ? [new(Proof.ClaimType, before.Value)]
        : [];

    private AccountSession NewSession(Account user)
    {
        var agent = Context.Request.Headers.UserAgent.ToString();
        return new(Guid.NewGuid().ToString("N"), clock.GetUtcNow(), agent[..Math.Min(agent.Length, MaxAgent)], user.SecurityStamp);
    }

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException("The account was changed meanwhile: " + result);
        }
    }
}
