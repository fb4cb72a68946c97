using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ProjectFlow.Portal.Accounts;

/// <summary>Identity's manager; a password the person has chosen lifts the duty to choose one.</summary>
public sealed class AccountManager(
    IUserStore<Account> store, IOptions<IdentityOptions> options, IPasswordHasher<Account> hasher,
    IEnumerable<IUserValidator<Account>> userValidators, IEnumerable<IPasswordValidator<Account>> passwordValidators,
    ILookupNormalizer normalizer, IdentityErrorDescriber errors, IServiceProvider services, ILogger<AccountManager> logger)
    : UserManager<Account>(store, options, hasher, userValidators, passwordValidators, normalizer, errors, services, logger)
{
    public override Task<IdentityResult> ChangePasswordAsync(Account user, string currentPassword, string newPassword) =>
        currentPassword == newPassword
            ? Task.FromResult(IdentityResult.Failed(new IdentityError { Code = "PasswordUnchanged", Description = "The new password must differ from the old one. 新密码不得与原密码相同。" }))
            : LiftingDutyAsync(user, () => base.ChangePasswordAsync(user, currentPassword, newPassword));

    public override Task<IdentityResult> ResetPasswordAsync(Account user, string token, string newPassword) =>
        LiftingDutyAsync(user, () => base.ResetPasswordAsync(user, token, newPassword));

    private static async Task<IdentityResult> LiftingDutyAsync(Account user, Func<Task<IdentityResult>> change)
    {
        var before = user.MustChangePassword;
        user.MustChangePassword = false;
        var result = await change();
        user.MustChangePassword = before && !result.Succeeded;
        return result;
    }
}
