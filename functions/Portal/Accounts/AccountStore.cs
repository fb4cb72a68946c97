using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Portal.Accounts;

/// <summary>
/// Accounts as rows: one partition per account, and one row per sign-in name that holds the account's id, so that a name
/// is taken once. The name is taken before the account is written; a name whose account was never written is free again.
/// </summary>
public sealed partial class AccountStore(IRows rows, IdentityErrorDescriber errors, KnownAccounts sessions) : IUserStore<Account>
{
    private const string Key = "account";

    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        if (!await TakeNameAsync(user, cancellationToken))
        {
            return IdentityResult.Failed(errors.DuplicateUserName(user.UserName!));
        }

        var result = await CommitAsync(user, new Write.Insert(RowOf(user)), cancellationToken);
        return result ? IdentityResult.Success : IdentityResult.Failed(errors.ConcurrencyFailure());
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        var before = await FindByIdAsync(user.Id, cancellationToken);
        if (before is null || user.RowVersion is null)
        {
            return IdentityResult.Failed(errors.ConcurrencyFailure());
        }

        if (before.NormalizedUserName != user.NormalizedUserName && !await TakeNameAsync(user, cancellationToken))
        {
            return IdentityResult.Failed(errors.DuplicateUserName(user.UserName!));
        }

        var result = await CommitAsync(user, new Write.Replace(RowOf(user), user.RowVersion), cancellationToken);
        return result ? IdentityResult.Success : IdentityResult.Failed(errors.ConcurrencyFailure());
    }

    public async Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken)
    {
        var result = await CommitAsync(user, new Write.Delete(Key, user.RowVersion), cancellationToken);
        return result ? IdentityResult.Success : IdentityResult.Failed(errors.ConcurrencyFailure());
    }

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        var found = await rows.FindAsync(PartitionOf(userId), [Key], cancellationToken);
        if (!found.TryGetValue(Key, out var row))
        {
            return null;
        }

        var account = JsonSerializer.Deserialize<Account>(row.Body.Span)!;
        account.RowVersion = row.Version;
        return account;
    }

    public async Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        var found = await rows.FindAsync(NamePartition(normalizedUserName), [Key], cancellationToken);
        var account = found.TryGetValue(Key, out var row) ? await FindByIdAsync(IdIn(row), cancellationToken) : null;
        return account?.NormalizedUserName == normalizedUserName ? account : null;
    }

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.UserName);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => Do(() => user.UserName = userName);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.NormalizedUserName);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Do(() => user.NormalizedUserName = normalizedName);

    public void Dispose() { }

    private async Task<bool> TakeNameAsync(Account user, CancellationToken ct)
    {
        var partition = NamePartition(user.NormalizedUserName!);
        var name = new Row(Key, JsonSerializer.SerializeToUtf8Bytes(user.Id));
        var found = await rows.FindAsync(partition, [Key], ct);
        if (!found.TryGetValue(Key, out var taken))
        {
            return await CommitAsync(partition, new Write.Insert(name), ct) is CommitResult.Committed;
        }

        var holder = await FindByIdAsync(IdIn(taken), ct);
        return holder?.Id == user.Id
            || (holder?.NormalizedUserName != user.NormalizedUserName
                && await CommitAsync(partition, new Write.Replace(name, taken.Version), ct) is CommitResult.Committed);
    }

    private async Task<bool> CommitAsync(Account user, Write write, CancellationToken ct)
    {
        var result = await CommitAsync(PartitionOf(user.Id), write, ct);
        sessions.Forget(user.Id);
        if (result is not CommitResult.Committed committed)
        {
            return false;
        }

        user.RowVersion = committed.Versions.GetValueOrDefault(Key);
        return true;
    }

    private Task<CommitResult> CommitAsync(string partition, Write write, CancellationToken ct) =>
        rows.CommitAsync(partition, [write], Guid.NewGuid().ToString("N"), ct);

    private static Row RowOf(Account user) => new(Key, JsonSerializer.SerializeToUtf8Bytes(user));

    private static string IdIn(StoredRow name) => JsonSerializer.Deserialize<string>(name.Body.Span)!;

    private static string PartitionOf(string id) => "account:" + Uri.EscapeDataString(id);

    private static string NamePartition(string normalized) => "account-name:" + Uri.EscapeDataString(normalized);

    private static Task Do(Action change)
    {
        change();
        return Task.CompletedTask;
    }
}
