using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Administration;

/// <summary>What an administrator does with somebody's sign-in. Each ends all sessions of the person.</summary>
internal static class UserAccounts
{
    private delegate Task<string?> Deed(UserManager<Account> accounts, Account account);

    public static void MapUserAccounts(this IEndpointRouteBuilder users)
    {
        users.MapDeed("sessions", EndSessionsAsync);
        users.MapDeed("second-factor", ResetSecondFactorAsync);
        users.MapDeed("password", NewPasswordAsync);
    }

    private static void MapDeed(this IEndpointRouteBuilder users, string name, Deed deed) => users.MapPost(
        "/{id}/" + name,
        async (string id, PeopleDirectory directory, UserManager<Account> accounts, ProgrammeShelf shelf, RegisterShelf registers, CancellationToken ct) =>
        {
            if (await Users.ModelAsync(id, directory, accounts, shelf, registers, ct) is not { Account: { } account } model)
            {
                return Refusal.NotFound.ToProblem();
            }

            var password = await deed(accounts, account);
            return Show.Page<UserPage>(model with { Password = password, Done = password is null ? name : null });
        });

    private static async Task<string?> EndSessionsAsync(UserManager<Account> accounts, Account account)
    {
        Require(await accounts.UpdateSecurityStampAsync(account));
        return null;
    }

    /// <summary>For somebody who has lost the telephone; the recovery codes go with it.</summary>
    private static async Task<string?> ResetSecondFactorAsync(UserManager<Account> accounts, Account account)
    {
        (account.AuthenticatorKey, account.RecoveryCodes) = (null, null);
        Require(await accounts.SetTwoFactorEnabledAsync(account, false));
        return null;
    }

    /// <summary>Good for one time; it has to be changed before anything else is possible.</summary>
    private static async Task<string?> NewPasswordAsync(UserManager<Account> accounts, Account account)
    {
        var password = Invitations.NewPassword();
        account.MustChangePassword = true;
        (account.LockoutEnd, account.AccessFailedCount) = (null, 0);
        Require(await accounts.RemovePasswordAsync(account));
        Require(await accounts.AddPasswordAsync(account, password));
        return password;
    }

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException("The account was changed meanwhile: " + result);
        }
    }
}
