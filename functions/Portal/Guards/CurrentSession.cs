using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using ProjectFlow.Casework.People;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Guards;

/// <summary>
/// A cookie or token is good only while the account stands as it stood at sign-in: a changed password or a removed account
/// ends every session with the next request. While the password is somebody else's choice, only changing it is possible.
/// </summary>
public sealed class CurrentSession(RequestDelegate next, IOptions<IdentityOptions> options)
{
    private static readonly PathString[] OpenToChange = ["/api/account", "/account/password", "/sign-out", "/language", "/assets"];

    public async Task InvokeAsync(HttpContext http, IUserStore<Account> accounts, KnownAccounts known, PeopleDirectory directory, CaseClock clock, TimeProvider sessionClock)
    {
        if (http.User.Identity is { IsAuthenticated: true })
        {
            var id = Said(http, options.Value.ClaimsIdentity.UserIdClaimType);
            var account = await known.FindAsync(id, () => accounts.FindByIdAsync(id, http.RequestAborted));
            if (account is null || account.SecurityStamp != Said(http, options.Value.ClaimsIdentity.SecurityStampClaimType) || IsEnded(http, account))
            {
                http.User = new ClaimsPrincipal(new ClaimsIdentity());
            }
            else if (account.MustChangePassword && !OpenToChange.Any(p => http.Request.Path.StartsWithSegments(p)))
            {
                await RefuseAsync(http);
                return;
            }
            else if (await directory.ActorAsync(new(account.Id), clock.Now, http.RequestAborted) is { } actor)
            {
                http.Features.Set(actor);
                http.Features.Set(Proof.Of(http.User, sessionClock.GetUtcNow()));
                http.User = new([.. http.User.Identities, new(actor.Roles.Select(r => new Claim(ClaimTypes.Role, r.ToString())))]); // a new one: requests share what a token holds
            }
        }

        await next(http);
    }

    private static Task RefuseAsync(HttpContext http)
    {
        if (!PageRequests.IsPage(http))
        {
            return Refusals.WriteAsync(http, HttpRefusals.PasswordMustChange);
        }

        http.Response.Redirect("/account/password");
        return Task.CompletedTask;
    }

    private static bool IsEnded(HttpContext http, SessionAccount account) =>
        http.User.FindFirstValue(AccountSignIn.SessionClaim) is { } session && !account.Sessions.Contains(session);

    private static string Said(HttpContext http, string type) => http.User.FindFirstValue(type) ?? "";
}
