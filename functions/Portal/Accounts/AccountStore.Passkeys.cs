using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Portal.Accounts;

// Passkeys stand in the account's row. One row more per key holds the account's id, so that a key belongs to one account;
// it is written first, and counts only while the account has the key.
public sealed partial class AccountStore : IUserPasskeyStore<Account>
{
    public async Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        if (!user.Passkeys.Any(p => Is(p, passkey.CredentialId)))
        {
            var owner = new Row(Key, JsonSerializer.SerializeToUtf8Bytes(user.Id));
            await CommitAsync(PasskeyPartition(passkey.CredentialId), new Write.Put(owner), cancellationToken);
        }

        user.Passkeys = [.. user.Passkeys.Where(p => !Is(p, passkey.CredentialId)), AccountPasskey.Of(passkey)];
    }

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. user.Passkeys.Select(p => p.Info())]);

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        var found = await rows.FindAsync(PasskeyPartition(credentialId), [Key], cancellationToken);
        var account = found.TryGetValue(Key, out var row) ? await FindByIdAsync(IdIn(row), cancellationToken) : null;
        return account?.Passkeys.Any(p => Is(p, credentialId)) == true ? account : null;
    }

    public Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(user.Passkeys.FirstOrDefault(p => Is(p, credentialId))?.Info());

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        Do(() => user.Passkeys = [.. user.Passkeys.Where(p => !Is(p, credentialId))]);

    private static bool Is(AccountPasskey passkey, byte[] credentialId) => passkey.CredentialId.AsSpan().SequenceEqual(credentialId);

    private static string PasskeyPartition(byte[] credentialId) => "account-passkey:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(credentialId));
}
