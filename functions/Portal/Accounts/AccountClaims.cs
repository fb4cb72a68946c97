using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ProjectFlow.Portal.Accounts;

/// <summary>A session says who, never what they may do: roles and scopes are read from the directory on every request.</summary>
public sealed class AccountClaims(IOptions<IdentityOptions> options) : IUserClaimsPrincipalFactory<Account>
{
    public Task<ClaimsPrincipal> CreateAsync(Account user)
    {
        var names = options.Value.ClaimsIdentity;
        var identity = new ClaimsIdentity("Identity.Application", names.UserNameClaimType, names.RoleClaimType);
        identity.AddClaim(new(names.UserIdClaimType, user.Id));
        identity.AddClaim(new(names.SecurityStampClaimType, user.SecurityStamp ?? ""));
        return Task.FromResult(new ClaimsPrincipal(identity));
    }
}
