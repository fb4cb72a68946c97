using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ProjectFlow.Portal.Accounts;

/// <summary>Identity's sign-in; each one by cookie is noted with the account, so that the person can see and end it.</summary>
public sealed class AccountSignIn(
    UserManager<Account> accounts, IHttpContextAccessor accessor, IUserClaimsPrincipalFactory<Account> claims, IOptions<IdentityOptions> options,
    ILogger<AccountSignIn> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation, TimeProvider clock)
    : SignInManager<Account>(accounts, accessor, claims, options, log, schemes, confirmation)
{
    /// <summary>Names the session inside its cookie.</summary>
    public const string SessionClaim = "sid";

    private const int MaxSessions = 20;
    private const int MaxAgent = 200;

    public override async Task SignInWithClaimsAsync(Account user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        if (AuthenticationScheme == IdentityConstants.ApplicationScheme)
        {
            var session = NewSession(user);
            user.Sessions = [.. Open(user).TakeLast(MaxSessions - 1), session];
            Require(await UserManager.UpdateAsync(user));
            additionalClaims = [.. additionalClaims, new(SessionClaim, session.Id)];
        }

        await base.SignInWithClaimsAsync(user, authenticationProperties, additionalClaims);
    }

    /// <summary>Those that have not been ended, by a changed password for one.</summary>
    public static IEnumerable<AccountSession> Open(Account user) => user.Sessions.Where(s => s.Stamp == user.SecurityStamp);

    public async Task EndAsync(Account user, string session)
    {
        user.Sessions = [.. Open(user).Where(s => s.Id != session)];
        Require(await UserManager.UpdateAsync(user));
    }

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
