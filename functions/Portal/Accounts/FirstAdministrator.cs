using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Portal.Accounts;

/// <summary>
/// An empty store gets one administrator with a one-time password. The mark that it was handed over is written last, so a
/// start that dies in between hands over a new password at the next.
/// </summary>
public sealed class FirstAdministrator(UserManager<Account> accounts, PeopleDirectory directory, IRows rows)
{
    public const string Id = "admin";

    public const string Email = "admin@projectflow.local";

    private const string Partition = "settings";
    private const string Key = "first-administrator";
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <param name="handOver">Shows the one-time password to whoever starts the server; called at most once per store.</param>
    public async Task EnsureAsync(Action<string> handOver, CancellationToken ct)
    {
        if ((await rows.FindAsync(Partition, [Key], ct)).Count > 0)
        {
            return;
        }

        var password = RandomNumberGenerator.GetString(Alphabet, 20);
        await MakeAsync(password);
        await directory.SaveAsync(new Person(new(Id), "系统管理员", Email, "zh", [Role.Administrator]), ct);
        handOver(password);
        await rows.CommitAsync(Partition, [new Write.Put(new(Key, "true"u8.ToArray()))], Guid.NewGuid().ToString("N"), ct);
    }

    private async Task MakeAsync(string password)
    {
        if (await accounts.FindByIdAsync(Id) is { } leftover)
        {
            Require(await accounts.DeleteAsync(leftover));
        }

        var account = new Account { Id = Id, UserName = Email, Email = Email, EmailConfirmed = true, MustChangePassword = true };
        Require(await accounts.CreateAsync(account, password));
    }

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException("The first administrator could not be made: " + result);
        }
    }
}
